"""A store in an SQLite file: it outlives the process, `kill -9` included, and several processes may share it.

WAL with `synchronous=NORMAL`: a commit that has returned is with the operating system, so no death of the process loses
it; only a power failure may.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import local
from time import time
from typing import Any

import orjson

from mockserver.errors import StartError
from mockserver.state.store import Change, Document, Session, checked

PATIENCE = 30.0
"""Seconds that a write waits for others."""


class SqliteStore:
    """Holds documents in a file; each thread of each process has a connection of its own."""

    shared = True

    def __init__(self, path: str | Path, now: Callable[[], float] = time, *, temporary: bool = False) -> None:
        self._path = str(path)
        self._now = now
        self._temporary = temporary
        self._owner = os.getpid()
        self._held = local()
        try:
            self._connection().executescript(TABLES)
        except sqlite3.Error as error:
            raise StartError(f"the state file {path} cannot be used: {error}", "STORE_UNUSABLE") from error

    def revision(self, session: str) -> int:
        """Return a number that each write makes another."""
        row = self._connection().execute("SELECT revision FROM sessions WHERE name = ?", (session,)).fetchone()
        return 0 if row is None else int(row[0])

    def get(self, session: str, collection: str, key: str) -> Document | None:
        """Return a document, or None."""
        row = self._connection().execute(GET, (session, collection, key)).fetchone()
        return None if row is None else orjson.loads(row[0])

    def scan(self, session: str, collection: str) -> list[tuple[str, Document]]:
        """Return the documents of a collection in the order in which they were first written."""
        rows = self._connection().execute(
            "SELECT key, body FROM documents WHERE session = ? AND collection = ? ORDER BY place", (session, collection)
        )
        return [(key, orjson.loads(body)) for key, body in rows]

    def collections(self, session: str) -> tuple[str, ...]:
        """Return the collections that hold documents."""
        rows = self._connection().execute(
            "SELECT DISTINCT collection FROM documents WHERE session = ? ORDER BY collection", (session,)
        )
        return tuple(row[0] for row in rows)

    def update(self, session: str, collection: str, key: str, change: Change) -> Document | None:
        """Replace a document by what `change` makes of it; nobody else writes meanwhile."""
        with self._writing() as connection:
            row = connection.execute(GET, (session, collection, key)).fetchone()
            before = None if row is None else orjson.loads(row[0])
            after = change(before)
            if after is before:
                return after
            if after is None:
                connection.execute(DELETE, (session, collection, key))
            elif before is None:
                connection.execute(INSERT, (session, collection, key, orjson.dumps(after)))
            else:
                connection.execute(REPLACE, (orjson.dumps(after), session, collection, key))
            self._written(connection, session)
            return after

    def number(self, session: str, name: str) -> int:
        """Return the next number of a series."""
        with self._writing() as connection:
            connection.execute(USED, (session, self._now()))
            row = connection.execute(
                "INSERT INTO numbers VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value",
                (session, name),
            ).fetchone()
            return int(row[0])

    def sessions(self) -> tuple[Session, ...]:
        """Return all sessions."""
        rows = self._connection().execute("SELECT name, revision, used, writes FROM sessions ORDER BY name")
        return tuple(Session(*row) for row in rows)

    def use(self, session: str) -> None:
        """Note that the session is used."""
        with self._writing() as connection:
            connection.execute(USED, (session, self._now()))

    def drop(self, session: str) -> bool:
        """Forget a session."""
        with self._writing() as connection:
            self._emptied(connection, session)
            return connection.execute("DELETE FROM sessions WHERE name = ?", (session,)).rowcount > 0

    def snapshot(self, session: str) -> dict[str, Any]:
        """Return all that the session holds."""
        with self._writing() as connection:
            numbers = connection.execute("SELECT name, value FROM numbers WHERE session = ?", (session,))
            found: dict[str, Any] = {"numbers": dict(numbers.fetchall()), "collections": {}}
            rows = connection.execute(
                "SELECT collection, key, body FROM documents WHERE session = ? ORDER BY place", (session,)
            )
            for collection, key, body in rows:
                found["collections"].setdefault(collection, []).append([key, orjson.loads(body)])
            return found

    def restore(self, session: str, snapshot: Mapping[str, Any]) -> None:
        """Make the session hold what a snapshot holds."""
        numbers, collections = checked(snapshot)
        with self._writing() as connection:
            self._emptied(connection, session)
            connection.executemany(
                "INSERT INTO numbers VALUES (?, ?, ?)", [(session, name, value) for name, value in numbers.items()]
            )
            rows = [
                (session, name, key, orjson.dumps(document))
                for name, pairs in collections.items()
                for key, document in pairs
            ]
            connection.executemany(INSERT, rows)
            self._written(connection, session)

    def close(self) -> None:
        """Close this thread's connection, and remove a temporary file; other threads' close when they end."""
        held: tuple[int, sqlite3.Connection] | None = getattr(self._held, "connection", None)
        if held is not None and held[0] == os.getpid():
            held[1].close()
            del self._held.connection
        if self._temporary and os.getpid() == self._owner:
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    Path(self._path + ending).unlink()

    def _written(self, connection: sqlite3.Connection, session: str) -> None:
        connection.execute("UPDATE clock SET value = value + 1")
        connection.execute(WRITTEN, (session, self._now()))

    def _emptied(self, connection: sqlite3.Connection, session: str) -> None:
        connection.execute("DELETE FROM documents WHERE session = ?", (session,))
        connection.execute("DELETE FROM numbers WHERE session = ?", (session,))

    def _connection(self) -> sqlite3.Connection:
        """Return the connection of this thread; one that was opened before a fork is left to the parent."""
        held: tuple[int, sqlite3.Connection] | None = getattr(self._held, "connection", None)
        if held is not None and held[0] == os.getpid():
            return held[1]
        found = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        found.execute("PRAGMA journal_mode = WAL")
        found.execute("PRAGMA synchronous = NORMAL")
        self._held.parent, self._held.connection = held, (os.getpid(), found)
        return found

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the one place of the writer until the block ends: it is kept as a whole, or not at all."""
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


TABLES = """
CREATE TABLE IF NOT EXISTS documents (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  session TEXT NOT NULL, collection TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL,
  UNIQUE (session, collection, key)
);
CREATE TABLE IF NOT EXISTS sessions (
  name TEXT PRIMARY KEY, revision INTEGER NOT NULL, used REAL NOT NULL, writes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), value INTEGER NOT NULL);
INSERT OR IGNORE INTO clock VALUES (1, 0);
CREATE TABLE IF NOT EXISTS numbers (
  session TEXT NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (session, name)
) WITHOUT ROWID;
"""
GET = "SELECT body FROM documents WHERE session = ? AND collection = ? AND key = ?"
INSERT = "INSERT INTO documents (session, collection, key, body) VALUES (?, ?, ?, ?)"
REPLACE = "UPDATE documents SET body = ? WHERE session = ? AND collection = ? AND key = ?"
DELETE = "DELETE FROM documents WHERE session = ? AND collection = ? AND key = ?"
WRITTEN = (
    "INSERT INTO sessions VALUES (?, (SELECT value FROM clock), ?, 1) "
    "ON CONFLICT DO UPDATE SET revision = excluded.revision, used = excluded.used, writes = writes + 1"
)
USED = "INSERT INTO sessions VALUES (?, 0, ?, 0) ON CONFLICT DO UPDATE SET used = excluded.used"
