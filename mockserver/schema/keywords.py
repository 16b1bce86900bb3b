"""Where subschemas stand in JSON Schema 2020-12: one set of tables for every walk over a schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Schema = dict[str, Any] | bool

TYPES = frozenset({"null", "boolean", "object", "array", "number", "integer", "string"})

SUBSCHEMA = frozenset(
    {
        "additionalProperties",
        "contains",
        "contentSchema",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
"""Keywords whose value is a schema."""

SUBSCHEMA_LIST = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
"""Keywords whose value is a list of schemas."""

SUBSCHEMA_MAP = frozenset({"$defs", "dependentSchemas", "patternProperties", "properties"})
"""Keywords whose value is a map from names to schemas."""

IN_PLACE = frozenset(
    {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "$ref", "$dynamicRef"}
)
"""Keywords that apply schemas to the same value (2020-12 core, section 10.2)."""


def subschemas(schema: Schema) -> Iterator[tuple[tuple[str | int, ...], Schema]]:
    """Yield each direct subschema with its path from `schema`: `(("properties", "name"), {...})`."""
    if not isinstance(schema, dict):
        return
    for keyword, value in schema.items():
        if keyword in SUBSCHEMA:
            yield (keyword,), value
        elif keyword in SUBSCHEMA_LIST:
            yield from (((keyword, index), each) for index, each in enumerate(value))
        elif keyword in SUBSCHEMA_MAP:
            yield from (((keyword, name), each) for name, each in value.items())


def map_subschemas(schema: dict[str, Any], change: Callable[[Schema], Schema]) -> dict[str, Any]:
    """Return a copy of `schema` in which `change` has been applied to each direct subschema."""
    out = dict(schema)
    for keyword in out.keys() & SUBSCHEMA:
        out[keyword] = change(out[keyword])
    for keyword in out.keys() & SUBSCHEMA_LIST:
        out[keyword] = [change(each) for each in out[keyword]]
    for keyword in out.keys() & SUBSCHEMA_MAP:
        out[keyword] = {name: change(each) for name, each in out[keyword].items()}
    return out


def every_subschema(schema: Schema) -> Iterator[Schema]:
    """Yield `schema` and everything below it, `$defs` included, without following references."""
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(each for _, each in subschemas(current))
