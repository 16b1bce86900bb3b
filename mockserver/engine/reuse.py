"""Finished responses to safe requests, kept for when the very same is asked again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.engine.finish import Finished
    from mockserver.messages import Request

MOST_BYTES = 32_000_000
MOST_BYTES_OF_ONE = 256_000
OVERHEAD = 2_000
SAFE = frozenset({"GET", "HEAD"})

Key = tuple[str, ...]


class Reuse:
    """Remembers finished responses, the least recently asked goes first; safe to use from several threads.

    Requests are the same when method, raw path, query and every header field are: whatever the operation, a fixture or
    a hook reads is part of it. `generation` counts the changes of the world: what was made before one is not kept.
    """

    def __init__(self, most: int) -> None:
        self.generation = 0
        self._most = most
        self._kept: OrderedDict[Key, tuple[Finished, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key | None) -> Finished | None:
        """Return the response to an identical request, or None."""
        if key is None:
            return None
        kept = self._kept.get(key)
        if kept is None:
            return None
        try:
            self._kept.move_to_end(key)
        except KeyError:  # another thread has just let it go
            return None
        return kept[0]

    def put(self, key: Key | None, finished: Finished, generation: int) -> None:
        """Keep `finished` for identical requests, if it was begun in this generation and is small enough."""
        body = finished.response.body
        if key is None or key[0] not in SAFE or not isinstance(body, bytes):
            return
        size = OVERHEAD + len(body) + len("".join(key))
        if size > MOST_BYTES_OF_ONE:
            return
        with self._lock:
            if generation != self.generation:
                return
            kept = (finished, size)
            if self._kept.setdefault(key, kept) is not kept:
                return  # another thread answered the same
            self._size += size
            while len(self._kept) > self._most or self._size > MOST_BYTES:
                self._size -= self._kept.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Forget everything, and what is being made at this moment too."""
        with self._lock:
            self.generation += 1
            self._kept.clear()
            self._size = 0


def key_of(request: Request) -> Key | None:
    """Return what makes a request the same as another, flat, for it is hashed at each look; None if it has a body."""
    headers = request.headers
    return None if request.body else (request.method, request.path, request.query, *headers, *headers.values())
