"""From an address to a store: `memory`, `sqlite:///mock.db`, `redis://host:6379/0`."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from mockserver.errors import StartError, UsageError
from mockserver.later import later
from mockserver.state.memory import MemoryStore

if TYPE_CHECKING:
    from mockserver.state.store import Store


def open_store(address: str, *, processes: int = 1) -> Store:
    """Open the store at an address; several processes without one of their own share a temporary file.

    Raises:
        UsageError: no store has such an address.
        StartError: the store cannot be reached, or its driver is not installed.
    """
    if address in ("", "memory", "memory://"):
        return MemoryStore() if processes == 1 else _temporary()
    if address.startswith("sqlite:///"):
        path = address.removeprefix("sqlite:///")
        if not path:
            raise UsageError("the address of an SQLite store names a file", "BAD_STATE", hint="sqlite:///mock.db")
        return _sqlite(path)
    if address.startswith(("redis://", "rediss://", "unix://")):
        try:
            return _redis(address)
        except ImportError as error:
            hint = "pip install 'mockserver[redis]'"
            raise StartError("the driver for Redis is not installed", "NO_REDIS", hint=hint) from error
    raise UsageError(
        f"no store has the address '{address}'",
        "BAD_STATE",
        hint="memory, sqlite:///mock.db (a relative path; four slashes for an absolute one) or redis://localhost:6379/0",
    )


def _temporary() -> Store:
    handle, path = make_file(prefix="mockserver-", suffix=".db")
    os.close(handle)
    return _sqlite(path, temporary=True)


make_file: Callable[..., tuple[int, str]] = later("tempfile", "mkstemp")
_sqlite: Callable[..., Store] = later("mockserver.state.sqlite", "SqliteStore")
_redis: Callable[..., Store] = later("mockserver.state.redis", "RedisStore")
