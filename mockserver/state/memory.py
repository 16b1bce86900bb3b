"""A store in this process's memory: the fastest, and gone with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import RLock
from time import time
from typing import Any

from mockserver.state.store import Change, Document, Session, checked


class _World:
    """What one session holds."""

    __slots__ = ("collections", "numbers", "revision", "used", "writes")

    def __init__(self) -> None:
        self.revision = 0
        self.writes = 0
        self.used = 0.0
        self.numbers: dict[str, int] = {}
        self.collections: dict[str, dict[str, Document]] = {}


class MemoryStore:
    """Holds documents in dictionaries; reading takes no lock."""

    shared = False

    def __init__(self, now: Callable[[], float] = time) -> None:
        self._worlds: dict[str, _World] = {}
        self._revisions: dict[str, int] = {}
        self._lock = RLock()
        self._now = now
        self._clock = 0

    def revision(self, session: str) -> int:
        """Return a number that each write makes another."""
        return self._revisions.get(session, 0)

    def get(self, session: str, collection: str, key: str) -> Document | None:
        """Return a document, or None."""
        world = self._worlds.get(session)
        held = world.collections.get(collection) if world is not None else None
        return None if held is None else held.get(key)

    def scan(self, session: str, collection: str) -> list[tuple[str, Document]]:
        """Return the documents of a collection in the order in which they were first written."""
        with self._lock:
            world = self._worlds.get(session)
            return list(world.collections.get(collection, {}).items()) if world is not None else []

    def collections(self, session: str) -> tuple[str, ...]:
        """Return the collections that hold documents."""
        with self._lock:
            world = self._worlds.get(session)
            return tuple(sorted(name for name, held in world.collections.items() if held)) if world is not None else ()

    def update(self, session: str, collection: str, key: str, change: Change) -> Document | None:
        """Replace a document by what `change` makes of it."""
        with self._lock:
            held = self._world(session).collections.get(collection, {})
            before = held.get(key)
            after = change(before)
            if after is before:
                return after
            if after is None:
                held.pop(key, None)
            else:
                self._world(session).collections.setdefault(collection, held)[key] = after
            self._written(session)
            return after

    def number(self, session: str, name: str) -> int:
        """Return the next number of a series."""
        with self._lock:
            numbers = self._world(session).numbers
            numbers[name] = numbers.get(name, 0) + 1
            return numbers[name]

    def sessions(self) -> tuple[Session, ...]:
        """Return all sessions."""
        with self._lock:
            worlds = sorted(self._worlds.items())
            return tuple(Session(name, world.revision, world.used, world.writes) for name, world in worlds)

    def use(self, session: str) -> None:
        """Note that the session is used."""
        with self._lock:
            self._world(session)

    def drop(self, session: str) -> bool:
        """Forget a session."""
        with self._lock:
            gone = self._worlds.pop(session, None)
            self._revisions.pop(session, None)
            return gone is not None

    def snapshot(self, session: str) -> dict[str, Any]:
        """Return all that the session holds."""
        with self._lock:
            world = self._worlds.get(session) or _World()
            held = {
                name: [[key, each] for key, each in documents.items()] for name, documents in world.collections.items()
            }
            return {"numbers": dict(world.numbers), "collections": held}

    def restore(self, session: str, snapshot: Mapping[str, Any]) -> None:
        """Make the session hold what a snapshot holds."""
        numbers, collections = checked(snapshot)
        with self._lock:
            world = self._world(session)
            world.numbers = numbers
            world.collections = {name: dict(pairs) for name, pairs in collections.items()}
            self._written(session)

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""

    def _world(self, session: str) -> _World:
        world = self._worlds.get(session)
        if world is None:
            world = self._worlds[session] = _World()
        world.used = self._now()
        return world

    def _written(self, session: str) -> None:
        world = self._world(session)
        self._clock += 1
        world.revision = self._clock
        world.writes += 1
        self._revisions[session] = world.revision
