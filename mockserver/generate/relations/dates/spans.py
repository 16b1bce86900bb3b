"""Spans: who checks in checks out within weeks, an invoice is due within two months, and a journey takes its hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.generate.entropy import mixed, salt_of
from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]
Accepts = dict[str, Callable[[Any], bool]]


class _Row(NamedTuple):
    """What begins and what ends a span, how long it lasts (in steps of so many seconds), and what counts it."""

    starts: frozenset[str]
    ends: frozenset[str]
    least: int
    most: int
    step: int
    counts: frozenset[str]
    visit: bool
    """Whether it is to come until a status says that it is over."""


class _Names(NamedTuple):
    start: str
    end: str
    counted: str | None
    deadline: str | None
    status: str | None


def spans(flats: dict[str, Any], numeric: list[str], compiler: Compiler) -> list[Agreement]:
    """Return what lets the ends of the spans of an object lie a plausible time after their beginnings."""
    moments = {_fold(name): name for name, flat in flats.items() if _is_moment(flat)}
    status = next((name for name in flats if words(name)[-1:] in (("status",), ("state",))), None)
    accepts = {name: compiler.definitions.acceptor(flats[name]) for name in (*moments.values(), *numeric)}
    now = compiler.options.now.astimezone(UTC)
    found = []
    for row in _ROWS:
        start = next((name for fold, name in moments.items() if fold in row.starts), None)
        end = next((name for fold, name in moments.items() if fold in row.ends), None)
        if start is not None and end is not None:
            count = next((name for name in numeric if "".join(words(name)) in row.counts), None)
            deadline = next((name for fold, name in moments.items() if fold in _DEADLINES and row.visit), None)
            found.append(_lasting(row, _Names(start, end, count, deadline, status), accepts, now))
    return found


def _is_moment(flat: Any) -> bool:
    return isinstance(flat, dict) and flat.get("format") in ("date", "date-time") and "enum" not in flat


def _fold(name: str) -> str:
    parts = words(name)
    return "".join(parts[:-1] if len(parts) > 1 and parts[-1] in _MOMENT else parts)


def _lasting(row: _Row, names: _Names, accepts: Accepts, now: datetime) -> Agreement:
    salt = salt_of(f"span:{names.start}")

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        drawn = mixed(bits, salt)
        began, ended = _moment(value.get(names.start)), _moment(value.get(names.end))
        if began is None or ended is None:
            return
        if row.visit and began > now and names.start not in pins and _is_over(value, names.status):
            began -= timedelta((began - now).days + row.most * row.step // _DAY + 2 + drawn % 60)
            _put(value, names.start, _written(began, value[names.start]), accepts, pins)
        length = _length(row, value.get(names.counted or ""), ended - began, drawn)
        if names.end not in pins:
            end = began + timedelta(seconds=length * row.step)
            if not row.visit and row.ends & _PAST and end > now > began:
                end = began + (now - began) * 0.9
            _put(value, names.end, _written(end, value[names.end]), accepts, pins)
        told = _moment(value.get(names.end))
        if names.counted is not None and told is not None:
            _put(value, names.counted, (told - began) // timedelta(seconds=row.step), accepts, pins)
        limit = _moment(value.get(names.deadline or ""))
        if names.deadline is not None and limit is not None and limit >= began:
            right = began - timedelta(1 + drawn % 7)
            _put(value, names.deadline, _written(right, value[names.deadline]), accepts, pins)

    return agree


def _length(row: _Row, told: Any, span: timedelta, drawn: int) -> int:
    """Return how many steps a span lasts: as many as it does or tells, if that may be, else some."""
    steps = span // timedelta(seconds=row.step)
    if isinstance(told, int | float) and row.least <= told <= row.most:
        return int(told)
    return steps if row.least <= steps <= row.most else row.least + drawn % (row.most - row.least + 1)


def _is_over(value: dict[str, Any], status: str | None) -> bool:
    state = value.get(status) if status is not None else None
    return isinstance(state, str) and "".join(words(state)) in _OVER


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _written(moment: datetime, like: str) -> str:
    return f"{moment:%Y-%m-%d}" if len(like) == len("2026-06-01") else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _put(value: dict[str, Any], name: str, right: Any, accepts: Accepts, pins: Any) -> None:
    if name not in pins and value.get(name) is not None and accepts[name](right):
        value[name] = right


_DAY, _MINUTE = 86_400, 60
_MOMENT = frozenset({"at", "on", "date", "time", "timestamp", "datetime", "day"})
_NIGHTS = frozenset({"nights", "numberofnights", "nightcount", "totalnights"})
_DAYS = frozenset({"days", "rentaldays", "numberofdays", "totaldays", "durationdays"})
_MINUTES = frozenset(
    {"durationminutes", "durationmins", "durationinminutes", "durationmin", "flighttimeminutes", "traveltimeminutes"}
)
_PAST = frozenset({"termination", "terminated", "leaving", "employmentend", "resignation", "paid"})
_ISSUED = frozenset({"issue", "issued", "invoice", "invoiced", "billing", "billed"})
_ROWS = (
    _Row(frozenset({"checkin"}), frozenset({"checkout"}), 1, 14, _DAY, _NIGHTS | _DAYS, True),
    _Row(
        frozenset({"pickup", "rentalstart"}), frozenset({"dropoff", "rentalend", "return"}), 1, 14, _DAY, _DAYS, True
    ),
    _Row(
        frozenset({"departure", "departs", "scheduleddeparture", "takeoff"}),
        frozenset({"arrival", "arrives", "scheduledarrival", "landing"}),
        40, 840, _MINUTE, _MINUTES, True,
    ),
    _Row(
        _ISSUED,
        frozenset({"due", "paymentdue"}),
        14, 60, _DAY, frozenset({"paymenttermdays", "paymentterms", "termdays", "netdays"}), False,
    ),
    _Row(_ISSUED, frozenset({"paid"}), 1, 60, _DAY, frozenset(), False),
    _Row(
        frozenset({"hire", "hired", "joining", "employmentstart"}), _PAST - {"paid"}, 30, 900, _DAY, frozenset(), False,
    ),
)  # fmt: skip
_DEADLINES = frozenset(
    {"cancellationdeadline", "canceldeadline", "cancelby", "cancelbefore", "freecancellationuntil", "cancelableuntil"}
)
_OVER = frozenset("completed checkedout landed arrived departed finished past noshow returned stayed".split())  # noqa: SIM905
