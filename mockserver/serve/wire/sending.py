"""A response on the wire by ASGI, as soon as it is there: most of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.messages import Response

Send = Callable[[dict[str, Any]], Awaitable[None]]


async def send_whole(response: Response, send: Send) -> None:
    """Send a response whose body is there; granian tells its length."""
    await send_start(response.status, response.headers, send)
    await send({"type": "http.response.body", "body": response.body})


async def send_start(status: int, fields: Iterable[tuple[str, str]], send: Send) -> None:
    """Send the status and the header fields."""
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in fields],
        }
    )
