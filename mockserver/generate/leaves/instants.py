"""Moments in time: plausible ones near the reference `now`, and every way that a schema writes one.

Names decide the direction: `expiresAt` and `nextRun` lie ahead, `birthday` lies decades back, the rest within the past
two years. All are whole seconds since 1970 UTC, so that whoever builds an object can put its moments in order before
they are written.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from mockserver.generate.leaves.leaf import mix

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.options import GenerateOptions

Tense = Literal["past", "recent", "future", "birth"]
DAY = 86_400
MOST_DAYS = 4_096
written: dict[float, str] = {}
AHEAD = 32 * DAY
"""How far what is to come lies after the reference now, which may be the first of a month that is nearly over."""

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - arithmetic on naive UTC halves the cost of writing one


def instant(entropy: int, name: str, options: GenerateOptions) -> int:
    """Return a moment that suits a property called `name`, in seconds since 1970 UTC."""
    return instants(tense_of(name), options)(entropy)


def instants(tense: Tense, options: GenerateOptions) -> Callable[[int], int]:
    """Return the leaf of moments of that tense around `options.now`."""
    now = int(options.now.timestamp())
    low, high = _SPANS[tense]
    start, width = now + low, high - low

    def moment(entropy: int) -> int:
        return start + entropy % width

    return moment


def tense_of(name: str) -> Tense:
    """Return whether a property called `name` speaks of the future, of a birth, or of the past two years."""
    folded = "".join(character for character in name.lower() if character.isalnum())
    if any(word in folded for word in _BIRTH):
        return "birth"
    return "future" if any(word in folded for word in _FUTURE) and not folded.endswith("started") else "past"


def render(style: str, epoch: int) -> Any:
    """Write the moment `epoch` in `style`: a format of JSON Schema or OAS, or one of `STYLES`."""
    return STYLES[style](epoch)


def date_time(epoch: int) -> str:
    """Write the moment `epoch` as a date-time (RFC 3339 section 5.6) in UTC."""
    day, second = divmod(epoch, DAY)
    return f"{written.get(day) or day_of(day)}{MINUTES[second // 60]}{SECONDS[second % 60]}"


def _date(epoch: int) -> str:
    day = epoch // DAY
    return written.get(day) or day_of(day)


def _time(epoch: int) -> str:
    return date_time(epoch)[11:]


def day_of(number: int) -> str:
    """Return the date of a day, counted from 1970: a world has few, and writing one costs more than the rest."""
    text = (_EPOCH + timedelta(number)).isoformat()[:10]
    if len(written) < MOST_DAYS:
        written[number] = text
    return text


def _http_date(epoch: int) -> str:
    moment = _EPOCH + timedelta(0, epoch)
    return f"{_DAYS[moment.weekday()]}, {moment.day:02} {_MONTHS[moment.month - 1]} {moment.year} {moment:%H:%M:%S} GMT"


def _rfc_2822(epoch: int) -> str:
    return _http_date(epoch)[:-3] + "+0000"


def spread(entropy: int, count: int) -> tuple[int, ...]:
    """Return `count` independent draws made of one."""
    return tuple(mix(entropy, salt) for salt in range(1, count + 1))


_SPANS: dict[Tense, tuple[int, int]] = {
    "past": (-730 * DAY, -600),
    "recent": (-14 * DAY, -60),
    "future": (AHEAD, 365 * DAY),
    "birth": (-70 * 365 * DAY, -18 * 365 * DAY),
}
_BIRTH = ("birth", "dob", "geburt", "naissance", "nacimiento", "nascita", "nascimento")
_FUTURE = (
    "expir", "due", "schedul", "next", "upcoming", "renew", "deadline", "until", "validto", "validtill", "departure",
    "arrival", "checkin", "checkout", "startsat", "endsat", "eta", "goodthru", "goodthrough", "ablauf", "faellig",
    "echeance", "vencimiento", "scadenza", "vencimento", "retryat", "retryafter", "resetat", "resets", "trialend",
    "periodend", "deliverby", "estimated",
)  # fmt: skip
_SIXTY = tuple(f"{number:02}" for number in range(60))
MINUTES = tuple(f"T{hour:02}:{minute}:" for hour in range(24) for minute in _SIXTY)
SECONDS = tuple(f"{second}Z" for second in _SIXTY)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STYLES: dict[str, Callable[[int], Any]] = {
    "date-time": date_time,
    "date-time-local": lambda epoch: date_time(epoch)[:-1],
    "date": _date,
    "time": _time,
    "time-local": lambda epoch: _time(epoch)[:-1],
    "http-date": _http_date,
    "rfc-2822": _rfc_2822,
    "unix-time": lambda epoch: epoch,
    "unix-millis": lambda epoch: epoch * 1000,
    "year": lambda epoch: int(_date(epoch)[:4]),
    "month": lambda epoch: int(_date(epoch)[5:7]),
    "day": lambda epoch: int(_date(epoch)[8:10]),
    "year-month": lambda epoch: _date(epoch)[:7],
}
