"""Call: a request as its operation understands it, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import MISSING

if TYPE_CHECKING:
    from mockserver.contract.operation import Operation
    from mockserver.messages import Request
    from mockserver.violations import Violation


@dataclass(slots=True, eq=False)
class Call:
    """Typed values by parameter name, with the schemas' defaults filled in, and all violations.

    A value that breaks its schema is there as far as it could be read; one that cannot be read is not. `path` also
    holds the template's variables that the description does not declare, as text. `body` is MISSING where none was
    sent or it cannot be read; `parts` are the parts of a form or multipart body by name. The `location` of a violation
    tells the refusal that fits: "security" 401, code "unknown-media-type" or "unknown-content-encoding" 415, code
    "too-large" 413, the rest 422.
    """

    operation: Operation
    request: Request
    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    cookie: dict[str, Any] = field(default_factory=dict)
    body: Any = MISSING
    media_type: str | None = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    violations: tuple[Violation, ...] = ()
    undeclared: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong that would be refused."""
        return not any(violation.severity == "Error" for violation in self.violations)
