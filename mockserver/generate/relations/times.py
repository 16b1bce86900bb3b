"""Moments that agree: everything that happened to an entity lies after it came to be, and that after its owner did.

Each role (created, updated, closed, ...) is a function of the entity alone, never of which other moments its schema
shows, so every view of an entity tells the same story. An entity's birth lies in an interval that follows from its
ancestry; its owner's interval ends before its own begins. The first of a population is older than the others of all
kinds: there is always one to point at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Node, Schema, Written
from mockserver.generate.entropy import DROPPED, ULP, fraction, mixed, nth, salt_of
from mockserver.generate.identity.kinds import words
from mockserver.generate.leaves.instants import AHEAD, MOST_DAYS, date_time
from mockserver.generate.leaves.notations import notation

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Make
    from mockserver.generate.compile.run import Run, Subject, World

DAY = 86_400
WINDOW, FRESHEST = 720 * DAY, 120 * DAY
ODD = 27 * DAY + 3_727  # what a pattern is tried with comes at other hours, minutes and seconds
LONG_BEFORE = 300 * DAY
ROOT_WIDTH = 20 * DAY
FOUNDED = (float(-WINDOW - ROOT_WIDTH), float(ROOT_WIDTH))
SPANS = (45 * DAY, DAY, 6 * 3600)
LEVELS = len(SPANS)
UPPER, STEP = 34, 2.0**-30  # when in it somebody was born is what the upper bits say
ROOTED, WIDE, MANTISSA = (WINDOW - FRESHEST) * ULP, float(ROOT_WIDTH), (1 << 53) - 1


def birth(world: World, subject: Subject) -> tuple[float, float]:
    """Return when the interval of the subject's birth begins, in seconds before now (negative), and its width."""
    born = subject.born
    if born is None:
        owner, depth = subject.owner, subject.depth
        if subject.kind in world.alone:
            born = (-WINDOW - LONG_BEFORE, WIDE)
        elif owner is not None and depth > 1:
            born = _after(owner.born or birth(world, owner), subject.chain[-1], depth - 2)
        elif depth == 1 and subject.ordinal == subject.id:
            born = _root(subject.bits)  # the same digest as below, taken already
        else:
            born = _descended(world, subject.chain, subject.path[0][0] if subject.path else 0)
        subject.born = born
    return born


def brood(born: tuple[float, float], depth: int) -> tuple[float, float]:
    """Return from when on the children of whoever was born in an interval, at a depth, came, and within how long."""
    since = born[0] + born[1]
    span = SPANS[depth] if depth < LEVELS else SPANS[-1]
    return since, min(span, -since) * 0.8


def place_of(ordinal: Any) -> tuple[float, float]:
    """Return where the interval of the child at `ordinal` begins, and how wide it is, as shares of all."""
    left = 0.8 ** (ordinal if isinstance(ordinal, int) else 0)
    return 1 - left, left * 0.18


def _descended(world: World, chain: tuple[Any, ...], root: int) -> tuple[float, float]:
    first = chain[0] if chain else 0
    bits = nth(world.births, first) if isinstance(first, int) else world.bits_for(root, first)
    interval = _root(bits) if first != 0 else FOUNDED
    for depth, ordinal in enumerate(chain[1:]):
        interval = _after(interval, ordinal, depth)
    return interval


def _root(bits: int) -> tuple[float, float]:
    return ((bits * _ROOT >> DROPPED + 11 & MANTISSA) * ROOTED - WINDOW, WIDE)  # fraction() of what is mixed()


def _after(interval: tuple[float, float], ordinal: Any, depth: int) -> tuple[float, float]:
    """Return the interval of the child at `ordinal` of an entity that was born in `interval`: later, and in order."""
    since, span = brood(interval, depth)
    begin, share = PLACES[ordinal] if type(ordinal) is int and ordinal < len(PLACES) else place_of(ordinal)
    return since + span * begin, span * share


def time_node(name: str, flat: Schema, compiler: Compiler, told: bool = False) -> Node | None:
    """Return the node of a moment whose name tells its part in the entity's life, or None if it is no such moment.

    Where it is `told` by the state of the entity whether it is known, it is never null: the state decides afterwards.
    """
    role = role_of(name)
    style = _style(name, flat)
    if role is None or style is None or flat.keys() & _RESTRICTING:
        return None
    now = int(compiler.options.now.timestamp())
    examples = flat.get("examples")
    if isinstance(examples, list) and examples:
        return None
    nullable = (
        isinstance(flat.get("type"), list)
        and "null" in flat["type"]
        and role not in ("created", "updated")
        and not told
    )
    moment = _moment(role, salt_of(f"time:{name.lower()}"))
    asked = range(-WINDOW, WINDOW, ODD) if "pattern" in flat else (-WINDOW, -1, WINDOW)
    render = notation(style, compiler.definitions.acceptor(flat), (now + offset for offset in asked))
    if render is None:
        return None
    unknown, since = 8 if role == "deleted" else 4, float(now)  # what is shown is rarely gone

    if role == "created":
        born_at, written = _birthday(now, render)
        return Node(born_at, unmixed=True, written=written)

    def make(run: Run, bits: int, _pin: Any, subject: Subject) -> Any:
        if nullable and (bits >> 40) % 10 < unknown:
            return None
        start, width = subject.born or birth(run.world, subject)
        born = start + width * ((subject.bits >> UPPER) * STEP)
        return render(int(since + min(moment(born, bits, subject.bits), _LIMIT)))

    return Node(make)


