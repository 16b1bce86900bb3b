"""Which JSON types a schema asks for: those it names, or those that its keywords speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.generate.compile.node import Schema

ALL = ("string", "object", "array", "number", "boolean", "null")


def types_of(flat: Schema) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the types that a value should have, and those that are legal too if none of these can be made."""
    named = flat.get("type")
    if named is not None:
        return (named,) if isinstance(named, str) else tuple(dict.fromkeys(named)), ()
    spoken = tuple(kind for kind, keywords in _KEYWORDS.items() if not keywords.isdisjoint(flat))
    return spoken or ("string",), tuple(kind for kind in ALL if kind not in spoken)


_KEYWORDS: dict[str, frozenset[str]] = {
    "object": frozenset(
        {
            "properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties",
            "maxProperties", "dependentRequired", "unevaluatedProperties",
        }
    ),
    "array": frozenset(
        {
            "items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems", "minContains", "maxContains",
            "unevaluatedItems",
        }
    ),
    "string": frozenset(
        {"minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType", "x-allPatterns"}
    ),
    "number": frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}),
}  # fmt: skip
