"""Exchanges as the admin API shows them."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from mockserver.exchange import Exchange
    from mockserver.messages import Request, Response


def entry_of(exchange: Exchange) -> dict[str, Any]:
    """Return a journal entry: `{"id", "request", "response", "operationId", "violations", "source", "timing", ...}`."""
    return {
        "id": exchange.id,
        "time": datetime.fromtimestamp(exchange.time, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "session": exchange.session,
        "operationId": exchange.operation or None,
        "source": exchange.source,
        "note": exchange.note,
        "request": request_of(exchange.request, truncated="request" in exchange.truncated),
        "response": response_of(exchange.response, truncated="response" in exchange.truncated),
        "violations": [violation.as_item() for violation in exchange.violations],
        "timing": {"engine": round(exchange.timing * 1000, 3), "delay": round(exchange.delay * 1000, 3)},
        "fault": exchange.fault,
        "wasMatched": bool(exchange.operation) or exchange.source != "refusal",
    }


def request_of(request: Request, *, truncated: bool = False) -> dict[str, Any]:
    """Return a request in WireMock's members, with the path apart."""
    return {
        "method": request.method,
        "url": request.path + (f"?{request.query}" if request.query else ""),
        "path": request.path,
        "queryParams": {
            name: {"key": name, "values": values}
            for name, values in parse_qs(request.query, keep_blank_values=True).items()
        },
        "headers": dict(request.headers),
        **_body(request.body, truncated=truncated),
    }


def response_of(response: Response, *, truncated: bool = False) -> dict[str, Any]:
    """Return a response; a field that is repeated is a list."""
    headers: dict[str, Any] = {}
    for name, value in response.headers:
        kept = headers.get(name)
        headers[name] = value if kept is None else [*(kept if isinstance(kept, list) else [kept]), value]
    body = response.body if isinstance(response.body, bytes) else b""
    return {"status": response.status, "headers": headers, **_body(body, truncated=truncated)}


def _body(body: bytes, *, truncated: bool) -> dict[str, Any]:
    try:
        shown: dict[str, Any] = {"body": body.decode()}
    except UnicodeDecodeError:
        shown = {"bodyAsBase64": b64encode(body).decode()}
    return {**shown, "truncated": True} if truncated else shown
