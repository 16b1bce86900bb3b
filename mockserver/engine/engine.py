"""The whole sentence: match, judge, choose, answer, finish, record.

There are no modes here, only a list of answerers: mock, proxy and fallback differ by who stands in it. The engine never
raises: what fails inside is a problem with an id for the client, and a traceback for the log.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from time import perf_counter, time
from typing import TYPE_CHECKING, NamedTuple

from mockserver.answer import NO_PREFERENCE, Answer, Answerer, Problem, Selector, reasons
from mockserver.answer.moment import session_of
from mockserver.contract import Found, NoMethod, NoPath
from mockserver.engine.finish import Fields, Finish, Finished
from mockserver.engine.reuse import Key, Reuse, key_of
from mockserver.errors import DocumentError
from mockserver.exchange import Exchange, Journal
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.answer import Choice
    from mockserver.contract import Call, Contract, Operation
    from mockserver.messages import Request, Response

log = logging.getLogger("mockserver.engine")

tell: Callable[[Exchange], None] = later("mockserver.engine.line", "tell")
answer_unmatched: Callable[..., Answer] = later("mockserver.engine.unmatched", "answer_unmatched")

ADMIN = "/__admin"


class EngineOptions(NamedTuple):
    """How the engine behaves around its answerers.

    `prefix` is the path below which this contract is served; `cors` adds what browsers of other origins need; `reuse`
    is how many finished responses to identical safe requests are kept (0: none). `stray` may answer requests that no
    operation takes.
    The log has a line for each refused or wrong request where `tells` is 1, for each request where it is 2.
    """

    prefix: str = ""
    cors: bool = True
    reuse: int = 4_096
    stray: Callable[[Request], Answer | None] | None = None
    tells: int = 0


USUAL = EngineOptions()


class Engine:
    """Answers requests by one contract; safe to use from several threads.

    `answerers` are asked in order, the first answer wins; `admin` answers what lies below `/__admin`.
    """

    def __init__(
        self,
        contract: Contract,
        answerers: Sequence[Answerer],
        options: EngineOptions = USUAL,
        journal: Journal | None = None,
        admin: Callable[[Request], Response] | None = None,
    ) -> None:
        self.contract = contract
        self.answerers = tuple(answerers)
        self.options = options
        self.journal = Journal() if journal is None else journal
        self.admin = admin
        self._selector = Selector()
        self._tells = options.tells
        self._finish = Finish(cors=options.cors)
        self._reuse = Reuse(options.reuse)
        self._random = os.urandom(4).hex()
        self._prefix, self._pid = "", 0
        self._numbers = count(1)

    @property
    def mounts(self) -> tuple[tuple[str, Contract], ...]:
        """The prefix and the contract that is served below it."""
        return ((self.options.prefix, self.contract),)

    def handle(self, request: Request) -> Exchange:
        """Return what became of `request`, recorded in the journal (requests to the admin API are not)."""
        started = perf_counter()
        key = key_of(request)
        finished = self._reuse.get(key)
        if finished is not None:
            return self._recorded(request, finished, started)
        try:
            if self.admin is not None and is_admin(request.path):
                return self._exchange(request, Finished(self.admin(request), source="admin"), started)
            finished = self._answered(request, key)
        except DocumentError as error:
            finished = self._finish(request, None, _unusable(error))
        except Exception:
            identity = os.urandom(8).hex()
            log.exception("%s: %s %s", identity, request.method, request.path)
            finished = self._finish(request, None, _failure(identity))
        return self._recorded(request, finished, started)

    def refuse(self, request: Request, problem: Problem) -> Exchange:
        """Return `problem` as the answer to `request`, recorded."""
        answer = Answer(problem.response(), "refusal", note=problem.name)
        found = self._match(request) if problem.violations else None
        operation = found.operation if isinstance(found, Found) else None
        return self._recorded(request, self._finish(request, operation, answer, problem.violations), perf_counter())

    def _recorded(self, request: Request, finished: Finished, started: float) -> Exchange:
        exchange = self._exchange(request, finished, started)
        self.journal.record(exchange)
        if self._tells and (self._tells > 1 or finished.violations or finished.source == "refusal"):
            tell(exchange)
        return exchange

    def _exchange(self, request: Request, finished: Finished, started: float) -> Exchange:
        pid = os.getpid()
        if pid != self._pid:  # workers are forked from one engine
            self._prefix, self._pid = f"{self._random}-{pid:x}", pid
        return Exchange(
            f"{self._prefix}-{next(self._numbers):08x}",
            time(),
            request,
            finished.response,
            finished.operation,
            finished.source,
            finished.violations,
            perf_counter() - started,
            session_of(request),
            finished.delay,
            finished.fault,
            finished.note,
            (),
            finished.dribble,
        )

    def changed(self) -> None:
        """Forget the finished responses: state, fixtures or overrides are not what they were."""
        self._reuse.clear()

    def _answered(self, request: Request, key: Key | None) -> Finished:
        generation = self._reuse.generation
        found = self._match(request)
        if not isinstance(found, Found):
            stray = self.options.stray(request) if self.options.stray is not None else None
            answer = stray or answer_unmatched(
                self.contract, request, found, self.options.prefix, cors=self.options.cors
            )
            return self._finish(request, None, answer)
        call = found.judge(request)
        operation = call.operation
        choice = self._selector.choose(call)
        answer = self._first(call, choice) or _no_answer(operation)
        told = not call.violations or answer.response.header("sl-violations") is not None
        headers = () if told else reasons(call.violations)
        if choice.preference is not NO_PREFERENCE:
            answer, headers = _preferred(answer, choice, headers)
        finished = self._finish(request, operation, answer, call.violations, headers)
        if answer.reusable:
            self._reuse.put(key, finished, generation)
        return finished

    def _first(self, call: Call, choice: Choice) -> Answer | None:
        for answerer in self.answerers:
            answer = answerer.answer(call, choice)
            if answer is not None:
                return answer
        return None

    def _match(self, request: Request) -> Found | NoPath | NoMethod:
        path = request.path
        if self.options.prefix:
            path = path.removeprefix(self.options.prefix) or "/"
        return self.contract.match(request.method, path)


def _preferred(answer: Answer, choice: Choice, headers: Fields) -> tuple[Answer, Fields]:
    """Return the answer as late as the client wants it, and the fields that tell it what was heeded."""
    applied, delay = choice.preference.applied, choice.preference.delay
    if applied and choice.problem is None and answer.source != "refusal":
        headers += (("Preference-Applied", applied),)
    return (replace(answer, delay=answer.delay + delay) if delay else answer), headers


def is_admin(path: str) -> bool:
    """Tell whether a path belongs to the admin API."""
    return path.startswith(ADMIN) and path[len(ADMIN) : len(ADMIN) + 1] in {"", "/"}


def _no_answer(operation: Operation) -> Answer:
    return Answer(
        Problem("NO_RESPONSE_DEFINED", f"{operation.id}: none of the answerers has an answer").response(), "refusal"
    )


def _unusable(error: DocumentError) -> Answer:
    """Tell of a part of the description that only this operation uses, and that cannot be used."""
    problem = Problem("INVALID_DESCRIPTION", str(error), members=(("code", error.code),))
    return Answer(problem.response(), "refusal", note="INVALID_DESCRIPTION")


def _failure(identity: str) -> Answer:
    problem = Problem(
        "INTERNAL_ERROR",
        f"This is a defect of the mock, not of the request: its log tells more under {identity}",
        members=(("id", identity),),
    )
    return Answer(problem.response(), "refusal", note=f"INTERNAL_ERROR {identity}")
