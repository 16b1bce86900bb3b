"""`merge`: a schema with its `$ref` and `allOf` merged into it, one level deep.

For every value: valid under the schema if and only if valid under the merged one. A merged schema has neither `$ref`
nor `allOf`, except for what one schema cannot say beside the rest (a second `oneOf`, a second `if`, ...).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mockserver.schema.conjunction import Contradiction, Rest, conjoin, same, types_of
from mockserver.schema.keywords import Schema

Resolve = Callable[[str], Schema]


def merge(schema: Schema, resolve: Resolve) -> Schema:
    """Return `schema` with what it refers to and what it combines merged into it; False if nothing satisfies it.

    `resolve` looks up a `$ref`. Subschemas of other values (`properties`, `items`, ...) are left as they are, or joined
    under `allOf` for a later call, so that recursive schemas end.
    """
    return _merge(schema, resolve, frozenset())


def _merge(schema: Schema, resolve: Resolve, seen: frozenset[str]) -> Schema:
    if not isinstance(schema, dict):
        return schema
    if "$ref" not in schema and "allOf" not in schema:
        return _satisfiable(_sealed(schema))
    rest: Rest = []
    merged: dict[str, Any] = {}
    parts = list(_parts(schema, resolve, seen))
    if False in parts:
        return False
    speaking = [part for part in parts if isinstance(part, dict) and not _only_describes(part)]
    try:
        for part in parts:
            if isinstance(part, dict):
                lone = len(speaking) == 1 or part is parts[-1]
                merged = _joined(merged, part if lone else _without_samples(part), rest)
    except Contradiction:
        return False
    if rest:
        merged["allOf"] = rest
    return _satisfiable(_sealed(merged))


def _parts(schema: dict[str, Any], resolve: Resolve, seen: frozenset[str]) -> Iterator[Schema]:
    """Yield what `schema` is made of, each part merged itself; its own keywords come last, so that they win."""
    ref = schema.get("$ref")
    if ref is not None and ref not in seen:
        yield _part({"$ref": ref}, _merge(resolve(ref), resolve, seen | {ref}))
    for member in schema.get("allOf", ()):
        yield _part(member, _merge(member, resolve, seen))
    yield {keyword: value for keyword, value in schema.items() if keyword not in ("$ref", "allOf", "$defs")}


def _part(written: Schema, merged: Schema) -> Schema:
    """Return a part to merge; one that judges what is unevaluated sees only itself, and stays as it was written."""
    if isinstance(merged, dict) and not UNEVALUATED.isdisjoint(merged):
        return {"allOf": [written]}
    return merged


def _joined(merged: dict[str, Any], part: dict[str, Any], rest: Rest) -> dict[str, Any]:
    """Join one more part; what it has under `allOf` already cannot be said in one schema."""
    rest.extend(part.get("allOf", ()))
    return conjoin(merged, {keyword: value for keyword, value in part.items() if keyword != "allOf"}, rest)


def _without_samples(part: dict[str, Any]) -> dict[str, Any]:
    """A part's examples and defaults are whole values only where nothing is added to it."""
    return {keyword: value for keyword, value in part.items() if keyword not in SAMPLES}


def _only_describes(part: dict[str, Any]) -> bool:
    return all(keyword in DESCRIBING or keyword.startswith("x-") for keyword in part)


def _sealed(schema: dict[str, Any]) -> dict[str, Any]:
    """Say `unevaluated...` as `additionalProperties` or `items` where the schema itself shows what is evaluated."""
    out = schema
    if "unevaluatedProperties" in out and DEPENDING.isdisjoint(out):
        out = dict(out)
        out.setdefault("additionalProperties", out.pop("unevaluatedProperties"))
    if "unevaluatedItems" in out and DEPENDING.isdisjoint(out) and "contains" not in out:
        out = dict(out)
        out.setdefault("items", out.pop("unevaluatedItems"))
    return out


def _satisfiable(schema: dict[str, Any]) -> Schema:
    """Drop the types that the bounds leave no value of; False where none is left."""
    types = types_of(schema)
    left = [name for name in types if not _is_empty(name, schema)]
    if not left:
        return False
    if len(left) < len(types):
        schema = {**schema, "type": left[0] if len(left) == 1 else left}
    if "const" in schema and not _allows(schema, schema["const"]):
        return False
    if "enum" in schema:
        others = {keyword: value for keyword, value in schema.items() if keyword != "enum"}
        values = [each for each in schema["enum"] if _allows(others, each)]
        if not values:
            return False
        if len(values) < len(schema["enum"]):
            schema = {**schema, "enum": values}
    return schema


def _is_empty(name: str, schema: dict[str, Any]) -> bool:
    if name in ("integer", "number"):
        low = max(schema.get("minimum", -INFINITE), schema.get("exclusiveMinimum", -INFINITE))
        high = min(schema.get("maximum", INFINITE), schema.get("exclusiveMaximum", INFINITE))
        is_open = low in (schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum"))
        return low > high or (low == high and (is_open or high == schema.get("exclusiveMaximum")))
    if name == "object":
        properties = schema.get("properties", {})
        if any(properties.get(each) is False for each in schema.get("required", ())):
            return True
    least, most = LENGTHS.get(name, ("", ""))
    return bool(schema.get(least, 0) > schema.get(most, INFINITE))


def _allows(schema: dict[str, Any], value: Any) -> bool:
    """Tell whether `type`, `const` and `enum` leave `value` possible."""
    if "const" in schema and not same(schema["const"], value):
        return False
    if "enum" in schema and not any(same(each, value) for each in schema["enum"]):
        return False
    types = types_of(schema)
    if isinstance(value, float) and value.is_integer():
        return not {"integer", "number"}.isdisjoint(types)
    return not JSON_TYPES.get(type(value), frozenset()).isdisjoint(types)


INFINITE = float("inf")

UNEVALUATED = frozenset({"unevaluatedItems", "unevaluatedProperties"})
DEPENDING = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "$ref", "$dynamicRef"})
"""Keywords beside which only a value shows what is evaluated."""

SAMPLES = frozenset({"default", "example", "examples"})
DESCRIBING = SAMPLES | frozenset(
    {"$comment", "deprecated", "description", "discriminator", "externalDocs", "readOnly", "title", "writeOnly", "xml"}
)

LENGTHS = {
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
    "string": ("minLength", "maxLength"),
}

JSON_TYPES: dict[type, frozenset[str]] = {
    bool: frozenset({"boolean"}),
    dict: frozenset({"object"}),
    float: frozenset({"number"}),
    int: frozenset({"integer", "number"}),
    list: frozenset({"array"}),
    str: frozenset({"string"}),
    type(None): frozenset({"null"}),
}
"""The JSON types of a Python value."""
