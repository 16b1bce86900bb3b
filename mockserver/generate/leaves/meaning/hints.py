"""From a property's name, and who owns it, to a leaf that fits its schema.

The name is split into words (`billingPostal_code` -> billing, postal, code) and looked up by its longest ending; what
stands before the ending says whose it is (`billing`). Names that mean nothing alone (`name`, `title`) mean what their
owner says: the words before them, the schema's name, the parents, in this order. A leaf is only given where its
values pass the schema's own rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mockserver.generate.leaves.banks.library import phrases
from mockserver.generate.leaves.leaf import Leaf, pooled
from mockserver.generate.leaves.meaning.fitting import fit
from mockserver.generate.leaves.meaning.owners import JOINTS, OWNED, before_any, owned_key, telling, words_of
from mockserver.generate.leaves.meaning.providers import group_of, provider
from mockserver.generate.leaves.meaning.tables import header_key, is_listed, provider_key

if TYPE_CHECKING:
    from mockserver.generate.leaves.options import GenerateOptions


HEADER = ("header",)
"""The parents of a value that stands in a header field of its name."""


def hint_for(
    schema: dict[str, Any], name: str, parents: tuple[str, ...], schema_name: str, options: GenerateOptions
) -> Leaf | None:
    """Return the leaf that the property's name suggests, fitted to `schema`, or None if there is none that fits.

    `parents` are the names above the property, outermost first; `schema_name` is that of the object it belongs to.
    """
    if parents == HEADER and not schema.keys().isdisjoint({"example", "examples", "default"}):
        return None
    if "enum" in schema or "const" in schema or schema.get("format") in _SPEAKING_FORMATS:
        return None
    kind = _type_of(schema)
    if kind is None:
        return None
    key = _key_for(kind, name, parents, schema_name)
    if key is None:
        return None
    key = _coded(key, name, schema)
    leaf = _cast(_named(key, name, parents, schema_name, options), kind)
    rules = {rule: schema[rule] for rule in _RULES[kind] if rule in schema}
    patterns = [pattern for pattern in schema.get("x-allPatterns", ()) if isinstance(pattern, str)]
    if patterns and kind == "string":
        rules["allOf"] = [{"pattern": pattern} for pattern in patterns]
    if not rules:
        return leaf
    rules["type"] = kind
    if key == "thing":  # which its schema names
        return fit(leaf, key, rules, name, options)
    return options.pools.once((fit, key, name, repr(rules)), lambda: fit(leaf, key, rules, name, options))


def group_for(
    name: str, parents: tuple[str, ...], schema_name: str, schema: dict[str, Any] | None = None
) -> str | None:
    """Return a label that is equal for properties of one object that describe the same person, place or company.

    Give the leaves of all properties with one label the same entropy, and their values agree. `city` and `zip` share
    `place:`, `billingCity` and `billingZip` share `place:billing`.
    """
    for kind in ("string", "number"):
        key = _key_for(kind, name, parents, schema_name)
        if key is not None and (group := group_of(_coded(key, name, schema or {}))) is not None:
            return f"{group}:{'.'.join(word for word in _before(name) if word not in _OWN)}"
    return None


def _coded(key: str, name: str, schema: dict[str, Any]) -> str:
    """What a `state` of two letters means, whosever it is: no status is as short."""
    short = schema.get("maxLength") == 2 or _TWO_LETTERS.match(str(schema.get("pattern", "")))
    return "place.state_code" if key == "word.status" and short and words_of(name)[-1:] == ("state",) else key


def _type_of(schema: dict[str, Any]) -> str | None:
    types = schema.get("type")
    known = [types] if isinstance(types, str) else list(types or ())
    found = [kind for kind in known if kind in {"string", "number", "integer", "boolean"}]
    if found:
        return str(found[0])
    if not known and any(key in schema for key in ("pattern", "minLength", "maxLength", "format")):
        return "string"
    return None


def _key_for(kind: str, name: str, parents: tuple[str, ...], schema_name: str) -> str | None:
    words = words_of(name)
    if kind == "boolean":
        return _flag(words)
    return (
        (header_key("".join(words)) if parents == HEADER and kind == "string" else None)
        or _by_ending(kind, words, parents, schema_name)
        or _by_shape(kind, words)
        or _by_ending(kind, before_any(_NAME_JOINTS, words), parents, schema_name)
        or (_SPREAD.get("".join(words_of(parents[-1])[-1:])) if parents and kind == "string" else None)
    )


def _by_ending(kind: str, words: tuple[str, ...], parents: tuple[str, ...], schema_name: str) -> str | None:
    """The key of the longest ending of a name that is listed; `phoneNumberInUse` ends before its preposition."""
    for start in range(len(words)):
        key = provider_key("".join(words[start:]), kind)
        if start and words[start:] == ("time",) and _lasts(words[start - 1]):
            return "word.duration" if kind == "string" else "number.minutes"
        if key in OWNED:
            return owned_key(key, words[:start], parents, schema_name)
        if key:
            return key
    return None


def _by_shape(kind: str, words: tuple[str, ...]) -> str | None:
    """What the build of a name tells where none of its words do: `numberOfX`, `xCount`, `sentAt`, `xOn`."""
    if not words:
        return None
    if kind in {"integer", "number"}:
        counts = words[:2] in {("number", "of"), ("nb", "of")} or words[0] in _COUNTING or words[-1] in _COUNTED
        return "number.count" if counts else "time.unix-time" if len(words) > 1 and words[-1] in _MOMENT_ENDS else None
    if words[-1].endswith("nummer"):
        return "code.reference"
    if len(words) > 1 and words[-1] in _MOMENT_ENDS:
        return "time.date-time" if words[-1] in {"at", "time", "timestamp"} else "time.date"
    return None


def _lasts(word: str) -> bool:
    """Tell whether the time of a word is a while, as that of reading is; that of an opening is a moment."""
    return word in _LASTING or (word.endswith("ing") and word not in _BEGINNING)


def _flag(words: tuple[str, ...]) -> str | None:
    for start in range(len(words)):
        key = provider_key("".join(words[start:]), "boolean")
        if key:
            return key
    return "bool.mostly" if words and words[0] in {"is", "has", "can", "should", "allow", "enable", "use"} else None


def _before(name: str) -> tuple[str, ...]:
    words = words_of(name)
    for start in range(len(words)):
        if is_listed("".join(words[start:])):
            return words[:start]
    return words


def _named(key: str, name: str, parents: tuple[str, ...], schema_name: str, options: GenerateOptions) -> Leaf:
    if key != "thing":
        return provider(key, name, options)
    noun = _noun(telling(words_of(schema_name))) or _noun(words_of(parents[-1]) if parents else ())
    if not noun or not noun.isascii():
        return pooled(phrases("names", "label"))
    return pooled(tuple(f"{adjective} {noun}" for adjective in phrases("texts", "adjective")))


def _noun(told: tuple[str, ...]) -> str:
    """Return what a thing is called by the words that say what it is; "" where there are only abbreviations."""
    return " ".join([word for word in told if _is_spoken(word)][-2:])


def _is_spoken(word: str) -> bool:
    """Tell whether letters make a word rather than an abbreviation: two are none, nor are those without a vowel."""
    return not word.isascii() or (len(word) > len("eo") and not _VOWELS.isdisjoint(word) and word.isalpha())


def _cast(leaf: Leaf, kind: str) -> Leaf:
    """Bring values to the JSON type that the schema asks for, where they are of another."""
    sample = leaf(1)
    if kind == "string" and not isinstance(sample, str):
        return lambda entropy: str(leaf(entropy))
    if kind == "integer" and not isinstance(sample, int):
        return lambda entropy: round(float(leaf(entropy)))
    if kind == "integer" and any(isinstance(leaf(entropy), float) for entropy in range(16)):
        return lambda entropy: round(leaf(entropy))
    return leaf


# Formats that say more than any name could.
_SPEAKING_FORMATS = frozenset(
    {
        "date-time", "date", "time", "uuid", "binary", "byte", "duration", "json-pointer", "regex", "uri-template",
        "http-date",
    }
)  # fmt: skip
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_RULES = {
    "string": ("format", "pattern", "minLength", "maxLength"),
    "number": _BOUNDS,
    "integer": _BOUNDS,
    "boolean": (),
}
_SPREAD = {"urls": "net.url", "links": "net.url", "hrefs": "net.url", "emails": "person.email", "phones": "place.phone"}
_OWN = frozenset(
    {"display", "formatted", "global", "primary", "preferred", "public", "login", "main", "default", "own", "current"}
)
_COUNTING = frozenset({"num", "nb", "total", "count", "max", "min"})
_LASTING = frozenset(
    {"wait", "lead", "travel", "prep", "flight", "drive", "walk", "transit", "idle", "setup", "commute"}
)
_BEGINNING = frozenset({"opening", "closing", "starting", "ending", "beginning", "booking", "meeting", "boarding"})
_COUNTED = frozenset({"count", "total", "num", "quantity", "amount"})
_MOMENT_ENDS = frozenset({"at", "on", "date", "time", "timestamp"})
_NAME_JOINTS = JOINTS | {"of", "to", "at", "on"}
_VOWELS = frozenset("aeiouy")
_TWO_LETTERS = re.compile(r"\^?\(?\[[A-Za-z-]+\](\{2\}|\[[A-Za-z-]+\])\)?\$?$")
