"""A store in Redis: several mocks on several machines share one world.

A document is a string, its collection a sorted set by the order of first writing; a write watches the one document that
it replaces, so that writers of different documents never wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import orjson

from mockserver.errors import StartError
from mockserver.state.store import Change, Document, Session, checked

MOST_TRIES = 10_000


class RedisStore:
    """Holds documents under `<prefix>:`; the prefix is `mockserver`, or the address's own: `redis://host?prefix=mine`."""

    shared = True

    def __init__(self, url: str, now: Callable[[], float] = time) -> None:
        import redis  # noqa: PLC0415 - only who shares a world pays for it

        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query))
        self._prefix = options.pop("prefix", "mockserver")
        address = urlunsplit(parts._replace(query="&".join(f"{name}={value}" for name, value in options.items())))
        self._now = now
        self._conflict: type[Exception] = redis.WatchError
        try:
            self._redis: Any = redis.Redis.from_url(address, socket_connect_timeout=3)
            self._redis.ping()
        except (redis.RedisError, ValueError, OSError) as error:
            shown = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
            raise StartError(f"Redis cannot be reached at {shown}: {error}", "STORE_UNREACHABLE") from error

    def revision(self, session: str) -> int:
        """Return a number that each write makes another."""
        return int(self._redis.hget(self._name("revisions"), session) or 0)

    def get(self, session: str, collection: str, key: str) -> Document | None:
        """Return a document, or None."""
        found = self._redis.get(self._name("d", session, collection, key))
        return None if found is None else orjson.loads(found)

    def scan(self, session: str, collection: str) -> list[tuple[str, Document]]:
        """Return the documents of a collection in the order in which they were first written."""
        keys = [key.decode() for key in self._redis.zrange(self._name("o", session, collection), 0, -1)]
        found = self._redis.mget([self._name("d", session, collection, key) for key in keys]) if keys else []
        return [(key, orjson.loads(body)) for key, body in zip(keys, found, strict=True) if body is not None]

    def collections(self, session: str) -> tuple[str, ...]:
        """Return the collections that hold documents."""
        names = sorted(name.decode() for name in self._redis.smembers(self._name("c", session)))
        return tuple(name for name in names if self._redis.zcard(self._name("o", session, name)))

    def update(self, session: str, collection: str, key: str, change: Change) -> Document | None:
        """Replace a document by what `change` makes of it; if another was faster, once more on what that made."""
        name = self._name("d", session, collection, key)
        for _ in range(MOST_TRIES):
            with self._redis.pipeline() as pipe:
                try:
                    pipe.watch(name)
                    found = pipe.get(name)
                    before = None if found is None else orjson.loads(found)
                    after = change(before)
                    if after is before:
                        return after
                    place = self._redis.incr(self._name("places")) if before is None else 0
                    pipe.multi()
                    self._put(pipe, (session, collection, key), after, place)
                    self._noted(pipe, session)
                    pipe.execute()
                except self._conflict:
                    continue
                return after
        raise RuntimeError(f"{MOST_TRIES} other writers were faster")

    def number(self, session: str, name: str) -> int:
        """Return the next number of a series."""
        self.use(session)
        return int(self._redis.hincrby(self._name("n", session), name, 1))

    def sessions(self) -> tuple[Session, ...]:
        """Return all sessions."""
        revisions = self._redis.hgetall(self._name("revisions"))
        used = self._redis.hgetall(self._name("sessions"))
        writes = self._redis.hgetall(self._name("writes"))
        return tuple(
            Session(name.decode(), int(revisions.get(name, 0)), float(used[name]), int(writes.get(name, 0)))
            for name in sorted(used)
        )

    def use(self, session: str) -> None:
        """Note that the session is used."""
        self._redis.hset(self._name("sessions"), session, str(self._now()))

    def drop(self, session: str) -> bool:
        """Forget a session."""
        with self._redis.pipeline() as pipe:
            self._empty(pipe, session)
            pipe.hdel(self._name("revisions"), session)
            pipe.hdel(self._name("writes"), session)
            pipe.hdel(self._name("sessions"), session)
            return bool(pipe.execute()[-1])

    def snapshot(self, session: str) -> dict[str, Any]:
        """Return all that the session holds."""
        numbers = self._redis.hgetall(self._name("n", session))
        collections = {
            name: [[key, document] for key, document in self.scan(session, name)] for name in self.collections(session)
        }
        return {"numbers": {name.decode(): int(value) for name, value in numbers.items()}, "collections": collections}

    def restore(self, session: str, snapshot: Mapping[str, Any]) -> None:
        """Make the session hold what a snapshot holds."""
        numbers, collections = checked(snapshot)
        size = sum(map(len, collections.values()))
        place = int(self._redis.incrby(self._name("places"), size + 1)) - size
        with self._redis.pipeline() as pipe:
            self._empty(pipe, session)
            for name, value in numbers.items():
                pipe.hset(self._name("n", session), name, str(value))
            for collection, pairs in collections.items():
                for key, document in pairs:
                    self._put(pipe, (session, collection, key), document, place)
                    place += 1
            self._noted(pipe, session)
            pipe.execute()

    def close(self) -> None:
        """Close the connections."""
        self._redis.close()

    def _put(self, pipe: Any, where: tuple[str, str, str], document: Document | None, place: int) -> None:
        session, collection, key = where
        if document is None:
            pipe.delete(self._name("d", session, collection, key))
            pipe.zrem(self._name("o", session, collection), key)
            return
        pipe.set(self._name("d", session, collection, key), orjson.dumps(document))
        if place:
            pipe.zadd(self._name("o", session, collection), {key: place})
            pipe.sadd(self._name("c", session), collection)

    def _noted(self, pipe: Any, session: str) -> None:
        pipe.hset(self._name("revisions"), session, str(self._redis.incr(self._name("clock"))))
        pipe.hincrby(self._name("writes"), session, 1)
        pipe.hset(self._name("sessions"), session, str(self._now()))

    def _empty(self, pipe: Any, session: str) -> None:
        for member in self._redis.smembers(self._name("c", session)):
            collection = member.decode()
            order = self._name("o", session, collection)
            for key in self._redis.zrange(order, 0, -1):
                pipe.delete(self._name("d", session, collection, key.decode()))
            pipe.delete(order)
        pipe.delete(self._name("c", session))
        pipe.delete(self._name("n", session))

    def _name(self, *parts: str) -> str:
        """Return the name of a key in Redis; the parts cannot run into each other."""
        return ":".join((self._prefix, *(part.replace("%", "%25").replace(":", "%3A") for part in parts)))
