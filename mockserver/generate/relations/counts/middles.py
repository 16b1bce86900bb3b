"""Middles: an average lies between the least and the most, and no share is more than all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.entropy import fraction, mixed, salt_of
from mockserver.generate.identity.kinds import singular, words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]
Accept = Callable[[Any], bool]


def middles(flats: dict[str, Any], numeric: list[str], compiler: Compiler) -> list[Agreement]:
    """Return what puts the averages of an object between its bounds, and its quantiles in their order."""
    found = []
    lows, highs = ({noun: each for each in numeric if (noun := _noun(each, marks)) is not None} for marks in _BOUNDS)
    for name in numeric:
        noun = _noun(name, _MIDDLES)
        if noun is not None and lows.keys() & highs.keys():
            both = noun if noun in lows and noun in highs else next(iter(lows.keys() & highs.keys()))
            if not noun or both in (noun, ()):
                found.append(_between(name, (lows[both], highs[both]), compiler.definitions.acceptor(flats[name])))
    ranks = sorted((int(parts[-1]), name) for name in numeric if (parts := _quantile(name)))
    if len(ranks) > 1:
        names = tuple(name for _, name in ranks)
        found.append(_rising(names, {name: compiler.definitions.acceptor(flats[name]) for name in names}))
    return found


def shares(flats: dict[str, Any], numeric: list[str], compiler: Compiler) -> list[Agreement]:
    """Return what computes the share of a part in the whole beside it, and lets no share be more than all."""
    found = []
    for name in numeric:
        parts = words(name)
        if not _is_share(parts):
            continue
        accept = compiler.definitions.acceptor(flats[name])
        most = 1 if parts[-1] in _ONE or (flats[name].get("maximum") or 100) <= 1 else 100
        part, whole = _counted({singular(each) for each in parts[:-1]}, [each for each in numeric if each != name])
        if part and whole:
            found.append(_of((name, part, whole), most, accept))
        elif parts[-1] not in _ONE:
            found.append(_at_most(name, most, accept))
    return found


def _counted(said: set[str], numeric: list[str]) -> tuple[str, str]:
    """Return the numbers that a share is of: `activeUsers` and `totalUsers`, if it tells of what is active."""
    counts = {each: {singular(part) for part in words(each)} for each in numeric if not _is_share(words(each))}
    part = next((each for each, parts in counts.items() if said and said <= parts and not parts & _ALL), "")
    noun = counts[part] - said if part else set()
    whole = next((each for each, parts in counts.items() if parts & _ALL and parts - _ALL in (noun, set())), "")
    return part, whole


def _of(names: tuple[str, str, str], most: int, accept: Accept) -> Agreement:
    name, part, whole = names

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        some: Any = value.get(part)
        every: Any = value.get(whole)
        if name in pins or not _is_number(value.get(name)) or not _is_number(some) or not _is_number(every):
            return
        if every and 0 <= some <= every:
            share = some / every * most
            right = round(share) if isinstance(value[name], int) else round(share, 1 if most > 1 else 3)
            if accept(right):
                value[name] = right

    return agree


def _at_most(name: str, most: int, accept: Accept) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        now: Any = value.get(name)
        if _is_number(now) and now > most and name not in pins:
            right = now % most if isinstance(now, int) else round(now % most, 2)
            if accept(right):
                value[name] = right

    return agree


def _between(name: str, bounds: tuple[str, str], accept: Accept) -> Agreement:
    salt = salt_of(f"between:{name}")

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        low: Any = value.get(bounds[0])
        now: Any = value.get(name)
        high: Any = value.get(bounds[1])
        if name in pins or not all(map(_is_number, (low, now, high))) or low <= now <= high or low > high:
            return
        place = low + (high - low) * (0.3 + 0.4 * fraction(mixed(bits, salt)))
        right = round(place) if isinstance(now, int) else round(place, 2)
        if low <= right <= high and accept(right):
            value[name] = right

    return agree


def _rising(names: tuple[str, ...], accepts: dict[str, Accept]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        there = [name for name in names if _is_number(value.get(name)) and name not in pins]
        risen = sorted(value[name] for name in there)
        if all(accepts[name](each) for name, each in zip(there, risen, strict=True)):
            value.update(zip(there, risen, strict=True))

    return agree


def _noun(name: str, marks: frozenset[str]) -> tuple[str, ...] | None:
    parts = words(name)
    rest = tuple(part for part in parts if part not in marks)
    return rest if len(rest) < len(parts) else None


def _quantile(name: str) -> tuple[str, ...]:
    parts = words(name)
    return parts[-2:] if len(parts) > 1 and parts[-2] in ("p", "percentile") and parts[-1].isdecimal() else ()


def _is_share(parts: tuple[str, ...]) -> bool:
    if len(parts) > 1 and parts[-1] in ("rate", "usage", "load", "utilization"):
        return singular(parts[-2]) in (_RATED if parts[-1] == "rate" else _LOADED)
    return bool(parts) and parts[-1] in _PERCENT | _ONE


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_BOUNDS = (frozenset({"min", "minimum", "lowest", "least"}), frozenset({"max", "maximum", "highest", "most"}))
_MIDDLES = frozenset({"average", "avg", "mean", "median", "typical"})
_ALL = frozenset({"total", "all", "overall"})
_PERCENT = frozenset({"percent", "percentage", "pct"})
_ONE = frozenset({"ratio"})
_RATED = frozenset(
    """success failure error conversion completion bounce churn retention occupancy utilization approval rejection
    acceptance attendance delivery response win loss hit miss return refund unsubscribe activation adoption engagement
    availability pass""".split()  # noqa: SIM905
)
_LOADED = frozenset({"cpu", "memory", "disk", "ram", "gpu", "swap"})
