"""A string for a schema: by its pattern, its encoding, its format, its length, whichever of them it states."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from mockserver.generate.leaves.leaf import fitted
from mockserver.generate.leaves.meaning.owners import words_of
from mockserver.generate.leaves.patterns import PatternError, pattern_source, woven
from mockserver.generate.leaves.text import filler
from mockserver.generate.leaves.text.moments import moment_source
from mockserver.later import later
from mockserver.schema import acceptor

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Accept, Leaf, TextLeaf
    from mockserver.generate.leaves.options import GenerateOptions

_TEXT = "mockserver.generate.leaves.text"
content_source: Callable[..., TextLeaf | None] = later(f"{_TEXT}.content", "content_source")
octets_source: Callable[[dict[str, Any]], TextLeaf | None] = later(f"{_TEXT}.content", "octets_source")
other_source: Callable[..., TextLeaf | None] = later(f"{_TEXT}.formats", "format_source")
encoding_grammar: Callable[[str], str | None] = later(f"{_TEXT}.grammars", "encoding_grammar")
grammar_of: Callable[[str], str | None] = later(f"{_TEXT}.grammars", "grammar_of")


def string_source(
    schema: dict[str, Any],
    name: str,
    parents: tuple[str, ...],  # noqa: ARG001 - the seam hands it to every leaf alike
    options: GenerateOptions,
    content: Leaf | None = None,
) -> TextLeaf | None:
    """Return the leaf of strings that satisfy the string keywords of `schema`, or None if none were found that do.

    `name` is the property's and `parents` those above it, outermost first; they decide the tense of times. `content`
    makes the value of `contentSchema`, if the schema has one. The keywords heard are pattern (and `x-allPatterns`),
    format, minLength, maxLength, contentEncoding, contentMediaType; the rest is the caller's.
    """
    low, high = length_window(schema)
    if high is not None and high < low:
        return None
    if schema.get("contentEncoding") or schema.get("contentMediaType"):
        encoded = content_source(schema, options, content)
        if encoded is not None:
            return encoded if not _restricts(schema) else _checked(encoded, schema) or _encoded(encoded, schema)
    patterns = patterns_of(schema)
    if patterns:
        return _for_patterns(patterns, schema, name, options)
    if isinstance(schema.get("format"), str):
        source = format_source(schema["format"], name, low, high, options)
        return source or _formatted((), schema, name, options) or _checked(filler.text(low, high), schema)
    if words_of(name)[-1:] in _REFERENCES and (high is None or high >= 6):
        return filler.code(max(low, 6), high)
    return filler.text(low, high)


def format_source(
    name_of_format: str, name: str, low: int, high: int | None, options: GenerateOptions
) -> TextLeaf | None:
    """Return the leaf of strings in a format, `low` to `high` code points long; None if there are none."""
    moment = moment_source(name_of_format, name, options) if low <= 0 and high is None else None
    return moment or other_source(name_of_format, name, low, high, options)


def length_window(schema: dict[str, Any]) -> tuple[int, int | None]:
    """Return the least and the greatest length in code points that `schema` allows; None stands for no bound."""
    high = schema.get("maxLength")
    return math.ceil(schema.get("minLength", 0)), None if high is None else math.floor(high)


def patterns_of(schema: dict[str, Any]) -> tuple[str, ...]:
    """Return every pattern that a string of `schema` must match: the parts, where `pattern` joins several."""
    every = schema.get("x-allPatterns") or (schema.get("pattern"),)
    return tuple(pattern for pattern in dict.fromkeys(every) if isinstance(pattern, str))


def string_rules(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the part of `schema` that a string is judged by."""
    rules: dict[str, Any] = {
        key: schema[key] for key in ("minLength", "maxLength", "format", "pattern") if key in schema
    }
    if len(patterns := patterns_of(schema)) > 1:
        rules["allOf"] = [{"pattern": pattern} for pattern in patterns]
    return rules


def _restricts(schema: dict[str, Any]) -> bool:
    return any(key in schema for key in ("pattern", "x-allPatterns", "minLength", "maxLength"))


def _checked(leaf: TextLeaf, schema: dict[str, Any]) -> TextLeaf | None:
    return fitted(leaf, acceptor(string_rules(schema)))


def _for_patterns(
    patterns: tuple[str, ...], schema: dict[str, Any], name: str, options: GenerateOptions
) -> TextLeaf | None:
    low, high = length_window(schema)
    accept = _acceptor(schema)
    if isinstance(schema.get("format"), str):
        source = format_source(schema["format"], name, low, high, options)
        if source is not None and (found := fitted(source, accept)) is not None:
            return found
        if (found := _formatted(patterns, schema, name, options)) is not None:
            return found
    for pattern in patterns:
        others = tuple(other for other in patterns if other != pattern)
        try:
            found = pattern_source(pattern, low, high, accept, others)
        except PatternError:  # no pattern at all: it refuses nothing
            found = filler.text(low, high)
        if found is not None:
            return found
    return None


def _acceptor(schema: dict[str, Any]) -> Accept:
    try:
        return acceptor(string_rules(schema))
    except ValueError:  # ECMA-262 that the engine cannot read: the sampler's word stands
        return acceptor({key: schema[key] for key in ("minLength", "maxLength", "format") if key in schema})


def _formatted(
    patterns: tuple[str, ...], schema: dict[str, Any], name: str, options: GenerateOptions
) -> TextLeaf | None:
    """The leaf of unusual texts of a format: with a fraction of a second, in capitals, longer, shorter."""
    grammar = grammar_of(schema["format"])
    model = format_source(schema["format"], name, 0, None, options)
    return None if grammar is None or model is None else _woven((grammar, *patterns), model, schema)


def _encoded(document: TextLeaf, schema: dict[str, Any]) -> TextLeaf | None:
    grammar = encoding_grammar(str(schema.get("contentEncoding")))
    if grammar is None:  # characters stand for themselves
        return _woven(patterns_of(schema) or ("",), document, schema)
    model = document if "contentMediaType" in schema else octets_source(schema)
    return _woven((grammar, *patterns_of(schema)), model or document, schema)


def _woven(patterns: tuple[str, ...], model: TextLeaf, schema: dict[str, Any]) -> TextLeaf | None:
    try:
        return woven(patterns, model, *length_window(schema), _acceptor(schema))
    except PatternError:
        return None


# Endings of names whose values are given by machines, not typed.
_REFERENCES = frozenset({("id",), ("ids",), ("uid",), ("sid",), ("pid",), ("identifier",), ("arn",), ("isrc",)})
