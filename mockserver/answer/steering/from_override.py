"""Answers that users posted while the mock runs: they go before everything else, in their own session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.answer.answer import Answer
from mockserver.answer.from_fixture import (
    as_it_is,
    dribble_of,
    filled_headers,
    is_constant,
    wanted_by,
)
from mockserver.answer.moment import milliseconds, session_of
from mockserver.contract.parameter import MISSING
from mockserver.fixtures import compile_template, stray_call

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.from_fixture import FromFixture
    from mockserver.answer.moment import Surroundings
    from mockserver.answer.steering.overrides import Overrides
    from mockserver.contract import Call
    from mockserver.messages import Request


class FromOverride:
    """Answers with the override that a call matches: those that keep the contract, or those that need not.

    Those that need not (`"contract": "off"`) also answer requests that break the contract, so they are asked before
    any refusal; `mount` is the prefix of the contract that the overrides were bound to.
    """

    def __init__(self, overrides: Overrides, mount: str, from_fixture: FromFixture, *, lawful: bool) -> None:
        self._overrides = overrides
        self._mount = mount
        self._render = from_fixture.render
        self._lawful = lawful

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the answer of the most urgent override that fits, the newest first; None where there is none."""
        if not self._overrides.by_session:
            return None
        session = session_of(call.request)
        found = self._overrides.candidates(session, self._mount, call.operation.id)
        candidates = wanted_by(choice, [stub for stub in found if stub.contract is self._lawful])
        stub = self._overrides.plays.of(session).choose(candidates, call) if candidates else None
        return None if stub is None else self._render(call, choice, stub, "override")


class FromStray:
    """Answers requests that no operation takes, with overrides that need not keep the contract."""

    def __init__(self, overrides: Overrides, surroundings: Surroundings) -> None:
        self._overrides = overrides
        self._surroundings = surroundings

    def __call__(self, request: Request) -> Answer | None:
        """Return the answer of the most urgent override that fits; None where there is none."""
        if not self._overrides.by_session:
            return None
        session = session_of(request)
        candidates = self._overrides.lawless(session)
        if not candidates:
            return None
        call = stray_call(request)
        stub = self._overrides.plays.of(session).choose(candidates, call)
        if stub is None:
            return None
        then, moment = stub.then, self._surroundings.moment(call, stub.id)
        fill = None if then.literal or then.body is MISSING else compile_template(then.body)
        body = then.body if fill is None else fill(moment)
        return Answer(
            as_it_is(then.status or 200, body, then.raw, filled_headers(stub, moment)),
            "override",
            delay=milliseconds(then.delay, moment) / 1000,
            fault=then.fault,
            note=f"override {stub.name}",
            reusable=fill is None and is_constant(stub),
            dribble=dribble_of(then),
        )
