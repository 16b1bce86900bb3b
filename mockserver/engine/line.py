"""One line of the log for one exchange."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.exchange import Exchange

LONGEST = 600

log = logging.getLogger("mockserver.requests")


def tell(exchange: Exchange) -> None:
    """Log an exchange: at INFO where something is wrong with the request, else at DEBUG."""
    wrong = any(violation.severity != "Information" for violation in exchange.violations)
    level = logging.INFO if wrong or exchange.source == "refusal" else logging.DEBUG
    if log.isEnabledFor(level):
        log.log(level, "%s", line(exchange))


def line(exchange: Exchange) -> str:
    """Return method, target, status and operation, then what is wrong first; in visible ASCII, whatever was sent."""
    request, violations = exchange.request, exchange.violations
    target = f"{request.path}?{request.query}" if request.query else request.path
    parts = [request.method, target, str(exchange.response.status), exchange.operation]
    if violations:
        first = violations[0]
        more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
        parts.append(f"{first.location} {first.pointer or '(whole)'}: {first.message}{more}")
    elif exchange.note:
        parts.append(exchange.note)
    text = " ".join(filter(None, parts))
    shown = text if len(text) <= LONGEST else text[:LONGEST] + "..."
    return shown.encode("unicode_escape").decode("ascii")
