"""Fits what a name means to the rules of its schema: as it is usually said, else in another form of the same meaning.

A country is a name or a code of two or three letters, a telephone number has signs or none, a name has capitals or is a
slug. Only where no form passes the rules the meaning is given up.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from mockserver.generate.leaves.instants import instants, tense_of
from mockserver.generate.leaves.leaf import TRIALS, Accept, Leaf, fitted, mix
from mockserver.generate.leaves.meaning.providers import provider
from mockserver.generate.leaves.notations import NOTATIONS, notation
from mockserver.generate.leaves.patterns import PatternError, woven
from mockserver.generate.scalars.numbers import divided
from mockserver.later import later
from mockserver.schema import acceptor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mockserver.generate.leaves.options import GenerateOptions

grammar_of: Callable[[str], str | None] = later("mockserver.generate.leaves.text.grammars", "grammar_of")


def fit(leaf: Leaf, key: str, rules: dict[str, Any], name: str, options: GenerateOptions) -> Leaf | None:
    """Return the leaf of values of `leaf`, which `key` stands for, in a form that passes `rules`; None if none does."""
    try:
        accept = _acceptor(rules)
    except ValueError:  # a pattern that the engine cannot read
        return None
    found = fitted(leaf, accept)
    if found is not None or rules["type"] != "string":
        return found
    ways = (fitted(form, accept) for form in _forms(leaf, key, rules, name, options))
    found = next((way for way in ways if way is not None), None)
    return found or _moment(key, accept, name, options) or _bent(leaf, key, accept, rules)


def _acceptor(rules: dict[str, Any]) -> Accept:
    """The engine's word, or a comparison where that says as much in a quarter of the time."""
    keywords = rules.keys() - {"type"}
    if keywords <= {"minimum", "maximum"}:
        low, high = rules.get("minimum", -math.inf), rules.get("maximum", math.inf)
        return lambda value: low <= value <= high
    if keywords <= {"minLength", "maxLength"}:
        low, high = rules.get("minLength", 0), rules.get("maxLength", math.inf)
        return lambda value: low <= len(value) <= high
    return divided(rules.get("multipleOf"), acceptor(rules))


def _forms(leaf: Leaf, key: str, rules: dict[str, Any], name: str, options: GenerateOptions) -> Iterator[Leaf]:
    """The same said otherwise: with other signs or none, in other letters, by its relatives in the table."""
    shapes = SHAPES.get(key, ())
    yield from (_shaped(leaf, shape) for shape in shapes)
    letters = _LETTERS if "pattern" in rules or "allOf" in rules else ()
    yield from (_shaped(leaf, shape) for shape in letters)
    others = RELATIVES.get(key) or RELATIVES.get(key.partition(".")[0], ())
    for relative in (provider(other, name, options) for other in others):
        yield relative
        yield from (_shaped(relative, shape) for shape in letters)


def _shaped(leaf: Leaf, shape: Callable[[str], str]) -> Leaf:
    return lambda entropy: shape(str(leaf(entropy)))


def _moment(key: str, accept: Accept, name: str, options: GenerateOptions) -> Leaf | None:
    family, _, style = key.partition(".")
    if family != "time" or style not in NOTATIONS:
        return None
    epoch = instants(tense_of(name), options)
    write = notation(style, accept, (epoch(mix(number, 7)) for number in range(TRIALS)))
    return None if write is None else lambda entropy: write(epoch(entropy))


def _bent(leaf: Leaf, key: str, accept: Accept, rules: dict[str, Any]) -> Leaf | None:
    """An address or a number whose signs are moved to where the pattern wants them."""
    patterns = [each["pattern"] for each in rules.get("allOf", ())] or [rules.get("pattern")]
    if patterns == [None] or not key.startswith(_BENT):
        return None
    grammar = grammar_of(rules["format"]) if "format" in rules else None
    wanted = tuple(each for each in (grammar, *patterns) if each is not None)
    model = _shaped(leaf, _national) if key in _TELEPHONES and not _INTERNATIONAL.search("".join(wanted)) else leaf
    try:
        return woven(wanted, model, math.ceil(rules.get("minLength", 0)), rules.get("maxLength"), accept)
    except PatternError:
        return None


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _national(text: str) -> str:
    return _digits(text)[-10:]


def _initial(text: str) -> str:
    return text[:1].upper()


_LETTERS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.title,
    _slug,
    lambda text: _slug(text).replace("-", "_"),
    lambda text: _slug(text).replace("-", "_").upper(),
    lambda text: re.sub(r"[^\w ]", "", text),
    lambda text: re.sub(r"\W", "", text),
    lambda text: re.sub(r"[\W_]", "", text).upper(),
)
_PHONES: tuple[Callable[[str], str], ...] = (
    _digits,
    _national,
    lambda text: f"({_national(text)[:3]}) {_national(text)[3:6]}-{_national(text)[6:]}",
    lambda text: f"{_national(text)[:3]}-{_national(text)[3:6]}-{_national(text)[6:]}",
    lambda text: f"{text[:-10]} {_national(text)[:3]} {_national(text)[3:6]} {_national(text)[6:]}",
    lambda text: f"{text[:-10]}-{_national(text)[:3]}-{_national(text)[3:6]}-{_national(text)[6:]}",
)
_TELEPHONES = ("place.phone", "place.mobile", "place.fax")
_INTERNATIONAL = re.compile(r"\\\+|\[\^?\+")
SHAPES: dict[str, tuple[Callable[[str], str], ...]] = {
    **dict.fromkeys(_TELEPHONES, _PHONES),
    "person.gender": (_initial, str.upper),
    "person.prefix": (lambda text: text.rstrip("."),),
    "person.middle": (_initial,),
    "place.locale": (lambda text: text.replace("-", "_"),),
    "word.weekday": (lambda text: text[:3], lambda text: text[:2]),
    "word.month": (lambda text: text[:3],),
    "code.isbn": (_digits,),
}
"""Other writings of what a key stands for, in the order in which they are tried."""

RELATIVES: dict[str, tuple[str, ...]] = {
    "place.country": ("place.country_code", "place.country_alpha3"),
    "place.country_code": ("place.country_alpha3", "place.country"),
    "place.state": ("place.state_code",),
    "place.state_code": ("place.state",),
    "travel.city": ("word.airport",),
    "place.language": ("place.language_alpha3", "place.language_name", "place.locale"),
    "place.locale": ("place.language",),
    "place.full": ("place.street", "place.city"),
    "place.currency": ("word.currencysymbol",),
    "person.full": ("person.last", "person.first", "person.initials"),
    "person.first": ("person.initials",),
    **dict.fromkeys(("description", "message", "comment", "answer", "reason", "text"), ("paragraph",)),
    "paragraph": ("description",),
}
"""Keys (of one key, else of its family) that say the same of the same subject in other words, or in a code."""

_BENT = (*_TELEPHONES, "place.zip", "person.email", "company.email", "company.website", "net.", "code.")
