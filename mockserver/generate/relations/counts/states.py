"""A whole is the sum of its states: `totalContacts` counts the active, the inactive and the blocked ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import singular, words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def states(flats: dict[str, Any], numeric: list[str], compiler: Compiler) -> list[Agreement]:
    """Return what makes the wholes among the numbers of an object the sums of the states that stand beside them."""
    found = []
    for name in numeric:
        noun = _whole(words(name))
        if noun is None:
            continue
        parts = tuple(other for other in numeric if other != name and _state(words(other), noun))
        if len(parts) > 1:
            accept = compiler.definitions.acceptor(flats[name])
            found.append(
                _sum(name, parts, {part: compiler.definitions.acceptor(flats[part]) for part in parts}, accept)
            )
    return found


def _whole(parts: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the noun that a name counts as a whole: () for `total`, ("contact",) for `totalContacts`."""
    rest = tuple(singular(part) for part in parts if part not in _WHOLE)
    return rest if len(rest) < len(parts) and len(rest) < 2 else None


def _state(parts: tuple[str, ...], noun: tuple[str, ...]) -> bool:
    """Tell whether a name counts one state of the noun: `contactsActive`, `activeContacts`, `active`."""
    rest = [singular(part) for part in parts if part not in _COUNTING]
    marks = [part for part in rest if part in _STATES]
    return len(marks) == 1 and all(part in marks or part in noun for part in rest)


def _sum(
    whole: str, parts: tuple[str, ...], accepts: dict[str, Callable[[Any], bool]], accept: Callable[[Any], bool]
) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        counts = {part: value[part] for part in parts if isinstance(value.get(part), int | float)}
        given = value.get(whole)
        if not counts or not isinstance(given, int | float) or any(part in pins for part in counts):
            return
        rounded = {part: round(count) for part, count in counts.items()}
        if all(accepts[part](count) for part, count in rounded.items()):
            value.update(rounded)
            counts = rounded
        total = sum(counts.values())
        if whole not in pins and accept(total):
            value[whole] = total

    return agree


_WHOLE = frozenset({"total", "all", "overall"})
_COUNTING = frozenset({"count", "number", "of", "num", "total"})
_STATES = frozenset(
    {
        "active", "inactive", "blocked", "pending", "open", "closed", "resolved", "draft", "scheduled", "running",
        "paused", "cancelled", "canceled", "finished", "completed", "archived", "deleted", "suspended", "enabled",
        "disabled", "online", "offline", "assigned", "unassigned", "approved", "rejected", "paid", "unpaid",
        "overdue", "available", "unavailable", "verified", "unverified", "succeeded", "failed", "queued", "won",
        "lost", "expired", "todo", "done",
    }
)  # fmt: skip
