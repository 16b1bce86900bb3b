"""References inside a bundle: there is one kind, `#/$defs/<name>`."""

from __future__ import annotations

from typing import Any

from mockserver.schema.keywords import Schema, every_subschema


def resolve_local(schema: Schema, ref: str) -> Schema:
    """Return what `ref` ("#/$defs/<name>") names in the bundle with the root `schema`; KeyError if it names nothing."""
    if not isinstance(schema, dict) or not ref.startswith("#/$defs/"):
        raise KeyError(ref)
    found: dict[str, Any] | bool = schema["$defs"][ref.removeprefix("#/$defs/")]
    return found


def reachable(root: Schema, schema: Schema) -> dict[str, Schema]:
    """Return the `$defs` of the bundle `root` that `schema`, a part of it, leads to."""
    found: dict[str, Schema] = {}
    waiting = [schema]
    while waiting:
        for each in every_subschema(waiting.pop()):
            ref = each.get("$ref", "") if isinstance(each, dict) else ""
            name = ref.removeprefix("#/$defs/")
            if ref and name not in found:
                found[name] = resolve_local(root, ref)
                waiting.append(found[name])
    return found
