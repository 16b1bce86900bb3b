"""A response on the wire by ASGI, as soon as it is there: most of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.messages import Response

Send = Callable[[dict[str, Any]], Awaitable[None]]


async def send_whole(response: Response, send: Send) -> None:
    """Send a response whose body is there; granian tells its length."""
    await send(_start(response.status, response.headers))
    await send({"type": "http.response.body", "body": response.body})


async def send_start(status: int, fields: Iterable[tuple[str, str]], send: Send) -> None:
    """Send the status and the header fields."""
    await send(_start(status, fields))


def _start(status: int, fields: Iterable[tuple[str, str]]) -> dict[str, Any]:
    headers = [(NAMES[name], value.encode("latin-1")) for name, value in fields]
    return {"type": "http.response.start", "status": status, "headers": headers}


class _Names(dict[str, bytes]):
    """The names of fields as the wire has them, kept: a server sends the same few again and again."""

    def __missing__(self, name: str) -> bytes:
        written = name.lower().encode("latin-1")
        if len(self) < MOST_NAMES:
            self[name] = written
        return written


MOST_NAMES = 1_000
NAMES = _Names()
