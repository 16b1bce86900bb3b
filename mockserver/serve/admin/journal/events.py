"""`/__admin/events`: every exchange as it happens, as server-sent events (HTML, section 9.2)."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import closing
from threading import Lock
from typing import TYPE_CHECKING

from mockserver.answer.problem import Problem, encode
from mockserver.messages import Response
from mockserver.serve.admin.journal.entries import entry_of

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.exchange import Exchange, Journal
    from mockserver.serve.admin.desk import Desk

PAUSE = 0.05
"""Seconds between two looks at what has happened."""

SILENCE = 15.0
"""Seconds after which a comment tells proxies that the stream is alive."""

MOST_WAITING = 1_000
"""Exchanges that are held for a slow reader; older ones are left out."""

MOST_STREAMS = 64
EVENT_STREAM = "text/event-stream"


class Streams:
    """Counts the open streams: a stream that is left alone must not cost the others."""

    def __init__(self) -> None:
        self._open = 0
        self._lock = Lock()

    def __call__(self, desk: Desk, call: Call) -> Response:
        """Stream the session's exchanges to whoever asks for an event stream; to others tell those that are kept."""
        fields = (("Content-Type", "text/event-stream; charset=utf-8"),)
        request, wanted = call.request, desk.exchanges(call)
        if EVENT_STREAM not in request.headers.get("accept", "").lower():
            return Response(200, fields, b"".join(event_of(one) for one in desk.journal if wanted(one)))
        if self._open >= MOST_STREAMS:
            return Problem("CONFLICT", f"{MOST_STREAMS} streams are open already").response()
        stream = EventStream(desk.journal, wanted, self._count)
        stream.go_on_after(request.headers.get("last-event-id", ""))
        return Response(200, fields, stream)

    def _count(self, step: int) -> None:
        with self._lock:
            self._open += step


class EventStream:
    """The exchanges from now on, as events; to be read once, by a loop (`async for`) or a thread (`for`)."""

    def __init__(self, journal: Journal, wanted: Callable[[Exchange], bool], count: Callable[[int], None]) -> None:
        self._journal = journal
        self._wanted = wanted
        self._count = count
        self._waiting: deque[Exchange] = deque(maxlen=MOST_WAITING)

    def go_on_after(self, identity: str) -> None:
        """Begin with what is kept of the exchanges after the one with this id, where a reader comes again."""
        kept = [exchange for exchange in self._journal if self._wanted(exchange)] if identity else []
        at = next((index for index, exchange in enumerate(kept) if exchange.id == identity), None)
        if at is not None:
            self._waiting.extend(kept[at + 1 :])

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the events until the reader leaves."""
        with closing(self._chunks()) as chunks:
            for chunk in chunks:
                if chunk:
                    yield chunk
                else:
                    await asyncio.sleep(PAUSE)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the events until the reader leaves, holding the thread."""
        with closing(self._chunks()) as chunks:
            for chunk in chunks:
                if chunk:
                    yield chunk
                else:
                    time.sleep(PAUSE)

    def _chunks(self) -> Generator[bytes, None, None]:
        """Yield what there is to send, and b"" each time that the reader is to pause."""
        unsubscribe = self._subscribe()
        silent = 0.0
        try:
            yield b": connected\n\n"
            while True:
                chunk, silent = self._next(silent)
                if chunk:
                    yield chunk
                yield b""
        finally:
            unsubscribe()

    def _subscribe(self) -> Callable[[], None]:
        end = self._journal.subscribe(self._hear)
        self._count(1)

        def unsubscribe() -> None:
            end()
            self._count(-1)

        return unsubscribe

    def _hear(self, exchange: Exchange) -> None:
        if self._wanted(exchange):
            self._waiting.append(exchange)

    def _next(self, silent: float) -> tuple[bytes, float]:
        """Return what there is to send, and for how long nothing was."""
        events = []
        while self._waiting:
            events.append(event_of(self._waiting.popleft()))
        if events:
            return b"".join(events), 0.0
        return (b": quiet\n\n", 0.0) if silent >= SILENCE else (b"", silent + PAUSE)


def event_of(exchange: Exchange) -> bytes:
    """Return an exchange as an event: its id, and the journal entry as one line of JSON."""
    return b"event: exchange\nid: " + exchange.id.encode() + b"\ndata: " + encode(entry_of(exchange)) + b"\n\n"
