"""What can go wrong before and around an exchange, as exceptions.

A bad request is data (`violations.Violation`); these are for people who start or configure the mock:

    MockserverError               exit code 1
    ├── UsageError                2   a flag or setting that makes no sense
    ├── DocumentError             3   the description cannot be served
    │   ├── SourceError               unreadable, malformed, or over a limit
    │   ├── ReferenceError            a `$ref` that cannot or must not be followed
    │   └── SpecificationError        readable, but not an OpenAPI document
    ├── FixtureError              3   a fixture that is malformed or breaks the contract
    └── StartError                4   port taken, store not reachable

Each says what, where (file:line and pointer), what to do, and has a stable `code`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from mockserver.violations import Place


@dataclass(eq=False)
class MockserverError(Exception):
    """A failure with a message for people, a stable code for scripts, and the place that it speaks of."""

    message: str
    code: str = "ERROR"
    place: Place | None = None
    hint: str = ""
    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{where}{self.message} [{self.code}]{hint}"


class UsageError(MockserverError):
    """A flag, a setting or an argument that makes no sense."""

    exit_code = 2


class DocumentError(MockserverError):
    """A description that cannot be served."""

    exit_code = 3


class SourceError(DocumentError):
    """A file that is unreadable, malformed, or over one of the limits."""


class ReferenceError(DocumentError):  # noqa: A001 - the standard's own term; always used as errors.ReferenceError
    """A `$ref` that names nothing, or leads where references must not go."""


class SpecificationError(DocumentError):
    """A file that is readable but is not the OpenAPI document it should be."""


class FixtureError(MockserverError):
    """A fixture that is malformed or breaks the contract."""

    exit_code = 3


class StartError(MockserverError):
    """The server cannot start: the port is taken, the store cannot be reached."""

    exit_code = 4
