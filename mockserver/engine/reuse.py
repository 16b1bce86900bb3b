"""Finished responses to safe requests, kept for when the very same is asked again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.engine.finish import Finished
    from mockserver.messages import Request

MOST_BYTES = 32_000_000
MOST_BYTES_OF_ONE = 256_000
MOST_VARIANTS = 16
OVERHEAD = 1_500
READ_BY_ALL = frozenset({"accept", "prefer", "origin", "x-mock-session"})
"""The header fields that the selector, CORS and the journal read whatever the operation is."""


@dataclass(slots=True)
class _Kept:
    """The responses for one method, path and query, by the values of the header fields that they depend on."""

    names: tuple[str, ...]
    variants: dict[tuple[str | None, ...], Finished] = field(default_factory=dict)
    size: int = 0


class Reuse:
    """Remembers finished responses, the least recently asked goes first; safe to use from several threads.

    `generation` counts the changes of the world: what was made before a change is not kept after it.
    """

    def __init__(self, most: int) -> None:
        self.generation = 0
        self._most = most
        self._kept: OrderedDict[tuple[str, str, str], _Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, request: Request) -> Finished | None:
        """Return the response to an identical request, or None."""
        if request.body:
            return None
        key = (request.method, request.path, request.query)
        kept = self._kept.get(key)
        if kept is None:
            return None
        header = request.headers.get
        finished = kept.variants.get(tuple([header(name) for name in kept.names]))
        if finished is not None:
            try:
                self._kept.move_to_end(key)
            except KeyError:  # another thread let it go
                pass
        return finished

    def put(self, request: Request, reads: frozenset[str], finished: Finished, generation: int) -> None:
        """Keep `finished` for requests that are the same in method, path, query and the header fields in `reads`."""
        body = finished.response.body
        if request.method not in SAFE or request.body or not isinstance(body, bytes) or self._most == 0:
            return
        names = tuple(sorted(READ_BY_ALL | reads))
        values = tuple(request.headers.get(name) for name in names)
        size = OVERHEAD + len(body) + 2 * len(request.path + request.query) + sum(len(text or "") for text in values)
        if size > MOST_BYTES_OF_ONE:
            return
        key = (request.method, request.path, request.query)
        with self._lock:
            if generation != self.generation:
                return
            kept = self._kept.get(key)
            if kept is None or kept.names != names or len(kept.variants) >= MOST_VARIANTS:
                self._forget(key)
                kept = self._kept[key] = _Kept(names)
            kept.variants[values] = finished
            kept.size += size
            self._size += size
            while len(self._kept) > self._most or self._size > MOST_BYTES:
                self._forget(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything, and what is being made at this moment too."""
        with self._lock:
            self.generation += 1
            self._kept.clear()
            self._size = 0

    def _forget(self, key: tuple[str, str, str]) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._size -= gone.size


SAFE = frozenset({"GET", "HEAD"})
