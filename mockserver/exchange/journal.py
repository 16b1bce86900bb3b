"""The journal: the last exchanges, bounded by count and by bytes, for whoever asks what happened."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.exchange.exchange import Exchange
    from mockserver.messages import Request, Response

log = logging.getLogger("mockserver.exchange")

OVERHEAD = 2_000
"""Bytes that an exchange is counted with beside its bodies and texts: measured, rounded up."""


@dataclass(frozen=True, slots=True)
class JournalLimits:
    """How much is kept: exchanges, bytes in all, bytes of one body."""

    count: int = 1_000
    size: int = 64_000_000
    body: int = 64_000


class Journal:
    """A ring of exchanges, oldest first out; safe to use from several threads."""

    def __init__(self, limits: JournalLimits = JournalLimits()) -> None:
        self.limits = limits
        self._kept: deque[tuple[Exchange, int]] = deque()
        self._size = 0
        self._total = 0
        self._lock = Lock()
        self._listeners: tuple[Callable[[Exchange], None], ...] = ()

    def record(self, exchange: Exchange) -> None:
        """Keep `exchange`, with bodies over the limit cut and marked, and let the oldest go."""
        body, most = exchange.response.body, self.limits.body
        sent = len(exchange.request.body)
        if sent > most or not isinstance(body, bytes) or len(body) > most:
            exchange = _cut(exchange, most)
            sent, body = len(exchange.request.body), exchange.response.body
        size = OVERHEAD + sent + len(body)  # type: ignore[arg-type]
        kept = self._kept
        with self._lock:
            kept.append((exchange, size))
            self._total += 1
            self._size += size
            while len(kept) > self.limits.count or self._size > self.limits.size:
                self._size -= kept.popleft()[1]
        for listener in self._listeners:
            try:
                listener(exchange)
            except Exception:
                log.exception("a listener of the journal failed")

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Exchange]:
        """Yield what is kept now, oldest first."""
        with self._lock:
            kept = list(self._kept)
        return (exchange for exchange, _ in kept)

    @property
    def size(self) -> int:
        """The bytes that are counted for what is kept."""
        return self._size

    @property
    def total(self) -> int:
        """How many exchanges were ever recorded since the last `clear`."""
        return self._total

    def find(self, wanted: Callable[[Exchange], bool], limit: int | None = None) -> list[Exchange]:
        """Return the exchanges that are wanted, newest first, at most `limit`."""
        found: list[Exchange] = []
        for exchange in reversed(list(self)):
            if limit is not None and len(found) >= limit:
                break
            if wanted(exchange):
                found.append(exchange)
        return found

    def get(self, identity: str) -> Exchange | None:
        """Return the exchange with this id, or None when it is not kept (any more)."""
        return next(iter(self.find(lambda exchange: exchange.id == identity, 1)), None)

    def remove(self, wanted: Callable[[Exchange], bool]) -> int:
        """Forget the exchanges that are wanted; return how many."""
        with self._lock:
            before = len(self._kept)
            left = [pair for pair in self._kept if not wanted(pair[0])]
            self._kept.clear()
            self._kept.extend(left)
            self._size = sum(size for _, size in left)
            return before - len(left)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._size = self._total = 0

    def subscribe(self, listener: Callable[[Exchange], None]) -> Callable[[], None]:
        """Call `listener` with every exchange from now on, on the thread that records it; return what ends that."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return unsubscribe


def _cut(exchange: Exchange, most: int) -> Exchange:
    request, cut_request = _cut_request(exchange.request, most)
    response, cut_response = _cut_response(exchange.response, most)
    names = (("request", cut_request), ("response", cut_response))
    return replace(
        exchange, request=request, response=response, truncated=tuple(name for name, is_cut in names if is_cut)
    )


def _cut_request(request: Request, most: int) -> tuple[Request, bool]:
    if len(request.body) <= most:
        return request, False
    return replace(request, body=request.body[:most]), True


def _cut_response(response: Response, most: int) -> tuple[Response, bool]:
    """A stream is not kept at all: it is read once, by the client."""
    if not isinstance(response.body, bytes):
        return replace(response, body=b""), True
    if len(response.body) <= most:
        return response, False
    return replace(response, body=response.body[:most]), True
