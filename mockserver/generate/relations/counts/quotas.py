"""Quotas: what is used and what remains add up to the whole, and the guests are the adults and the children."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import singular, words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]
Accept = Callable[[Any], bool]
Parts = tuple[str, str | None, str | None]
"""The names of a whole, of what of it is used, and of what remains."""


def quotas(flats: dict[str, Any], numeric: list[str], compiler: Compiler) -> list[Agreement]:
    """Return what lets the parts of the wholes among the numbers of an object be no more than these."""
    accepts = {name: compiler.definitions.acceptor(flats[name]) for name in numeric}
    found = []
    for name in numeric:
        noun = _noun(words(name), _WHOLES)
        if noun is None:
            continue
        used = next((each for each in numeric if each != name and _noun(words(each), _USED) == noun), None)
        rest = next((each for each in numeric if each != name and _noun(words(each), _REST) == noun), None)
        if used is not None or rest is not None:
            found.append(_quota((name, used, rest), accepts))
    heads = tuple(name for name in numeric if _marked(name) & _HEADS)
    crowd = next((name for name in numeric if name not in heads and _marked(name) <= _CROWD | _COUNTING), None)
    if crowd is not None and len(heads) > 1 and _marked(crowd) & _CROWD:
        found.append(_crowd(crowd, heads, accepts))
    return found


def _marked(name: str) -> frozenset[str]:
    return frozenset(map(singular, words(name)))


def _noun(parts: tuple[str, ...], marks: frozenset[str]) -> tuple[str, ...] | None:
    """Return what a name counts, without the word that says how much of it; None if it has no such word."""
    rest = tuple(singular(part) for part in parts if part not in marks)
    return tuple(part for part in rest if part not in _COUNTING) if len(rest) < len(parts) else None


def _quota(names: Parts, accepts: dict[str, Accept]) -> Agreement:
    whole, used, rest = names

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        part = used if used is not None and _is_number(value.get(used)) else rest
        if part is None or not _is_number(value.get(whole)) or not _is_number(value.get(part)):
            return
        most, some = value[whole], value[part]
        if some > most and not {whole, part} & set(pins) and accepts[whole](some) and accepts[part](most):
            value[whole], value[part] = most, some = some, most
        if part == used and rest is not None and rest not in pins and _is_number(value.get(rest)):
            left = most - some if isinstance(most - some, int) else round(most - some, 2)
            if left >= 0 and accepts[rest](left):
                value[rest] = left

    return agree


def _crowd(crowd: str, heads: tuple[str, ...], accepts: dict[str, Accept]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        there = [value[name] for name in heads if _is_number(value.get(name))]
        if there and _is_number(value.get(crowd)) and crowd not in pins and accepts[crowd](sum(there)):
            value[crowd] = sum(there)

    return agree


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_WHOLES = frozenset({"total", "capacity", "limit", "quota", "max", "maximum", "allowed", "entitled", "all"})
_USED = frozenset(
    {"used", "taken", "consumed", "spent", "booked", "sold", "occupied", "reserved", "allocated", "redeemed"}
)
_REST = frozenset({"remaining", "available", "free", "left", "unused", "vacant"})
_COUNTING = frozenset({"count", "number", "of", "num", "total", "size"})
_HEADS = frozenset({"adult", "child", "infant", "senior", "teen", "baby", "toddler", "kid"})
_CROWD = frozenset(
    {"guest", "passenger", "traveler", "traveller", "person", "visitor", "occupant", "pax", "party", "attendee"}
)
