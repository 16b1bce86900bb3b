"""`--watch`: a change of a description or a fixture is served at once; a broken one keeps the last good one serving."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from mockserver.errors import MockserverError


def watch(
    folders: Callable[[], Sequence[Path]],
    rebuild: Callable[[], None],
    reloaded: Callable[[str], None],
    stop: threading.Event,
) -> threading.Thread:
    """Start watching `folders()`, and what is below them, on a thread; it ends when `stop` is set."""
    thread = threading.Thread(target=_watch, args=(folders, rebuild, reloaded, stop), name="watch", daemon=True)
    thread.start()
    return thread


def _watch(
    folders: Callable[[], Sequence[Path]],
    rebuild: Callable[[], None],
    reloaded: Callable[[str], None],
    stop: threading.Event,
) -> None:
    from watchfiles import watch as changes_below  # noqa: PLC0415 - only --watch pays for it

    for changes in changes_below(*folders(), stop_event=stop, raise_interrupt=False):
        if all(Path(path).suffix.lower() not in SUFFIXES for _, path in changes):
            continue
        try:
            rebuild()
        except MockserverError as error:
            reloaded(f"not reloaded, the last good description keeps serving: {error}")
        else:
            reloaded("reloaded")


SUFFIXES = (".yaml", ".yml", ".json", ".toml")
