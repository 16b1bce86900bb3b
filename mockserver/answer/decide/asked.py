"""What a client says of the answer that it wants, read: the fields of Prefer and the query's twins of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal
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
    told: dict[str, list[Violation]] = {"refused": [], "remarks": []}
    for name, (text, place) in asked.items():
        value = READERS[name](text)
        if value is not None:
            values[name] = value
        else:
            told["refused" if name == "code" else "remarks"].append(_unreadable(name, text, place))
    values |= {name: tuple(violations) for name, violations in told.items() if violations}
    return Preference(**values) if values else NO_PREFERENCE


Asked = tuple[str, tuple[str, Literal["header", "query"]]]


def _twins(query: str) -> Iterator[Asked]:
    for pair in reversed(query.split("&")):
        name, _, value = pair.partition("=")
        if name in TWINS:
            yield TWINS[name], (unquote_plus(value), "query")


def _preferences(header: str) -> Iterator[Asked]:
    """Yield the preferences of ours; of one that is repeated the first counts, parameters count as preferences."""
    seen: set[str] = set()
    for name, quoted, word in PREFERENCE.findall(header):
        key = name.lower()
        if key in READERS and key not in seen:
            seen.add(key)
            yield key, (re.sub(r"\\(.)", r"\1", quoted) if quoted else word.strip(), "header")


def _unreadable(name: str, got: str, location: Literal["header", "query"]) -> Violation:
    """Return what is wrong with a preference: only that of a code is an error."""
    path = ("Prefer", name) if location == "header" else (f"__{name}",)
    if name == "code":
        return Violation(location, path, "pattern", MESSAGES[name], expected="^[0-9]{3}$", got=got)
    return Violation(location, path, "preference", f"{MESSAGES[name]}: it is left aside", got=got, severity="Warning")


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
MESSAGES = {
    "code": "must be a status code: three digits",
    "example": "must be the name of an example",
    "dynamic": "must be true or false",
    "seed": "must not be empty",
    "variant": "must be one of normal, minimal, maximal or boundary",
    "delay": "must be a number of milliseconds",
}
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
