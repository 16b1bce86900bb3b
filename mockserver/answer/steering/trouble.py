"""Trouble that users ask for: delays, slow bodies, faults and error rates, by operation and by session.

Whether a request is hit is a function of the seed, the session, the operation and how often it was called: a run with
the same requests in the same order has the same trouble.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.answer.answer import Answer, Answerer, Dribble
from mockserver.answer.decide.selector import choose_status
from mockserver.answer.moment import MOST_DELAY, drawn, session_of
from mockserver.answer.problem import Problem
from mockserver.generate.entropy import draw, fraction, nth, seed_bytes

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.contract import Call

ANY = ""
"""Stands for every operation that has no rule of its own."""

MOST_SESSIONS = 1_000


class Rule(NamedTuple):
    """What happens to the calls of an operation: every answer is delayed, a share of them fails.

    `delay` is milliseconds or a distribution; `rate` is the share of calls that get `fault`, or else `status`.
    """

    delay: Any = None
    dribble: tuple[int, float] | None = None
    fault: str | None = None
    status: int | None = None
    rate: float = 1.0


class Troubles:
    """The rules by session and operation, and how often each was called; safe to use from several threads.

    A named session that has rules of its own follows them alone; any other follows everybody's.
    """

    def __init__(self, seed: str, rules: Mapping[str, Rule] | None = None) -> None:
        self.changed: Callable[[], None] = _nothing
        self._seed = seed_bytes(seed)
        self._first = dict(rules or {})
        self._rules: dict[str, dict[str, Rule]] = {"": dict(self._first)} if self._first else {}
        self._calls: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()

    def __bool__(self) -> bool:
        return bool(self._rules)

    def rules(self, session: str) -> Mapping[str, Rule]:
        """Return the rules that a session follows, by operation id; ANY stands for all others."""
        return self._rules.get(session) or self._rules.get("", {})

    def replace(self, session: str, rules: Mapping[str, Rule]) -> None:
        """Give a session rules of its own."""
        with self._lock:
            self._rules[session] = dict(rules)
            while len(self._rules) > MOST_SESSIONS:
                self._rules.pop(next(name for name in self._rules if name))
            self._forget_calls(session)
        self.changed()

    def reset(self, session: str) -> None:
        """Go back to how a session was at the start."""
        with self._lock:
            if session or not self._first:
                self._rules.pop(session, None)
            else:
                self._rules[""] = dict(self._first)
            self._forget_calls(session)
        self.changed()

    def names(self) -> tuple[str, ...]:
        """Return the names of the sessions that have rules of their own."""
        return tuple(self._rules)

    def rule(self, session: str, operation: str) -> Rule | None:
        """Return what a session wants of an operation, or None."""
        rules = self.rules(session)
        return rules.get(operation) or rules.get(ANY)

    def bits(self, session: str, operation: str) -> int:
        """Return the entropy of the next call of an operation."""
        key = (session, operation)
        with self._lock:
            self._calls[key] += 1
            number = self._calls[key]
        return draw(self._seed, f"trouble {session} {operation} {number}")

    def _forget_calls(self, session: str) -> None:
        for key in [key for key in self._calls if key[0] == session]:
            del self._calls[key]


class Troubled:
    """Answers as `inner` do, in their order, with the trouble that the rules ask for.

    `producers` make the body of a documented error response.
    """

    def __init__(self, troubles: Troubles, inner: Sequence[Answerer], producers: Sequence[Answerer]) -> None:
        self._troubles = troubles
        self._inner = tuple(inner)
        self._producers = tuple(producers)

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the answer, late, slow, faulty or replaced by an error as the rules say."""
        if not self._troubles:
            return _first(self._inner, call, choice)
        session = session_of(call.request)
        rule = self._troubles.rule(session, call.operation.id)
        if rule is None:
            return _first(self._inner, call, choice)
        bits = self._troubles.bits(session, call.operation.id)
        hit = fraction(bits) < rule.rate
        if hit and rule.status is not None:
            answer: Answer | None = self._error(call, choice, rule.status)
        else:
            answer = _first(self._inner, call, choice)
        return None if answer is None else _troubled(answer, rule, bits, hit=hit)

    def _error(self, call: Call, choice: Choice, status: int) -> Answer:
        """Return the documented answer for a status, or a problem with it where none is documented."""
        chosen = choose_status(call, status, choice.preference)
        answer = None if chosen.problem is not None else _first(self._producers, call, chosen)
        if answer is not None and answer.response.status == status:
            return replace(answer, source="override", note=f"trouble: status {status}")
        detail = f"{call.operation.id}: the settings ask for {status} here, which the description does not document"
        return Answer(
            Problem("TROUBLE", detail, status=status).response(), "override", note=f"trouble: status {status}"
        )


def _first(answerers: Sequence[Answerer], call: Call, choice: Choice) -> Answer | None:
    for answerer in answerers:
        answer = answerer.answer(call, choice)
        if answer is not None:
            return answer
    return None


def _troubled(answer: Answer, rule: Rule, bits: int, *, hit: bool) -> Answer:
    dribble = answer.dribble
    if dribble is None and rule.dribble is not None:
        dribble = Dribble(rule.dribble[0], min(rule.dribble[1], MOST_DELAY) / 1000)
    return replace(
        answer,
        delay=answer.delay + drawn(rule.delay, nth(bits, 1)) / 1000,
        fault=answer.fault or (rule.fault if hit else None),
        dribble=dribble,
        reusable=False,
    )


def _nothing() -> None:
    pass
