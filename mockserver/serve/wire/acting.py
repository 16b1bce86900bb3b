"""What an exchange does on the wire by ASGI: late, slow, broken off, streamed, or just sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from mockserver.serve.wire.connection import break_off, connection_to
from mockserver.serve.wire.sending import send_start, send_whole

if TYPE_CHECKING:
    from mockserver.answer import Dribble
    from mockserver.exchange import Exchange
    from mockserver.messages import Response

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

LONGEST = 600.0
"""Seconds that a connection is held for a TIMEOUT."""

UNTIL_NOTICED = 0.1
"""Seconds in which a server sees that a connection has ended."""


@dataclass(frozen=True, slots=True)
class Wire:
    """One request's connection; `closing` is set when the server stops: nothing waits any longer then."""

    scope: Scope
    receive: Receive
    send: Send
    closing: asyncio.Event

    async def wait(self, seconds: float) -> None:
        """Wait, but not longer than the server runs."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.closing.wait(), seconds)

    async def gone(self) -> None:
        """Wait until the client is gone."""
        while (await self.receive())["type"] != "http.disconnect":
            pass


async def act(exchange: Exchange, wire: Wire) -> None:
    """Do to the connection what the exchange says, and send its response."""
    if exchange.delay:
        await wire.wait(exchange.delay)
    if exchange.fault is not None:
        await _fail(exchange.fault, wire)
        return
    response = exchange.response
    if not isinstance(response.body, bytes):
        await _stream(response, wire)
    elif exchange.dribble is not None and response.body:
        await _dribble(response, response.body, exchange.dribble, wire)
    else:
        await send_whole(response, wire.send)


async def _fail(fault: str, wire: Wire) -> None:
    if fault == "TIMEOUT":
        leaving = asyncio.ensure_future(wire.gone())
        waiting = asyncio.ensure_future(wire.wait(LONGEST))
        await asyncio.wait({leaving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        waiting.cancel()
    connection = connection_to(wire.scope["client"])
    if connection is not None:
        with connection:
            break_off(connection, fault)
        await asyncio.sleep(UNTIL_NOTICED)


async def _dribble(response: Response, body: bytes, dribble: Dribble, wire: Wire) -> None:
    """Send the body in parts of about the same size, spread evenly over the time that it is to take."""
    parts = parts_of(body, dribble.chunks)
    length = (("Content-Length", str(len(body))),) if response.header("content-length") is None else ()
    await send_start(response.status, (*response.headers, *length), wire.send)
    for part in parts:
        await wire.wait(dribble.seconds / len(parts))
        await wire.send({"type": "http.response.body", "body": part, "more_body": True})
    await wire.send({"type": "http.response.body", "body": b"", "more_body": False})


def parts_of(body: bytes, count: int) -> list[bytes]:
    """Return the body in at most `count` parts, none of them empty."""
    size = -(-len(body) // max(count, 1))
    return [body[start : start + size] for start in range(0, len(body), size)]


async def _stream(response: Response, wire: Wire) -> None:
    await send_start(response.status, response.headers, wire.send)
    if not hasattr(response.body, "__aiter__"):
        await send_chunks(response.body, wire.send)  # type: ignore[arg-type]
        return
    chunks = cast("AsyncIterator[bytes]", aiter(cast("Any", response.body)))
    leaving = asyncio.ensure_future(wire.gone())
    closing = asyncio.ensure_future(wire.closing.wait())
    try:
        while await _next(chunks, leaving, closing, wire.send):
            pass
    finally:
        leaving.cancel()
        closing.cancel()
        await chunks.aclose()  # type: ignore[attr-defined]
    await wire.send({"type": "http.response.body", "body": b"", "more_body": False})


async def _next(
    chunks: AsyncIterator[bytes], leaving: asyncio.Future[None], closing: asyncio.Future[Any], send: Send
) -> bool:
    """Send the next chunk; tell whether there may be more."""
    coming = asyncio.ensure_future(_chunk(chunks))
    waited: set[asyncio.Future[Any]] = {coming, leaving, closing}
    await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
    if not coming.done() or leaving.done() or closing.done():
        coming.cancel()
        with suppress(asyncio.CancelledError):
            await coming
        return False
    chunk = coming.result()
    if chunk is not None:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    return chunk is not None


async def _chunk(chunks: AsyncIterator[bytes]) -> bytes | None:
    return await anext(chunks, None)


async def send_chunks(chunks: Iterable[bytes], send: Send) -> None:
    """Send a stream chunk by chunk; making a chunk may take its time, so it happens in a worker thread."""
    loop = asyncio.get_running_loop()
    iterator = iter(chunks)
    try:
        while (chunk := await loop.run_in_executor(None, next, iterator, None)) is not None:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    await send({"type": "http.response.body", "body": b"", "more_body": False})
