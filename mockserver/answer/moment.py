"""What placeholders see beside the request: the clock, a UUID, Faker, and stored or generated entities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from math import cos, exp, log, pi, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from mockserver.contract.parameter import MISSING
from mockserver.fixtures import Moment
from mockserver.generate.entropy import draw, fraction, nth, seed_bytes
from mockserver.generate.leaves import FakerError, GenerateOptions, x_faker

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.messages import Request

MOST_DELAY = 600_000.0
SESSION_HEADER = "x-mock-session"
LONGEST_SESSION = 200


def _now() -> datetime:
    return datetime.now(UTC)


def _nothing(session: str, kind: str, key: str) -> Any:
    del session, kind, key
    return MISSING


def session_of(request: Request) -> str:
    """Return the name of the session that a request belongs to; "" is everybody's."""
    named = request.headers.get(SESSION_HEADER)
    return named[:LONGEST_SESSION] if named else ""


class Surroundings(NamedTuple):
    """Where placeholders take their values from; `state` looks up an entity by session, kind and id."""

    options: GenerateOptions
    now: Callable[[], datetime] = _now
    state: Callable[[str, str, str], Any] = _nothing

    def moment(self, call: Call, label: str) -> Moment:
        """Return the moment of one answer: `uuid` and `faker` are functions of seed, request and `label`."""
        request = call.request
        key = f"{label} {request.method} {request.path}?{request.query} {request.body.decode('latin-1')}"
        bits = draw(seed_bytes(self.options.seed), key)

        def faker(name: str) -> Any:
            try:
                make = x_faker({"x-faker": name}, self.options)
            except FakerError:
                return None
            return make(nth(bits, len(name))) if make is not None else None

        def uuid() -> str:
            return str(UUID(int=(bits << 64) | nth(bits, 1), version=4))

        return Moment(call, self.now, uuid, faker, partial(self.state, session_of(request)), bits)


def milliseconds(delay: Any, moment: Moment) -> float:
    """Return a delay in milliseconds: a number, or WireMock's `{"type": "uniform" | "lognormal" | "fixed", ...}`."""
    return drawn(delay, moment.bits)


def drawn(delay: Any, bits: int) -> float:
    """Return the milliseconds that a delay is with these bits of entropy."""
    if delay is None:
        return 0.0
    if isinstance(delay, int | float):
        return min(float(delay), MOST_DELAY)
    if not isinstance(delay, Mapping):
        return 0.0
    return min(max(DISTRIBUTIONS.get(str(delay.get("type")), _none)(delay, bits), 0.0), MOST_DELAY)


def _none(delay: Mapping[str, Any], bits: int) -> float:
    del delay, bits
    return 0.0


def _fixed(delay: Mapping[str, Any], bits: int) -> float:
    del bits
    return float(delay.get("milliseconds", 0))


def _uniform(delay: Mapping[str, Any], bits: int) -> float:
    lower, upper = float(delay.get("lower", 0)), float(delay.get("upper", 0))
    return lower + (upper - lower) * fraction(bits)


def _lognormal(delay: Mapping[str, Any], bits: int) -> float:
    """Draw by Box and Muller; `maxValue` cuts the tail as WireMock does."""
    normal = sqrt(-2 * log(1 - fraction(bits))) * cos(2 * pi * fraction(nth(bits, 2)))
    value = float(delay.get("median", 0)) * exp(float(delay.get("sigma", 0)) * normal)
    return min(value, float(delay.get("maxValue", MOST_DELAY)))


DISTRIBUTIONS: dict[str, Callable[[Mapping[str, Any], int], float]] = {
    "fixed": _fixed,
    "uniform": _uniform,
    "lognormal": _lognormal,
}