def _birthday(now: int, render: Callable[[int], Any]) -> tuple[Make, Written | None]:
    """Return what makes the text of when the subject was born, and how it is written out if that is a date-time."""
    since = float(now)

    def born_at(run: Run, _bits: int, _pin: Any, subject: Subject) -> Any:
        start, width = subject.born or birth(run.world, subject)
        return render(int(since + (start + width * ((subject.bits >> UPPER) * STEP))))

    return born_at, Written(DATED, {"since": since}) if render is date_time else None


def day_text(day: float) -> str:
    """Return the date of a day since 1970, by which it is looked for, and keep it."""
    text = date_time(int(day) * DAY)[:10]
    if len(DATES) < MOST_DAYS:
        DATES[day] = text
    return text


DATES: dict[float, str] = {}
DATED = (  # as born_at() and date_time() do, with floats as long as may be: what is asked for so is written most often
    "f'{{dates(day := (moment := since{p} + (born[0] + born[1] * "
    f"((subject.bits >> {UPPER}) * {STEP!r}))) // 86400.0) "
    "or day_text(day)}}{{MINUTES[(second := int(moment - day * 86400.0)) // 60]}}{{SECONDS[second % 60]}}'"
)


def role_of(name: str) -> str | None:
    """Return which part in an entity's life a property of that name tells, or None."""
    parts = words(name)
    if not parts or parts[-1] in ("by", "id", "name", "reason", "count", "url", "status"):
        return None
    for role, marks in _ROLES:
        if not marks.isdisjoint(parts):
            return role
    return None


def _moment(role: str, salt: int) -> Callable[[float, int, int], float]:
    if role == "created":
        return lambda born, _bits, _whose: born
    if role in ("future", "next"):
        return lambda _born, bits, _whose: AHEAD + fraction(bits) * 120 * DAY
    if role == "started":
        return lambda born, _bits, whose: _within(born, whose, _STARTED, 0.2)
    if role == "ended":
        return lambda born, _bits, whose: _end(born, whose)
    if role == "updated":
        return lambda born, _bits, whose: _updated(born, whose)
    if role == "deleted":  # which was the last that was changed
        return lambda born, _bits, whose: _updated(born, whose)
    if role == "done":
        return lambda born, _bits, whose: born + (_updated(born, whose) - born) * fraction(mixed(whose, salt))
    return lambda born, _bits, whose: _within(born, whose, salt, 0.9)


def _within(born: float, whose: int, salt: int, share: float) -> float:
    return born + -born * share * fraction(mixed(whose, salt))


def _updated(born: float, whose: int) -> float:
    return born + -born * (0.1 + 0.85 * fraction(mixed(whose, _UPDATED)))


def _end(born: float, whose: int) -> float:
    start = _within(born, whose, _STARTED, 0.2)
    return start + 1800 + (60 * DAY) * fraction(nth(mixed(whose, _ENDED), 1))


def _style(name: str, flat: Schema) -> str | None:
    kinds = flat.get("type", "string")
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    form = flat.get("format")
    if "string" in kinds:
        if form in ("date-time", "date"):
            return str(form)
        free = form is None or "pattern" in flat  # which says more than the name of a format that nobody knows
        return "date-time" if free and name.lower().endswith(("at", "_on", "time", "date")) else None
    if kinds & {"integer", "number"}:
        if form not in (None, "int64", "int32", "unix-time", "double", "float"):
            return None
        if not name.lower().endswith(("at", "_on", "time", "date", "created", "updated", "timestamp", "ts", "_ms")):
            return None
        return "unix-millis" if name.lower().endswith(("ms", "millis")) else "unix-time"
    return None


_LIMIT = 400 * DAY
PLACES = tuple(place_of(ordinal) for ordinal in range(32))
_ROOT, _UPDATED, _STARTED, _ENDED = (salt_of(f"time:{label}") for label in ("root", "updated", "started", "ended"))
_RESTRICTING = frozenset({"enum", "const", "x-faker"})
_MARKS = {
    "future": "expires expiry expire expiration due scheduled upcoming renews renewal deadline",
    "next": "next eta estimated",
    "created": "created creation create inserted registered joined opened added enqueued",
    "deleted": "deleted trashed purged removed archived closed resolved cancelled canceled revoked",
    "updated": "updated modified update changed edited",
    "ended": "end ended ends finish finished completed until",
    "started": "start started starts begin began begins",
    "done": "delivered published accepted approved paid confirmed shipped merged",
    "during": "seen sent read received login used activity active pushed verified submitted processed",
}
_ROLES = tuple((role, frozenset(marks.split())) for role, marks in _MARKS.items())
