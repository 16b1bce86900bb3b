"""The operations as Flask rules: made when someone looks at them, since the contract does the matching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from werkzeug.routing import Map, Rule

if TYPE_CHECKING:
    from mockserver.contract import Contract, Operation


class OperationMap(Map):
    """A URL map that adds a rule for each operation, below each base path and bare, at its first use."""

    contracts: tuple[tuple[str, Contract], ...] = ()
    _filled = False

    def fill(self) -> None:
        """Add the operations' rules, behind those that the user has added."""
        if not self._filled:
            self._filled = True
            for prefix, contract in self.contracts:
                for rule in rules_of(contract, prefix):
                    self.add(rule)

    def iter_rules(self, endpoint: str | None = None) -> Iterator[Rule]:
        """Return an iterator over all rules."""
        self.fill()
        return super().iter_rules(endpoint)

    def is_endpoint_expecting(self, endpoint: str, *arguments: str) -> bool:
        """Tell whether the endpoint has these arguments."""
        self.fill()
        return super().is_endpoint_expecting(endpoint, *arguments)

    def bind(self, *args: Any, **kwargs: Any) -> Any:
        """Return an adapter that matches and builds."""
        self.fill()
        return super().bind(*args, **kwargs)

    def bind_to_environ(self, *args: Any, **kwargs: Any) -> Any:
        """Return an adapter that matches and builds."""
        self.fill()
        return super().bind_to_environ(*args, **kwargs)


class OperationRule(Rule):
    """A rule that stands for an operation of the contract."""


def rules_of(contract: Contract, prefix: str) -> Iterator[OperationRule]:
    """Yield a rule for each operation and base path."""
    bases = dict.fromkeys((*contract.base_paths, ""))
    for operation in contract.operations:
        for base in bases:
            yield OperationRule(
                prefix + base + template_of(operation), endpoint=operation.id, methods=[operation.method]
            )


def template_of(operation: Operation) -> str:
    """Write `/x/{id}` as `/x/<id>`; names that are no identifiers become ones."""
    literal = re.split(r"\{([^{}]*)\}", operation.path.partition("?")[0].partition("#")[0])
    parts = []
    for index, text in enumerate(literal):
        parts.append(f"<{_identifier(text, index)}>" if index % 2 else text.replace("<", "%3C").replace(">", "%3E"))
    return "".join(parts)


def _identifier(name: str, index: int) -> str:
    """Return a variable name that Werkzeug takes: the template's own where it is one already."""
    if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name):
        return name
    return f"p{index}_{re.sub('[^A-Za-z0-9_]', '_', name)}"
