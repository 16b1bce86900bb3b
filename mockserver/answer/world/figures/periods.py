"""The period that a client asks about: `?from=...&to=...`, in whatever words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mockserver.kinds import words

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.generate.scene import Window


def period_of(call: Call) -> Window | None:
    """Return when the period begins and ends that the query names; None if it names none."""
    if not call.request.query:
        return None
    since = _moment(call, _SINCE)
    until = _moment(call, _UNTIL)
    return None if since is None and until is None else (since, until)


def _moment(call: Call, marks: frozenset[str]) -> float | None:
    for name, value in call.query.items():
        if not marks.isdisjoint(words(name)):
            found = _epoch(value)
            if found is not None:
                return found
    return None


def _epoch(value: Any) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value / 1000 if value > MILLIS else value if value > EARLIEST else None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


EARLIEST, MILLIS = 100_000_000, 100_000_000_000
"""Numbers below are no moments; above, they count milliseconds."""

_SINCE = frozenset({"from", "since", "start", "starting", "after", "begin", "begins"})
_UNTIL = frozenset({"to", "until", "till", "end", "ending", "before"})
