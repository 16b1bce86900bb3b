"""JavaScript Faker's `date.*`: moments around the run's reference time, written as the schema asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mockserver.generate.leaves.fakes.error import FakerError
from mockserver.generate.leaves.instants import DAY, STYLES, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.fakes.wish import Wish
    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions

    Span = Callable[[Wish, int], tuple[int, int]]


def moment_leaf(wish: Wish, schema: dict[str, Any], options: GenerateOptions) -> Leaf:
    """Return the leaf of moments in the span that the wish names, as `schema` (format, type) wants them written."""
    now = _epoch(wish, wish.named["refDate"]) if "refDate" in wish.named else int(options.now.timestamp())
    low, high = SPANS[wish.name](wish, now)
    if high < low:
        raise FakerError(f"x-faker {wish.name}: the span ends before it starts")
    style = _style(schema)
    width = high - low + 1
    return lambda entropy: render(style, low + entropy % width)


def _style(schema: dict[str, Any]) -> str:
    if schema.get("format") in STYLES:
        return str(schema["format"])
    return "unix-time" if schema.get("type") in {"integer", "number"} else "date-time"


def _years(direction: int) -> Span:
    def span(wish: Wish, now: int) -> tuple[int, int]:
        length = int(wish.number("years", 0, 1) * 365 * DAY)
        return (now - length, now - 1) if direction < 0 else (now + 1, now + length)

    return span


def _days(direction: int) -> Span:
    def span(wish: Wish, now: int) -> tuple[int, int]:
        length = int(wish.number("days", 0, 1) * DAY)
        return (now - length, now - 1) if direction < 0 else (now + 1, now + length)

    return span


def _between(wish: Wish, _now: int) -> tuple[int, int]:
    return _epoch(wish, wish.get("from", 0)), _epoch(wish, wish.get("to", 1))


def _birthdate(wish: Wish, now: int) -> tuple[int, int]:
    least, most = wish.number("min", 1, 18), wish.number("max", 2, 80)
    if wish.get("mode", 3) == "year":
        return _epoch(wish, f"{int(least)}-01-01"), _epoch(wish, f"{int(most)}-12-31")
    return now - int((most + 1) * 365.2425 * DAY), now - int(least * 365.2425 * DAY)


def _epoch(wish: Wish, given: Any) -> int:
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return int(given / 1000) if abs(given) > 1e11 else int(given)  # JavaScript counts milliseconds
    try:
        moment = datetime.fromisoformat(str(given))
    except ValueError:
        raise FakerError(f"x-faker {wish.name}: {given!r} is no date such as 2026-03-31") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


SPANS: dict[str, Span] = {
    "date.past": _years(-1),
    "date.future": _years(1),
    "date.recent": _days(-1),
    "date.soon": _days(1),
    "date.between": _between,
    "date.birthdate": _birthdate,
    "date.anytime": lambda _wish, now: (now - 365 * DAY, now + 365 * DAY),
    "datatype.datetime": lambda _wish, now: (now - 730 * DAY, now),
    "time.recent": _days(-1),
}
