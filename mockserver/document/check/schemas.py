"""Schemas: what they contain, and the slips in them that change what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.document.check.misplaced import is_reference, misplaced
from mockserver.document.check.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockserver.document.check.report import Report
    from mockserver.document.document import Node


def followed(node: Node, report: Report) -> Iterator[tuple[str, Node]]:
    """Yield the keywords of a schema; of one whose value is no schema, but a `$ref`, what that leads to."""
    for key, inner in node.items():
        if (key in LISTS or key in MAPS or key in KEYWORDS) and is_reference(inner):
            target = misplaced(inner, report)
            if target is not None:
                yield key, target
        else:
            yield key, inner


def subschemas(members: dict[str, Node]) -> Iterator[Node]:
    """Yield the schemas directly inside a schema; `example`, `default`, `enum`, `const` and extensions hold data."""
    for key, inner in members.items():
        if key in SINGLE:
            if isinstance(inner.value, list):
                yield from inner.elements()
            elif isinstance(inner.value, (dict, bool)):
                yield inner
        elif key in LISTS:
            yield from inner.elements()
        elif key in MAPS:
            yield from (member for _, member in inner.items() if isinstance(member.value, (dict, bool)))


def schema_problems(node: Node, members: dict[str, Node], report: Report) -> None:
    """Report keywords with values that they cannot have."""
    if isinstance(node.value, bool):
        return
    if not isinstance(node.value, dict):
        report.error("WRONG_TYPE", f"expected a schema, found {kind_of(node.value)}", node)
        return
    for keyword, wanted in KEYWORDS.items():
        if keyword in members and not isinstance(members[keyword].value, wanted):
            expected = " or ".join(kind_of(one()) for one in wanted)
            message = f"{keyword!r} must be {expected}, found {kind_of(members[keyword].value)}"
            report.error("SCHEMA_KEYWORD", message, members[keyword])
    if "type" in members:
        _type(members["type"], report)


def _type(node: Node, report: Report) -> None:
    for name in node.value if isinstance(node.value, list) else [node.value]:
        if isinstance(name, str) and name not in TYPES:
            report.error("SCHEMA_TYPE", f"there is no type {name[:40]!r}", node)


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
