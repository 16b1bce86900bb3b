"""`not`, turned inside out: each way to break a schema is itself a schema that values can be built for.

What no keyword can say (not this constant, not this pattern) is left to the check of what was built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.resolve import Definitions

DEEPEST = 12
MOST_PAIRS, MOST_PAIRED = 10, 5  # five alternatives make ten pairs


def negations(schema: Any, definitions: Definitions, depth: int = 0) -> list[Any]:
    """Return schemas of which each one excludes `schema`, as far as a schema can say it."""
    if isinstance(schema, bool) or not schema or depth > DEEPEST:
        return [False] if schema is not False and depth <= DEEPEST else [True]
    found: list[Any] = []
    for keyword, value in schema.items():
        if keyword in ("$ref", "allOf", "anyOf", "oneOf"):
            found += _of_parts(keyword, value, definitions, depth)
        elif keyword == "contains":
            found += _containing(value, schema.get("minContains", 1), schema.get("maxContains"))
        elif keyword in BROKEN_BY:
            found += BROKEN_BY[keyword](value)
    if "if" in schema:
        condition = schema["if"]
        found.append({"allOf": [condition, {"not": schema.get("then", True)}]})
        found.append({"allOf": [{"not": condition}, {"not": schema.get("else", True)}]})
    return found or [True]


def is_complete(schema: Any, definitions: Definitions, depth: int = 0) -> bool:
    """Tell whether every value that breaks `schema` satisfies one of its negations."""
    if not isinstance(schema, dict):
        return True
    if depth > DEEPEST or not _PARTLY.isdisjoint(schema) or len(schema.get("oneOf", ())) > MOST_PAIRED:
        return False
    parts = [*schema.get("allOf", ()), *([definitions.resolve(schema["$ref"])] if "$ref" in schema else [])]
    return all(is_complete(part, definitions, depth + 1) for part in parts)


def _of_parts(keyword: str, value: Any, definitions: Definitions, depth: int) -> list[Any]:
    if keyword == "$ref":
        return negations(definitions.resolve(value), definitions, depth + 1)
    if keyword == "allOf":
        return [broken for part in value for broken in negations(part, definitions, depth + 1)]
    none = {"allOf": [{"not": part} for part in value]}
    if keyword == "anyOf":
        return [none]
    pairs = [{"allOf": [value[one], value[other]]} for one in range(len(value)) for other in range(one)]
    return [none, *pairs[:MOST_PAIRS]]


def _type(named: Any) -> list[Any]:
    kinds = {named} if isinstance(named, str) else set(named)
    if "number" in kinds:
        kinds.add("integer")
    left = [kind for kind in ("string", "object", "array", "boolean", "null") if kind not in kinds]
    if "integer" not in kinds:
        left.insert(1, "integer")
    found: list[Any] = [{"type": kind} for kind in left]
    if "integer" in kinds and "number" not in kinds:
        found += [{"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, {"type": "number"}]
    return found or [False]


def _numeric(keyword: str) -> Callable[[Any], list[Any]]:
    return lambda value: [{"type": "number", keyword: value}]


def _shorter(kind: str, keyword: str, change: int) -> Callable[[Any], list[Any]]:
    return lambda value: [{"type": kind, keyword: value + change}] if value + change >= 0 else [False]


def _properties(value: dict[str, Any]) -> list[Any]:
    return [{"type": "object", "required": [name], "properties": {name: {"not": part}}} for name, part in value.items()]


def _values(value: Any) -> list[Any]:
    kinds = {_kind(element) for element in value}
    left = [kind for kind in ("string", "object", "array", "boolean", "null", "integer") if kind not in kinds]
    return [{"type": kind} for kind in (*left, *sorted(kinds))]


def _kind(value: Any) -> str:
    names = {str: "string", bool: "boolean", int: "integer", float: "number", dict: "object", list: "array"}
    return names.get(type(value), "null")


def _containing(value: Any, least: float, most: float | None) -> list[Any]:
    """Return how an array has too few elements of a schema, or too many."""
    found: list[Any] = [{"type": "array", "items": {"not": value}}] if least > 0 else []
    if least > 1:
        found.append({"type": "array", "contains": value, "minContains": 0, "maxContains": -(-least // 1) - 1})
    if most is not None:
        found.append({"type": "array", "contains": value, "minContains": most // 1 + 1})
    return found or [False]


def _additional(value: Any) -> list[Any]:
    return [{"type": "object", "minProperties": 1, "additionalProperties": {"not": value}}]


BROKEN_BY: dict[str, Callable[[Any], list[Any]]] = {
    "type": _type,
    "const": lambda value: _values([value]),
    "enum": _values,
    "not": lambda value: [value],
    "minimum": _numeric("exclusiveMaximum"),
    "maximum": _numeric("exclusiveMinimum"),
    "exclusiveMinimum": _numeric("maximum"),
    "exclusiveMaximum": _numeric("minimum"),
    "multipleOf": lambda _value: [{"type": "number"}],
    "minLength": _shorter("string", "maxLength", -1),
    "maxLength": _shorter("string", "minLength", 1),
    "pattern": lambda _value: [{"type": "string"}],
    "format": lambda _value: [{"type": "string"}],
    "minItems": _shorter("array", "maxItems", -1),
    "maxItems": _shorter("array", "minItems", 1),
    "minProperties": _shorter("object", "maxProperties", -1),
    "maxProperties": _shorter("object", "minProperties", 1),
    "required": lambda value: [{"type": "object", "properties": {name: False}} for name in value] or [False],
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": lambda value: [{"type": "object", "minProperties": 1, "propertyNames": {"not": value}}],
    "patternProperties": lambda value: [
        {"type": "object", "minProperties": 1, "patternProperties": {name: {"not": part}}}
        for name, part in value.items()
    ],
    "items": lambda value: [{"type": "array", "minItems": 1, "contains": {"not": value}}],
    "prefixItems": lambda value: [
        {"type": "array", "minItems": place + 1, "prefixItems": [*([True] * place), {"not": part}]}
        for place, part in enumerate(value)
    ],
    "uniqueItems": lambda value: [{"type": "array", "minItems": 2, "x-repeats": True}] if value else [False],
    "dependentRequired": lambda value: [
        {"type": "object", "required": [name], "properties": {other: False}}
        for name, needed in value.items() for other in needed
    ] or [False],
    "dependentSchemas": lambda value: [
        {"type": "object", "required": [name], "not": part} for name, part in value.items()
    ] or [False],
    "unevaluatedProperties": _additional,
    "unevaluatedItems": lambda value: [{"type": "array", "minItems": 1, "contains": {"not": value}}],
}  # fmt: skip

_PARTLY = frozenset(
    {
        "additionalProperties", "propertyNames", "patternProperties", "unevaluatedProperties", "unevaluatedItems",
        "items", "prefixItems", "$dynamicRef",
    }
)  # fmt: skip
"""Keywords that values break in more ways than the negation says."""
