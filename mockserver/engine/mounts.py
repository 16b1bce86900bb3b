"""Several contracts in one server, each below its own prefix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mockserver.answer import Problem
from mockserver.engine.engine import Engine, is_admin

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.exchange import Exchange, Journal
    from mockserver.messages import Request


class Mounts:
    """Hands each request to the engine with the longest prefix that its path lies below; engines share one journal."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self.engines = tuple(engines)
        self._longest_first = sorted(self.engines, key=lambda engine: -len(engine.options.prefix))

    @property
    def mounts(self) -> tuple[tuple[str, Contract], ...]:
        """The prefixes and their contracts, in the order in which they were given."""
        return tuple(pair for engine in self.engines for pair in engine.mounts)

    @property
    def journal(self) -> Journal:
        """What happened so far."""
        return self.engines[0].journal

    def handle(self, request: Request) -> Exchange:
        """Return what became of `request`; what lies below no prefix is refused."""
        path = request.path
        if is_admin(path):
            return self.engines[0].handle(request)
        engine = self._below(path)
        if engine is not None:
            return engine.handle(request)
        known = ", ".join(engine.options.prefix for engine in self.engines)
        return self.refuse(
            request, Problem("NO_SERVER_MATCHED_ERROR", f"Nothing is served there: paths begin with {known}")
        )

    def refuse(self, request: Request, problem: Problem) -> Exchange:
        """Return `problem` as the answer to `request`, recorded."""
        return (self._below(request.path) or self.engines[0]).refuse(request, problem)

    def _below(self, path: str) -> Engine | None:
        for engine in self._longest_first:
            prefix = engine.options.prefix
            if path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in {"", "/"}:
                return engine
        return None

    def changed(self) -> None:
        """Forget the finished responses of all engines."""
        for engine in self.engines:
            engine.changed()
