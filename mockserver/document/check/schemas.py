"""Schemas: what they contain, and the slips in them that change what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.document.check.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockserver.document.check.report import Report
    from mockserver.document.document import Node


def subschemas(node: Node) -> Iterator[Node]:
    """Yield the schemas directly inside a schema; `example`, `default`, `enum`, `const` and extensions hold data."""
    for key, inner in node.items():
        if key in SINGLE:
            if isinstance(inner.value, list):
                yield from inner.elements()
            elif isinstance(inner.value, (dict, bool)):
                yield inner
        elif key in LISTS:
            yield from inner.elements()
        elif key in MAPS:
            yield from (member for _, member in inner.items() if isinstance(member.value, (dict, bool)))


def schema_problems(node: Node, report: Report) -> None:
    """Report keywords with values that they cannot have."""
    schema = node.value
    if isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        report.error("WRONG_TYPE", f"expected a schema, found {kind_of(schema)}", node)
        return
    for keyword, wanted in KEYWORDS.items():
        if keyword in schema and not isinstance(schema[keyword], wanted):
            expected = " or ".join(kind_of(one()) for one in wanted)
            message = f"{keyword!r} must be {expected}, found {kind_of(schema[keyword])}"
            report.error("SCHEMA_KEYWORD", message, node / keyword)
    _type(node, schema, report)


def _type(node: Node, schema: dict[str, Any], report: Report) -> None:
    named = schema.get("type")
    for name in named if isinstance(named, list) else [named]:
        if isinstance(name, str) and name not in TYPES:
            report.error("SCHEMA_TYPE", f"there is no type {name[:40]!r}", node / "type")


SINGLE = frozenset(
    {
        "items",
        "additionalItems",
        "additionalProperties",
        "not",
        "if",
        "then",
        "else",
        "contains",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
        "contentSchema",
    }
)
LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
MAPS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
TYPES = frozenset({"string", "number", "integer", "boolean", "array", "object", "null", "file"})
KEYWORDS: dict[str, tuple[type, ...]] = {
    "type": (str, list),
    "properties": (dict,),
    "patternProperties": (dict,),
    "required": (list,),
    "enum": (list,),
    "allOf": (list,),
    "anyOf": (list,),
    "oneOf": (list,),
    "pattern": (str,),
    "format": (str,),
    "$ref": (str,),
    "discriminator": (dict, str),
}
