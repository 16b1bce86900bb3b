"""Results follow from what was done: rates from their counts, and none for what has not begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def results(flats: dict[str, Any], numeric: list[str], needed: frozenset[str], compiler: Compiler) -> list[Agreement]:
    """Return what takes the results from an object that has not begun, and what computes rates and what is unread."""
    found = []
    status = next((name for name in flats if name.lower() in _STATUS and "enum" in (flats[name] or {})), None)
    early = tuple(name for name in flats if name not in needed and words(name)[-1:] in _RESULTS)
    if status is not None and early:
        found.append(_none_yet(status, early))
    counts = {stage: name for name in numeric for stage in _STAGES if _is_count(name, stage)}
    for name in numeric:
        part, whole = next((pair for mark, pair in _RATES.items() if _is_rate(name, mark)), ("", ""))
        if part in counts and whole in counts:
            scale = 1 if (flats[name].get("maximum") or 100) <= 1 else 100
            found.append(_rate(name, (counts[part], counts[whole]), scale, compiler.definitions.acceptor(flats[name])))
        if not _UNREAD.isdisjoint(words(name)) and {"read", "delivered"} <= counts.keys():
            pair = (counts["read"], counts["delivered"])
            found.append(_rest(name, pair, compiler.definitions.acceptor(flats[name])))
    return found


def _is_count(name: str, stage: str) -> bool:
    parts = words(name)
    return stage in parts and _NO_COUNTS.isdisjoint(parts)


def _is_rate(name: str, mark: str) -> bool:
    parts = words(name)
    return mark in parts and parts[-1] == "rate"


def _none_yet(status: str, early: tuple[str, ...]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        if str(value.get(status)).lower() in _TO_COME:
            for name in early:
                if name in value and name not in pins:
                    del value[name]

    return agree


def _rate(name: str, pair: tuple[str, str], scale: int, accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        part, whole = value.get(pair[0]), value.get(pair[1])
        if name in pins or value.get(name) is None or part is None or not whole:
            return
        rate = round(part / whole * scale, 1 if scale > 1 else 3)
        if accept(rate):
            value[name] = rate

    return agree


def _rest(name: str, pair: tuple[str, str], accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        part, whole = value.get(pair[0]), value.get(pair[1])
        if name in pins or value.get(name) is None or part is None or whole is None:
            return
        if whole >= part and accept(whole - part):
            value[name] = whole - part

    return agree


_STATUS = frozenset({"status", "state"})
_RESULTS = frozenset(
    {("stats",), ("statistics",), ("analytics",), ("progress",), ("results",), ("metrics",), ("report",)}
)
_TO_COME = frozenset(
    {"draft", "scheduled", "planned", "queued", "upcoming", "new", "pending", "notstarted", "cancelled", "canceled"}
)
_STAGES = ("read", "opened", "delivered", "sent", "replied", "clicked", "converted")
_RATES = {
    "open": ("read", "delivered"),
    "read": ("read", "delivered"),
    "delivery": ("delivered", "sent"),
    "reply": ("replied", "delivered"),
    "response": ("replied", "delivered"),
    "click": ("clicked", "delivered"),
    "conversion": ("converted", "delivered"),
}
_UNREAD = frozenset({"unread", "unopened"})
_NO_COUNTS = frozenset({"rate", "ratio", "percent", "percentage", "at", "time", "id", "by", "not", "un", "date", "on"})
