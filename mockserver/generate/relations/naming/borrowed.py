"""Words that a property has in common with another: a `previous_category` is one of those that `category` may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mockserver.generate.identity.kinds import words


def borrowed(name: str, schema: Any, properties: dict[str, Any], flatten: Callable[[Any], Any]) -> Any:
    """Return the schema of a property with the values of the enumeration that it is called after; else as it is."""
    parts = words(name)
    if len(parts) < 2:
        return schema
    flat = flatten(schema)
    if not isinstance(flat, dict) or flat.get("type") != "string" or not _SPOKEN.isdisjoint(flat):
        return schema
    for other, theirs in properties.items():
        tail = words(other)
        if other != name and tail and parts[-len(tail) :] == tail:
            listed = flatten(theirs)
            values = listed.get("enum") if isinstance(listed, dict) else None
            if values and all(isinstance(value, str) for value in values):
                return {"allOf": [schema, {"enum": values}]}
    return schema


_SPOKEN = frozenset({"enum", "const", "pattern", "format", "example", "examples", "default", "x-faker"})
