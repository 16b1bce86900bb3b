"""Bounds of one thing come in order: it opens before it closes, and the least is no more than the most."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def pairs(flats: dict[str, Any], kinds: dict[str, frozenset[str]], compiler: Compiler) -> list[Agreement]:
    """Return what swaps the two bounds of a pair where they stand in the wrong order."""
    by_words = {words(name): name for name in flats}
    found = []
    for parts, low in by_words.items():
        for first, second in _PAIRS:
            high = by_words.get(tuple(second if part == first else part for part in parts)) if first in parts else None
            if high is not None and _comparable(kinds, low, high):
                accepts = compiler.definitions.acceptor(flats[low]), compiler.definitions.acceptor(flats[high])
                found.append(_in_order(low, high, accepts))
    return found


def _comparable(kinds: dict[str, frozenset[str]], low: str, high: str) -> bool:
    if kinds[low] & {"integer", "number"} and kinds[high] & {"integer", "number"}:
        return True
    return "string" in kinds[low] & kinds[high]


def _in_order(low: str, high: str, accepts: tuple[Callable[[Any], bool], Callable[[Any], bool]]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        least: Any = value.get(low)
        most: Any = value.get(high)
        if low in pins or high in pins or not (_is_number(least, most) or _is_time(least, most)) or least <= most:
            return
        if accepts[0](most) and accepts[1](least):
            value[low], value[high] = most, least

    return agree


def _is_number(*values: Any) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _is_time(*values: Any) -> bool:
    """Tell whether texts are dates or times of day of one form, which sort as they stand."""
    return all(isinstance(value, str) and value[:2].isdecimal() and ("-" in value or ":" in value) for value in values)


_PAIRS = (
    ("min", "max"), ("minimum", "maximum"), ("lower", "upper"), ("low", "high"), ("from", "to"), ("start", "end"),
    ("starts", "ends"), ("begin", "end"), ("open", "close"), ("opens", "closes"), ("opening", "closing"),
    ("first", "last"), ("after", "before"), ("since", "until"), ("least", "most"), ("departure", "arrival"),
)  # fmt: skip
