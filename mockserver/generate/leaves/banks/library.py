"""The phrases, words, names and places that stand beside this file as JSON, read at first use."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import orjson

FOLDER = Path(__file__).parent


@cache
def volume(name: str) -> dict[str, Any]:
    """Return the content of `<name>.json` beside this file; nobody may change it."""
    content: dict[str, Any] = orjson.loads((FOLDER / f"{name}.json").read_bytes())
    return content


@cache
def phrases(name: str, topic: str) -> tuple[str, ...]:
    """Return the phrases of one topic: as they are listed, or each first half with each second half."""
    entries = volume(name)[topic]
    if isinstance(entries[0], str):
        return tuple(entries)
    first, second = entries
    glue = "" if second[0].startswith(".") else "-" if first[0].islower() else " "
    return tuple(f"{left}{glue}{right}" for left in first for right in second)


def topics(name: str) -> frozenset[str]:
    """Return the topics that a volume has phrases for."""
    return frozenset(volume(name))
