"""Answers that users wrote by hand, recorded or posted: proved against the contract like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.answer import Answer, Dribble, Source
from mockserver.answer.decide.selector import choose_status
from mockserver.answer.moment import MOST_DELAY, Surroundings, milliseconds, session_of
from mockserver.answer.problem import Problem, encode
from mockserver.answer.world.pins import overlaid
from mockserver.contract.parameter import MISSING
from mockserver.fixtures import Plays, Shelf, compile_template, typed
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.render import Renderer
    from mockserver.contract import Call
    from mockserver.fixtures import Fixture, Moment, Then


class FromFixture:
    """Answers with the fixture that a call matches; `plays` knows what one-shots and scenarios are up to.

    A client that prefers another code, or generated data (`dynamic=true`), passes the fixtures by.
    """

    def __init__(
        self, shelf: Shelf, renderer: Renderer, surroundings: Surroundings, plays: Plays | None = None
    ) -> None:
        self.shelf = shelf
        self._plays = plays or Plays()
        self._renderer = renderer
        self._surroundings = surroundings

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the answer of the first fixture that fits, or None."""
        likely = self.shelf.likely(call)
        candidates = wanted_by(choice, likely) if likely else likely
        fixture = self._plays.of(session_of(call.request)).choose(candidates, call) if candidates else None
        return None if fixture is None else self.render(call, choice, fixture, "fixture")

    def render(self, call: Call, choice: Choice, fixture: Fixture, source: Source) -> Answer:
        """Return what `fixture` says to `call`: what it leaves out is generated, what breaks the contract not sent."""
        then = fixture.then
        chosen = choice if then.status is None else choose_status(call, then.status, choice.preference)
        moment = self._surroundings.moment(call, fixture.id)
        fill = None if then.literal else compile_template(then.body)
        body = then.body if fill is None else fill(moment)
        headers = filled_headers(fixture, moment)
        response = self._response(call, chosen, fixture, body, headers)
        return Answer(
            response,
            source if response.status == (then.status or chosen.status) else "refusal",
            delay=milliseconds(then.delay, moment) / 1000,
            fault=then.fault,
            note=f"{source} {fixture.name}",
            reusable=is_constant(fixture) and fill is None,
            dribble=dribble_of(then),
        )

    def _response(
        self, call: Call, choice: Choice, fixture: Fixture, body: Any, headers: tuple[tuple[str, str], ...]
    ) -> Response:
        then = fixture.then
        if choice.problem is not None:
            if fixture.contract or then.status is None:
                return choice.problem.response()
            return as_it_is(then.status, body, then.raw, headers)
        if then.raw is not None:
            return self._renderer.raw(call, choice, then.raw, headers)
        if body is MISSING or then.partial:
            generated = self._renderer.value(call, choice, self._renderer.bundle(choice))
            body = generated if body is MISSING else overlaid(generated, body)
        bundle = self._renderer.bundle(choice)
        if bundle is not None and body is not MISSING and not bundle.validator.is_valid(body):
            if not fixture.contract:
                return as_it_is(choice.status, body, None, headers)
            mended = typed(body, bundle)
            if mended is MISSING:
                return _broken(call, choice, fixture, bundle.validator.explain(body, "response"))
            body = mended
        return self._renderer.response(call, choice, body, headers)


def wanted_by(choice: Choice, fixtures: Sequence[Fixture]) -> Sequence[Fixture]:
    """Return the fixtures that do not go against what the client prefers: another code, an example, generated data."""
    preference = choice.preference
    if preference.dynamic or preference.example is not None:
        return ()
    if preference.code is None:
        return fixtures
    return [fixture for fixture in fixtures if fixture.then.status == preference.code]


def is_constant(fixture: Fixture) -> bool:
    """Tell whether the fixture does the same to each identical request."""
    varied = fixture.then.delay is not None and not isinstance(fixture.then.delay, int | float)
    return fixture.times is None and fixture.scenario is None and not varied and not _templated_headers(fixture)


def _templated_headers(fixture: Fixture) -> bool:
    return not fixture.then.literal and any(map(compile_template, fixture.then.headers.values()))


def dribble_of(then: Then) -> Dribble | None:
    """Return how slowly the body is to be sent."""
    return None if then.dribble is None else Dribble(then.dribble[0], min(then.dribble[1], MOST_DELAY) / 1000)


def filled_headers(fixture: Fixture, moment: Moment) -> tuple[tuple[str, str], ...]:
    """Return the fixture's header fields with their placeholders filled."""
    then = fixture.then
    return tuple((name, value if then.literal else _filled(value, moment)) for name, value in then.headers.items())


def _filled(value: str, moment: Any) -> str:
    fill = compile_template(value)
    return value if fill is None else str(fill(moment)).replace("\r", " ").replace("\n", " ")


def as_it_is(status: int, body: Any, raw: bytes | None, headers: tuple[tuple[str, str], ...]) -> Response:
    """Send what the user wants to break the contract with."""
    if raw is not None or body is MISSING:
        return Response(status, headers, raw or b"")
    named = any(name.lower() == "content-type" for name, _ in headers)
    if isinstance(body, str):
        return Response(status, headers if named else (("Content-Type", "text/plain"), *headers), body.encode())
    return Response(status, headers if named else (("Content-Type", "application/json"), *headers), encode(body))


def _broken(call: Call, choice: Choice, fixture: Fixture, violations: tuple[Any, ...]) -> Response:
    where = f" ({fixture.place})" if fixture.place else ""
    first = violations[0] if violations else None
    reason = f": {first.pointer or '(whole)'}: {first.message}" if first else ""
    detail = f"{call.operation.id} {choice.status}: fixture '{fixture.name}'{where} breaks the contract{reason}"
    placed = tuple(replace(violation, location="response") for violation in violations)
    return Problem("VIOLATIONS", detail, placed).response()
