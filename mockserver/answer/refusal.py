"""Refusal: violations become the error that the operation documents, or a problem document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from mockserver.answer.answer import Answer, Answerer
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.contract import Call, Operation

Validation = Literal["strict", "warn", "off"]

refuse: Callable[..., Answer] = later("mockserver.answer.shaping.refusing", "refuse")


class Refusal:
    """Refuses a call that breaks the contract, and one that asks for what the contract does not have.

    `validation` tells for an operation whether violations are enforced ("strict") or only reported; `producers` make
    the body of a documented error response.
    """

    def __init__(self, validation: Callable[[Operation], str], producers: Sequence[Answerer]) -> None:
        self._validation = validation
        self._producers = tuple(producers)

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the refusal, or None where nothing is wrong or nothing is enforced."""
        if call.violations and self._validation(call.operation) == "strict":
            errors = tuple(violation for violation in call.violations if violation.severity == "Error")
            if errors:
                return refuse(call, errors, self._producers)
        if choice.problem is not None:
            return Answer(choice.problem.response(), "refusal", note=choice.problem.name)
        return None


class Unjudged:
    """Takes what is wrong with a call for a remark, where its operation is not validated ("off"); it answers nothing.

    The reasons are told all the same: only nobody calls the request wrong for them.
    """

    def __init__(self, validation: Callable[[Operation], str]) -> None:
        self._validation = validation

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Answer nothing."""
        del choice
        if call.violations and self._validation(call.operation) == "off":
            call.violations = tuple(replace(violation, severity="Information") for violation in call.violations)
        return None
