"""A request's body from the wire by ASGI, within its limit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from mockserver.serve.wsgi import broken, too_large, whole

if TYPE_CHECKING:
    from mockserver.answer import Problem

Receive = Callable[[], Awaitable[dict[str, Any]]]


async def read_body(receive: Receive, length: str | None, limit: int) -> bytes | Problem:
    """Return the whole body, or why it is refused."""
    if length is not None and length.isdigit() and int(length) > limit:
        return too_large(limit)
    chunks, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return broken(size)
        chunk = message.get("body", b"")
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            return too_large(limit)
        if not message.get("more_body"):
            break
    body = b"".join(chunks)
    return whole(body, int(length)) if length is not None and length.isdigit() else body
