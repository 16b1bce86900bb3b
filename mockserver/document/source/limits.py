"""The limits that hold for every tree, whatever it was read from (a bomb ends in a message, never in a hang)."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mockserver.errors import SourceError
from mockserver.violations import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 200
MAX_NODES = 5_000_000
LARGE = 300_000


def too_deep(place: Place) -> SourceError:
    """Return the error for a tree that is nested beyond MAX_DEPTH."""
    return SourceError(f"the document is nested deeper than {MAX_DEPTH} levels", "TOO_DEEP", place)


def too_many_nodes(name: str) -> SourceError:
    """Return the error for a tree that has, or expands to, more than MAX_NODES values."""
    message = f"the document has more than {MAX_NODES:,} values, counting each alias as what it stands for"
    return SourceError(message, "TOO_MANY_NODES", Place(name))


@contextmanager
def collector_paused(size: int) -> Iterator[None]:
    """Hold the cyclic garbage collector while a tree of `size` bytes is built: it would walk what is only growing."""
    if size < LARGE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
