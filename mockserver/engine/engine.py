"""The whole sentence: match, judge, choose, answer, finish, record.

There are no modes here, only a list of answerers: mock, proxy and fallback differ by who stands in it. The engine never
raises: what fails inside is a problem with an id for the client, and a traceback for the log.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from time import perf_counter, time
from typing import TYPE_CHECKING

from mockserver.answer import Answer, Answerer, Problem, Selector, reasons
from mockserver.contract import Found
from mockserver.engine.finish import Finish, Finished
from mockserver.engine.reuse import Reuse
from mockserver.engine.unmatched import answer_unmatched
from mockserver.exchange import Exchange, Journal

if TYPE_CHECKING:
    from mockserver.contract import Contract, Operation
    from mockserver.messages import Request, Response

log = logging.getLogger("mockserver.engine")

ADMIN = "/__admin"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the engine behaves around its answerers.

    `prefix` is the path below which this contract is served; `cors` adds what browsers of other origins need; `reuse`
    is how many finished responses to identical safe requests are kept (0: none).
    """

    prefix: str = ""
    cors: bool = True
    reuse: int = 4_096


class Engine:
    """Answers requests by one contract; safe to use from several threads.

    `answerers` are asked in order, the first answer wins; `admin` answers what lies below `/__admin`.
    """

    def __init__(
        self,
        contract: Contract,
        answerers: Sequence[Answerer],
        options: EngineOptions = EngineOptions(),
        journal: Journal | None = None,
        admin: Callable[[Request], Response] | None = None,
    ) -> None:
        self.contract = contract
        self.answerers = tuple(answerers)
        self.options = options
        self.journal = Journal() if journal is None else journal
        self.admin = admin
        self._selector = Selector()
        self._finish = Finish(cors=options.cors)
        self._reuse = Reuse(options.reuse)
        self._prefix = os.urandom(4).hex()
        self._numbers = count(1)

    def handle(self, request: Request) -> Exchange:
        """Return what became of `request`, recorded in the journal (requests to the admin API are not)."""
        started = perf_counter()
        identity = f"{self._prefix}-{next(self._numbers):08x}"
        recorded = True
        try:
            finished = self._reuse.get(request)
            if finished is None:
                recorded = not (self.admin and request.path.startswith(ADMIN))
                finished = self._answered(request) if recorded else self._administered(request)
        except Exception:
            log.exception("request %s failed: %s %s", identity, request.method, request.path)
            finished = self._finish(request, None, _failure(identity))
        exchange = Exchange(
            identity,
            time(),
            request,
            finished.response,
            finished.operation,
            finished.source,
            finished.violations,
            perf_counter() - started,
            request.headers.get("x-mock-session", ""),
            finished.delay,
            finished.fault,
            finished.note,
        )
        if recorded:
            self.journal.record(exchange)
        return exchange

    def changed(self) -> None:
        """Forget the finished responses: state, fixtures or overrides are not what they were."""
        self._reuse.clear()

    def _administered(self, request: Request) -> Finished:
        assert self.admin is not None  # noqa: S101 - asked before
        return Finished(self.admin(request), source="admin")

    def _answered(self, request: Request) -> Finished:
        generation = self._reuse.generation
        found = self._match(request)
        if not isinstance(found, Found):
            answer = answer_unmatched(self.contract, request, found, self.options.prefix, cors=self.options.cors)
            return self._finish(request, None, answer)
        call = found.operation.judge(request, found.variables)
        operation = call.operation
        choice = self._selector.choose(call)
        answer = next(
            (answer for answerer in self.answerers if (answer := answerer.answer(call, choice)) is not None),
            None,
        ) or _no_answer(operation)
        headers = reasons(call.violations) if answer.response.header("sl-violations") is None else ()
        finished = self._finish(request, operation, answer, call.violations, headers)
        if answer.reusable:
            self._reuse.put(request, finished, generation)
        return finished

    def _match(self, request: Request) -> object:
        path = request.path
        if self.options.prefix:
            path = path.removeprefix(self.options.prefix) or "/"
        found = self.contract.match(request.method, path)
        if request.method == "HEAD" and not isinstance(found, Found):
            as_get = self.contract.match("GET", path)
            return as_get if isinstance(as_get, Found) else found
        return found


def _no_answer(operation: Operation) -> Answer:
    return Answer(
        Problem("NO_RESPONSE_DEFINED", f"{operation.id}: none of the answerers has an answer").response(), "refusal"
    )


def _failure(identity: str) -> Answer:
    problem = Problem(
        "INTERNAL_ERROR",
        f"This is a defect of the mock, not of the request: its log tells more about request {identity}",
        members=(("id", identity),),
    )
    return Answer(problem.response(), "refusal", note="INTERNAL_ERROR")
