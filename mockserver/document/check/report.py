"""The report that collects diagnostics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from mockserver.document.diagnostic import Diagnostic

if TYPE_CHECKING:
    from mockserver.document.document import Node
    from mockserver.errors import MockserverError

MAX_DIAGNOSTICS = 1000


@dataclass(slots=True)
class Report:
    """The diagnostics found so far; beyond MAX_DIAGNOSTICS nothing is added."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, node: Node) -> None:
        """Add a broken rule at the place of `node`."""
        self._add("error", code, message, node)

    def warning(self, code: str, message: str, node: Node) -> None:
        """Add something that is legal but hardly meant, at the place of `node`."""
        self._add("warning", code, message, node)

    def failure(self, error: MockserverError, node: Node) -> None:
        """Add what an exception says, at its own place or that of `node`."""
        self._put(Diagnostic("error", error.code, error.message, error.place or node.place, error.hint))

    def _add(self, severity: Literal["error", "warning"], code: str, message: str, node: Node) -> None:
        self._put(Diagnostic(severity, code, message, node.place))

    def _put(self, diagnostic: Diagnostic) -> None:
        if len(self.diagnostics) < MAX_DIAGNOSTICS:
            self.diagnostics.append(diagnostic)
