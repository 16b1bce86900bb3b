"""Parsed trees, kept in the user's cache folder: what was parsed once is not parsed again.

A file is named by the digest of the text's bytes and of our format, and begins with the digest of what follows, so a
damaged one is noticed and rebuilt. Nothing here ever fails a load.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = b"mockserver tree 1\n"
WORTH_BYTES = 50_000
MAX_ENTRIES = 24
MAX_BYTES = 200_000_000
STALE_SECONDS = 3600
MAX_GROWTH = 4


class TreeCache:
    """The trees below one folder, of texts of at least so many bytes; without a folder nothing is kept."""

    def __init__(self, folder: Path | None, least: int = WORTH_BYTES) -> None:
        self._folder = folder
        self._least = least

    def get(self, data: bytes) -> Any | None:
        """Return the tree of the file with the bytes `data`, or None."""
        path = self._path(data)
        if path is None:
            return None
        try:
            stored = path.read_bytes()
            digest, body = stored[:DIGEST_BYTES], stored[DIGEST_BYTES:]
            if _digest(body) != digest:
                return None
            with contextlib.suppress(OSError):
                os.utime(path)
            return orjson.loads(body)
        except (OSError, orjson.JSONDecodeError):
            return None

    def put(self, data: bytes, tree: Any) -> None:
        """Keep `tree` if JSON holds it exactly and it has not swollen by aliases; then prune the folder."""
        path = self._path(data)
        if path is None:
            return
        try:
            body = orjson.dumps(tree)
        except orjson.JSONEncodeError:
            return
        if len(body) > MAX_GROWTH * len(data):
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(path, _digest(body) + body)
            _prune(path.parent)

    def _path(self, data: bytes) -> Path | None:
        if self._folder is None or len(data) < self._least:
            return None
        return self._folder / f"{_digest(FORMAT + data).hex()}.tree"


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()


def _write(path: Path, data: bytes) -> None:
    """Write under another name and move: a reader sees all of it or nothing."""
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{threading.get_ident()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    """Remove all but the entries that were used last, and what writers that were killed have left."""
    entries = sorted(((path.stat(), path) for path in folder.glob("*.tree")), key=lambda one: -one[0].st_mtime)
    size = 0
    for index, (status, path) in enumerate(entries):
        size += status.st_size
        if index >= MAX_ENTRIES or size > MAX_BYTES:
            path.unlink(missing_ok=True)
    for path in folder.glob(TEMPORARY + "*"):
        if path.stat().st_mtime < time.time() - STALE_SECONDS:
            path.unlink(missing_ok=True)


TEMPORARY = ".tree-"
DIGEST_BYTES = 20
