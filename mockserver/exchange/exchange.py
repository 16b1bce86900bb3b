"""Exchange: one request and what became of it; mock, proxy, recorder, journal and reports all read this record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.answer import Dribble
    from mockserver.messages import Request, Response
    from mockserver.violations import Violation


@dataclass(slots=True, unsafe_hash=True)
class Exchange:
    """A finished exchange.

    `time` is in seconds since the epoch, `timing` what the engine took, in seconds; `operation` is "" where none
    matched. `delay` (seconds), `dribble` (a slow body) and `fault` (WireMock's word) are for `serve/` to act on.
    `truncated` names the messages ("request", "response") whose body the journal has cut.
    """

    id: str
    time: float
    request: Request
    response: Response
    operation: str = ""
    source: str = ""
    violations: tuple[Violation, ...] = ()
    timing: float = 0.0
    session: str = ""
    delay: float = 0.0
    fault: str | None = None
    note: str = ""
    truncated: tuple[str, ...] = ()
    dribble: Dribble | None = None
