"""Answers that users wrote by hand, recorded or posted: proved against the contract like any other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from mockserver.answer.answer import Answer, Source
from mockserver.answer.decide.selector import choose_status
from mockserver.answer.moment import Surroundings, milliseconds
from mockserver.answer.problem import Problem
from mockserver.answer.repair import overlaid
from mockserver.contract.parameter import MISSING
from mockserver.fixtures import Shelf, compile_template
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.render import Renderer
    from mockserver.contract import Call
    from mockserver.fixtures import Fixture


class FromFixture:
    """Answers with the fixture that a call matches; `shelf` may be replaced while the server runs.

    A client that prefers another code, or generated data (`dynamic=true`), passes the fixtures by.
    """

    def __init__(self, shelf: Shelf, renderer: Renderer, surroundings: Surroundings) -> None:
        self.shelf = shelf
        self._renderer = renderer
        self._surroundings = surroundings

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the answer of the first fixture that fits, or None."""
        preference = choice.preference
        if preference.dynamic or preference.example is not None:
            return None
        fixture = self.shelf.find(call)
        if fixture is None or preference.code not in (None, fixture.then.status):
            return None
        return self.render(call, choice, fixture, "fixture")

    def render(self, call: Call, choice: Choice, fixture: Fixture, source: Source) -> Answer:
        """Return what `fixture` says to `call`: what it leaves out is generated, what breaks the contract not sent."""
        then = fixture.then
        chosen = choice if then.status is None else choose_status(call, then.status, choice.preference)
        moment = self._surroundings.moment(call, fixture.id)
        fill = compile_template(then.body)
        body = then.body if fill is None else fill(moment)
        headers = tuple((name, _filled(value, moment)) for name, value in then.headers.items())
        response = self._response(call, chosen, fixture, body, headers)
        return Answer(
            response,
            source if response.status == (then.status or chosen.status) else "refusal",
            delay=milliseconds(then.delay, moment) / 1000,
            fault=then.fault,
            note=f"{source} {fixture.name}",
            reusable=fill is None and fixture.times is None and fixture.scenario is None,
        )

    def _response(
        self, call: Call, choice: Choice, fixture: Fixture, body: Any, headers: tuple[tuple[str, str], ...]
    ) -> Response:
        then = fixture.then
        if choice.problem is not None:
            if fixture.contract or then.status is None:
                return choice.problem.response()
            return _as_it_is(then.status, body, then.raw, headers)
        if then.raw is not None:
            return self._renderer.raw(call, choice, then.raw, headers)
        if body is MISSING or then.partial:
            generated = self._renderer.value(call, choice, self._renderer.bundle(choice))
            body = generated if body is MISSING else overlaid(generated, body)
        bundle = self._renderer.bundle(choice)
        if bundle is not None and body is not MISSING and not bundle.validator.is_valid(body):
            if fixture.contract:
                return _broken(call, choice, fixture, bundle.validator.explain(body, "response"))
            return _as_it_is(choice.status, body, None, headers)
        return self._renderer.response(call, choice, body, headers)


def _filled(value: str, moment: Any) -> str:
    fill = compile_template(value)
    return value if fill is None else str(fill(moment)).replace("\r", " ").replace("\n", " ")


def _as_it_is(status: int, body: Any, raw: bytes | None, headers: tuple[tuple[str, str], ...]) -> Response:
    """Send what the user wants to break the contract with."""
    if raw is not None or body is MISSING:
        return Response(status, headers, raw or b"")
    named = any(name.lower() == "content-type" for name, _ in headers)
    if isinstance(body, str):
        return Response(status, headers if named else (("Content-Type", "text/plain"), *headers), body.encode())
    return Response(status, headers if named else (("Content-Type", "application/json"), *headers), orjson.dumps(body))


def _broken(call: Call, choice: Choice, fixture: Fixture, violations: tuple[Any, ...]) -> Response:
    where = f" ({fixture.place})" if fixture.place else ""
    first = violations[0] if violations else None
    reason = f": {first.pointer or '(whole)'}: {first.message}" if first else ""
    detail = f"{call.operation.id} {choice.status}: fixture '{fixture.name}'{where} breaks the contract{reason}"
    placed = tuple(replace(violation, location="response") for violation in violations)
    return Problem("VIOLATIONS", detail, placed).response()
