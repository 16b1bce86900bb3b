"""Bytes -> tree: the one that was kept, else what the text says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.document.source.limits import collector_paused
from mockserver.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.document.source.cache import TreeCache

read: Callable[..., tuple[Any, bool]] = later("mockserver.document.source.reading", "read")
"""What reads texts loads PyYAML, whose regular expressions alone cost more than a tree that was kept."""


def parse(data: bytes, name: str, cache: TreeCache, *, quote: bool) -> tuple[Any, bool]:
    """Return the tree of a file's bytes, and whether it is JSON.

    Errors call the file `name`, and quote a line of it only if `quote`.
    """
    with collector_paused(len(data)):
        kept = cache.get(data)
        return (kept, False) if kept is not None else read(data, name, cache, quote=quote)
