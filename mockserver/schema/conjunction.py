"""Both at once: how two values of one keyword, or two groups of keywords, become one.

Subschemas are joined lazily, as `allOf` of the two, so that recursive schemas end; whoever visits one merges it then.
What cannot be said with one keyword goes to `rest`, which the merged schema keeps under `allOf`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from mockserver.schema.patterns import matches

if TYPE_CHECKING:
    from mockserver.schema.keywords import Schema

Rest = list[dict[str, Any]]


class Contradiction(Exception):  # noqa: N818 - a signal to merge(): nothing satisfies both
    """Nothing satisfies both schemas."""


def conjoin(left: dict[str, Any], right: dict[str, Any], rest: Rest) -> dict[str, Any]:
    """Return one schema for the values that satisfy both; neither may hold `$ref` or `allOf`.

    Annotations of `right` win. Raises Contradiction where no value is left.
    """
    out = {**left, **right}
    for keyword in left.keys() & right.keys():
        rule = RULES.get(keyword)
        if rule is not None:
            out[keyword] = rule(left[keyword], right[keyword])
    if "pattern" in left and "pattern" in right:
        _join_patterns(left, right, out)
    if not (OBJECT.isdisjoint(left) or OBJECT.isdisjoint(right)):
        _join_members(left, right, out, rest)
    if not (ARRAY.isdisjoint(left) or ARRAY.isdisjoint(right)):
        _join_items(left, right, out)
    for group in EXCLUSIVE:
        if not group.isdisjoint(left) and not group.isdisjoint(right):
            _keep_apart(group, left, right, out, rest)
    return out


def both(left: Schema, right: Schema) -> Schema:
    """Return the schema that asks for both."""
    if left is False or right is False:
        return False
    if right is True or left == right:
        return left
    if left is True:
        return right
    return {"allOf": [left, right]}


def same(left: Any, right: Any) -> bool:
    """Tell whether two JSON values are equal: 1 is 1.0, and true is not 1 (JSON Schema core, section 4.2.2)."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return bool(left == right)


def types_of(schema: dict[str, Any]) -> list[str]:
    """Return the types that `type` allows; all of them where it is missing."""
    types = schema.get("type")
    if types is None:
        return ["null", "boolean", "object", "array", "number", "string"]
    return [types] if isinstance(types, str) else list(types)


def _types(left: Any, right: Any) -> Any:
    first, second = types_of({"type": left}), types_of({"type": right})
    found = [each for each in first if each in second]
    if ("integer" in first and "number" in second) or ("number" in first and "integer" in second):
        found = [each for each in found if each != "number"] + (["integer"] if "integer" not in found else [])
        found += ["number"] if "number" in first and "number" in second else []
    found = [each for each in found if each != "integer" or "number" not in found]
    if not found:
        raise Contradiction
    return found[0] if len(found) == 1 else found


def _values(left: list[Any], right: list[Any]) -> list[Any]:
    found = [each for each in left if any(same(each, other) for other in right)]
    if not found:
        raise Contradiction
    return found


def _constant(left: Any, right: Any) -> Any:
    if not same(left, right):
        raise Contradiction
    return left


def _multiple(left: float, right: float) -> float:
    """Return the least common multiple, exact in decimals."""
    first, second = Fraction(repr(left)), Fraction(repr(right))
    both_of = Fraction(lcm(first.numerator * second.denominator, second.numerator * first.denominator))
    found = both_of / (first.denominator * second.denominator)
    return found.numerator if found.denominator == 1 else float(found)


def _union(left: list[str], right: list[str]) -> list[str]:
    return list(dict.fromkeys([*left, *right]))


def _unions(left: dict[str, list[str]], right: dict[str, list[str]]) -> dict[str, list[str]]:
    return {**left, **{name: _union(left.get(name, []), names) for name, names in right.items()}}


def _schemas_by_name(left: dict[str, Schema], right: dict[str, Schema]) -> dict[str, Schema]:
    return {**left, **{name: both(left.get(name, True), each) for name, each in right.items()}}


def _neither(left: Schema, right: Schema) -> Schema:
    return {"anyOf": [left, right]}


def _either(left: bool, right: bool) -> bool:
    return left or right


def _join_patterns(left: dict[str, Any], right: dict[str, Any], out: dict[str, Any]) -> None:
    """Two patterns are one with look-aheads; `x-allPatterns` lists the parts for whoever builds a value."""
    parts = _union(*(each.get("x-allPatterns", [each["pattern"]]) for each in (left, right)))
    if len(parts) > 1:
        out["pattern"] = "^" + "".join(f"(?=[\\s\\S]*(?:{part}))" for part in parts)
        out["x-allPatterns"] = parts


