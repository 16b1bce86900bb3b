"""References inside a bundle: there is one kind, `#/$defs/<name>`."""

from __future__ import annotations

from typing import Any

from mockserver.schema.keywords import Schema


def resolve_local(schema: Schema, ref: str) -> Schema:
    """Return what `ref` ("#/$defs/<name>") names in the bundle whose root is `schema`; KeyError where it names nothing."""
    if not isinstance(schema, dict) or not ref.startswith("#/$defs/"):
        raise KeyError(ref)
    found: dict[str, Any] | bool = schema["$defs"][ref.removeprefix("#/$defs/")]
    return found
