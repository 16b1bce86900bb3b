"""What a client says of the answer that it wants, read: the fields of Prefer and the query's twins of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from mockserver.answer.decide.preference import NO_PREFERENCE, Preference
from mockserver.violations import Violation

if TYPE_CHECKING:
    from mockserver.generate import Variant

MOST_DELAY = 600.0
"""Seconds: a longer delay that a client asks for is cut to this."""


def read_preference(header: str, query: str) -> Preference:
    """Return what the value of Prefer and the query ask for; the header wins per key."""
    asked = dict(_twins(query))
    asked.update(_preferences(header))
    values: dict[str, Any] = {}
    refused: list[Violation] = []
    for name, (text, violation) in asked.items():
        value = READERS[name](text)
        if value is not None:
            values[name] = value
        elif name == "code":
            refused.append(violation(text))
    return Preference(**values, refused=tuple(refused)) if values or refused else NO_PREFERENCE


Asked = tuple[str, tuple[str, Callable[[str], Violation]]]


def _twins(query: str) -> Iterator[Asked]:
    for pair in reversed(query.split("&")):
        name, _, value = pair.partition("=")
        if name in TWINS:
            yield TWINS[name], (unquote_plus(value), _refusal_of_twin)


def _preferences(header: str) -> Iterator[Asked]:
    """Yield the preferences of ours; of one that is repeated the first counts, parameters count as preferences."""
    seen: set[str] = set()
    for name, quoted, word in PREFERENCE.findall(header):
        key = name.lower()
        if key in READERS and key not in seen:
            seen.add(key)
            yield key, (re.sub(r"\\(.)", r"\1", quoted) if quoted else word.strip(), _refusal_of_header)


def _refusal_of_header(got: str) -> Violation:
    return Violation("header", ("Prefer", "code"), "pattern", MESSAGE, expected="^[0-9]{3}$", got=got)


def _refusal_of_twin(got: str) -> Violation:
    return Violation("query", ("__code",), "pattern", MESSAGE, expected="^[0-9]{3}$", got=got)


def _code(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{3}", text) else None


def _flag(text: str) -> bool | None:
    return {"true": True, "": True, "1": True, "false": False, "0": False}.get(text.lower())


def _variant(text: str) -> Variant | None:
    return VARIANTS.get(text.lower())


def _delay(text: str) -> float | None:
    return min(int(text) / 1000, MOST_DELAY) if re.fullmatch("[0-9]{1,9}", text) else None


def _text(text: str) -> str | None:
    return text or None


PREFERENCE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^,;\"]*)))?")
MESSAGE = "must be a status code: three digits"
VARIANTS: dict[str, Variant] = {
    "normal": "normal",
    "minimal": "minimal",
    "maximal": "maximal",
    "boundary": "boundary",
}
TWINS = {"__code": "code", "__example": "example", "__dynamic": "dynamic", "__seed": "seed"}
READERS: dict[str, Callable[[str], Any]] = {
    "code": _code,
    "example": _text,
    "dynamic": _flag,
    "seed": _text,
    "variant": _variant,
    "delay": _delay,
}