def _join_members(left: dict[str, Any], right: dict[str, Any], out: dict[str, Any], rest: Rest) -> None:
    """Join `properties`, `patternProperties` and `additionalProperties`, which lean on each other."""
    if not (_spares(left, right) and _spares(right, left)):
        _keep_apart(OBJECT, left, right, out, rest)
        return
    names = [*left.get("properties", {}), *right.get("properties", {})]
    patterns = [*left.get("patternProperties", {}), *right.get("patternProperties", {})]
    if names:
        out["properties"] = {name: both(_member(left, name), _member(right, name)) for name in names}
    if patterns:
        out["patternProperties"] = {each: both(_patterned(left, each), _patterned(right, each)) for each in patterns}
    if "additionalProperties" in left and "additionalProperties" in right:
        out["additionalProperties"] = both(left["additionalProperties"], right["additionalProperties"])


def _spares(schema: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether what is additional in `schema` can be said of the names that only `other` has patterns for."""
    patterns = other.get("patternProperties", {}).keys() - schema.get("patternProperties", {}).keys()
    if schema.get("additionalProperties", True) is True or not patterns:
        return True
    if schema.get("patternProperties"):
        return False
    return not any(matches(pattern, name) for pattern in patterns for name in schema.get("properties", {}))


def _member(schema: dict[str, Any], name: str) -> Schema:
    """Return what `properties` or `additionalProperties` say of one name; patterns speak for themselves."""
    properties = schema.get("properties", {})
    if name in properties:
        found: Schema = properties[name]
        return found
    if any(matches(pattern, name) for pattern in schema.get("patternProperties", {})):
        return True
    additional: Schema = schema.get("additionalProperties", True)
    return additional


def _patterned(schema: dict[str, Any], pattern: str) -> Schema:
    patterns = schema.get("patternProperties", {})
    found: Schema = patterns[pattern] if pattern in patterns else schema.get("additionalProperties", True)
    return found


def _join_items(left: dict[str, Any], right: dict[str, Any], out: dict[str, Any]) -> None:
    """Join `prefixItems` and `items` position by position."""
    count = max(len(left.get("prefixItems", ())), len(right.get("prefixItems", ())))
    if count:
        out["prefixItems"] = [both(_item(left, index), _item(right, index)) for index in range(count)]
    if "items" in left or "items" in right:
        out["items"] = both(left.get("items", True), right.get("items", True))


def _item(schema: dict[str, Any], index: int) -> Schema:
    prefix = schema.get("prefixItems", ())
    found: Schema = prefix[index] if index < len(prefix) else schema.get("items", True)
    return found


def _keep_apart(
    group: frozenset[str], left: dict[str, Any], right: dict[str, Any], out: dict[str, Any], rest: Rest
) -> None:
    """Leave the left side's group in the merged schema, and the right side's beside it."""
    first = {keyword: left[keyword] for keyword in left if keyword in group}
    second = {keyword: right[keyword] for keyword in right if keyword in group}
    if first == second:
        return
    for keyword in group:
        out.pop(keyword, None)
    out.update(first)
    rest.append(second)


RULES: dict[str, Callable[[Any, Any], Any]] = {
    "const": _constant,
    "dependentRequired": _unions,
    "dependentSchemas": _schemas_by_name,
    "deprecated": _either,
    "enum": _values,
    "exclusiveMaximum": min,
    "exclusiveMinimum": max,
    "maxItems": min,
    "maxLength": min,
    "maxProperties": min,
    "maximum": min,
    "minItems": max,
    "minLength": max,
    "minProperties": max,
    "minimum": max,
    "multipleOf": _multiple,
    "not": _neither,
    "propertyNames": both,
    "readOnly": _either,
    "required": _union,
    "type": _types,
    "uniqueItems": _either,
    "writeOnly": _either,
    "x-implied-null": _either,
}
"""How two values of one keyword become one; of any other keyword that both have, the right one stays."""

OBJECT = frozenset({"properties", "patternProperties", "additionalProperties"})
ARRAY = frozenset({"prefixItems", "items"})
EXCLUSIVE = (
    frozenset({"anyOf"}),
    frozenset({"oneOf"}),
    frozenset({"format"}),
    frozenset({"contains", "minContains", "maxContains"}),
    frozenset({"if", "then", "else"}),
)
"""Groups of keywords that a schema can hold only once."""
