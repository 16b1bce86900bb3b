"""Counts of the stages of one thing: what was read had been delivered, and what was delivered had been sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.entropy import fraction, nth
from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def stages(flats: dict[str, Any], numeric: list[str], compiler: Compiler) -> list[Agreement]:
    """Return what lets the counts of stages fall from each to the next; what got lost is what is missing."""
    ranked: dict[int, str] = {}
    for name in numeric:
        rank = stage_of(name)
        if rank is not None:
            ranked.setdefault(rank, name)
    if len(ranked) < 2 or not any(ranked):
        return []
    lost = {name: _LOST[word] for name in numeric for word in words(name) if word in _LOST and stage_of(name) is None}
    accepts = {name: compiler.definitions.acceptor(flats[name]) for name in (*ranked.values(), *lost)}
    return [_falling(sorted(ranked.items()), lost, accepts)]


def stage_of(name: str) -> int | None:
    """Return which stage a name counts, the first of them being 0; None if it counts none."""
    parts = words(name)
    if not parts or not _OTHER.isdisjoint(parts):
        return None
    return max((rank for rank, marks in enumerate(_STAGES) if not marks.isdisjoint(parts)), default=None)


def _falling(
    ranked: list[tuple[int, str]], lost: dict[str, float], accepts: dict[str, Callable[[Any], bool]]
) -> Agreement:
    names = {name for _, name in ranked}

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        there = [(rank, name) for rank, name in ranked if isinstance(value.get(name), int | float)]
        if len(there) < 2 or not names.isdisjoint(pins):
            return
        count = first = round(value[there[0][1]])
        for place, (rank, name) in enumerate(there):
            if place:
                kept = _KEPT[rank] + (0.95 - _KEPT[rank]) * fraction(nth(bits, rank))
                count = round(count * kept)
            if rank <= _ARRIVED:
                first = max(count, 0) if rank < _ARRIVED else first
                arrived = count
            if accepts[name](count):
                value[name] = count
        missing = first - arrived if there[0][0] <= _ARRIVED else 0
        for name, share in lost.items():
            if value.get(name) is not None and name not in pins and accepts[name](round(missing * share)):
                value[name] = round(missing * share)

    return agree


_STAGES = (
    frozenset({"total", "all", "recipients", "audience"}),
    frozenset({"sent", "queued", "invited", "impressions"}),
    frozenset({"delivered", "received"}),
    frozenset({"read", "opened", "opens", "seen", "viewed"}),
    frozenset({"clicked", "clicks", "replied", "replies", "answered", "responded"}),
    frozenset({"converted", "conversions", "purchased", "orders"}),
)
_ARRIVED = 2
_KEPT = (1.0, 0.75, 0.85, 0.5, 0.1, 0.05)
"""The least share of the stage before that comes to each stage."""

_LOST = {"undelivered": 1.0, "bounced": 0.8, "bounces": 0.8, "failed": 0.4, "failures": 0.4}
"""Which part of what was sent and did not arrive a name counts."""

_OTHER = frozenset(
    """rate ratio percent percentage id time at duration limit max min average avg amount price cost revenue page pages
    per un not failed in by bytes size conversations conversation link tax sum unread""".split()  # noqa: SIM905
)
