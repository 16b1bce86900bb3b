"""The keywords that `jsonschema` would check slowly, unsafely or without naming what it means: our own, one by one.

Each is called as `jsonschema` calls its own, with the walk's state in `format_checker`. It yields `Fault` for an error
of its own and passes on the errors of what it descends into. Whether something merely holds, the fast engine says.
"""

# ruff: noqa: ARG001 - jsonschema calls every keyword with the same four arguments
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from mockserver.schema.patterns import matches
from mockserver.schema.references import resolve_local
from mockserver.schema.validation.engine import holds_alone

UNSET: Any = object()
"""Stands for the value that the keyword itself applies to."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of the keyword itself, or of a member of its value that the schema `false` refuses.

    `detail` is the property it is about, `path` and `value` are the member's, `rule` leads from the keyword to the
    schema `false`; `context` holds what alternatives refuse.
    """

    detail: str = ""
    path: tuple[str | int, ...] = ()
    value: Any = UNSET
    keyword: str = ""
    rule: tuple[str | int, ...] = ()
    context: tuple[Any, ...] = ()


Faults = Iterator[Any]


def _into(validator: Any, instance: Any, schema: Any, rule: Any = None, key: Any = None) -> Faults:
    """Descend into a subschema for `instance`, the member `key` of a value (`jsonschema` loses the path of `false`)."""
    if schema is False:
        steps = () if rule is None else (rule,)
        yield Fault(path=() if key is None else (key,), value=instance, keyword="false", rule=steps)
    else:
        yield from validator.descend(instance, schema, path=key, schema_path=rule)


def _ref(validator: Any, ref: str, instance: Any, schema: Any) -> Faults:
    validator.format_checker.step()
    yield from _into(validator, instance, resolve_local(validator.format_checker.root, ref), "$ref")


def _all_of(validator: Any, parts: list[Any], instance: Any, schema: Any) -> Faults:
    for index, part in enumerate(parts):
        yield from _into(validator, instance, part, index)


def _dependent_schemas(validator: Any, dependent: dict[str, Any], instance: Any, schema: Any) -> Faults:
    if isinstance(instance, dict):
        for name in dependent.keys() & instance.keys():
            yield from _into(validator, instance, dependent[name], name)


def _properties(validator: Any, properties: dict[str, Any], instance: Any, schema: Any) -> Faults:
    if isinstance(instance, dict):
        for name, subschema in properties.items():
            if name in instance:
                yield from _into(validator, instance[name], subschema, name, name)


def _prefix_items(validator: Any, items: list[Any], instance: Any, schema: Any) -> Faults:
    if isinstance(instance, list):
        for index, (each, subschema) in enumerate(zip(instance, items, strict=False)):
            yield from _into(validator, each, subschema, index, index)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Faults:
    if isinstance(instance, str) and not matches(pattern, instance):
        yield Fault()


def _asked(keyword: str) -> Callable[..., Faults]:
    """Ask the fast engine about one keyword alone."""

    def ask(validator: Any, limit: Any, instance: Any, schema: Any) -> Faults:
        if not holds_alone(keyword, limit, instance):
            yield Fault()

    return ask


def _required(validator: Any, required: list[str], instance: Any, schema: Any) -> Faults:
    if isinstance(instance, dict):
        yield from (Fault(name) for name in required if name not in instance)


def _dependent_required(validator: Any, dependent: dict[str, list[str]], instance: Any, schema: Any) -> Faults:
    if isinstance(instance, dict):
        for present in dependent.keys() & instance.keys():
            yield from (Fault(f"{name}\0{present}") for name in dependent[present] if name not in instance)


def _pattern_properties(validator: Any, patterns: dict[str, Any], instance: Any, schema: Any) -> Faults:
    if isinstance(instance, dict):
        for pattern, subschema in patterns.items():
            for name in instance:
                if matches(pattern, name):
                    yield from _member(validator, subschema, instance, name, pattern)


def _additional_properties(validator: Any, additional: Any, instance: Any, schema: Any) -> Faults:
    if not isinstance(instance, dict):
        return
    declared, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name in instance:
        if name in declared or any(matches(pattern, name) for pattern in patterns):
            continue
        if additional is False:
            yield Fault(name, (name,), instance[name])
        else:
            yield from _member(validator, additional, instance, name)


def _items(validator: Any, items: Any, instance: Any, schema: Any) -> Faults:
    if isinstance(instance, list):
        for index in range(len(schema.get("prefixItems", ())), len(instance)):
            if items is False:
                yield Fault("", (index,), instance[index])
            else:
                yield from _member(validator, items, instance, index)


def _member(validator: Any, subschema: Any, instance: Any, key: Any, rule: Any = None) -> Faults:
    """Descend into one of many members, unless the fast engine finds nothing wrong with it."""
    state = validator.format_checker
    if len(instance) > FEW and state.holds(subschema, instance[key]):
        return
    state.step()
    yield from _into(validator, instance[key], subschema, rule, key)


def _contains(validator: Any, contains: Any, instance: Any, schema: Any) -> Faults:
    if isinstance(instance, list):
        count = sum(validator.format_checker.holds(contains, each) for each in instance)
        least, most = schema.get("minContains", 1), schema.get("maxContains", count)
        if not least <= count <= most:
            asked = f"at least {least}" if count < least else f"at most {most}"
            yield Fault(f"{asked}, contains {count}")


def _not(validator: Any, refused: Any, instance: Any, schema: Any) -> Faults:
    if validator.format_checker.holds(refused, instance):
        yield Fault()


def _if(validator: Any, condition: Any, instance: Any, schema: Any) -> Faults:
    keyword = "then" if validator.format_checker.holds(condition, instance) else "else"
    if keyword in schema:
        yield from _into(validator, instance, schema[keyword], keyword)


def _any_of(validator: Any, alternatives: list[Any], instance: Any, schema: Any) -> Faults:
    state = validator.format_checker
    state.step()
    if not any(state.holds(each, instance) for each in alternatives):
        yield Fault(context=_refusals_of(validator, alternatives, instance))


def _one_of(validator: Any, alternatives: list[Any], instance: Any, schema: Any) -> Faults:
    state = validator.format_checker
    state.step()
    holding = [str(index) for index, each in enumerate(alternatives) if state.holds(each, instance)]
    if not holding:
        yield Fault(context=_refusals_of(validator, alternatives, instance))
    elif len(holding) > 1:
        named = "discriminator" in schema
        yield Fault(" ".join(holding), context=_refusals_of(validator, alternatives, instance) if named else ())


def _refusals_of(validator: Any, alternatives: list[Any], instance: Any) -> tuple[Any, ...]:
    """Return what each alternative refuses; alternatives of alternatives of alternatives are not gone into."""
    state = validator.format_checker
    if state.alternatives == MOST_ALTERNATIVES:
        return ()
    state.alternatives += 1
    try:
        return tuple(
            error
            for index, each in enumerate(alternatives)
            if each is not False
            for error in islice(validator.descend(instance, each, schema_path=index), MOST_OF_ONE)
        )
    finally:
        state.alternatives -= 1


def _unevaluated_properties(validator: Any, limit: Any, instance: Any, schema: Any) -> Faults:
    if isinstance(instance, dict):
        yield from (Fault(name, (name,), instance[name]) for name in _unevaluated("Properties", validator, instance))


def _unevaluated_items(validator: Any, limit: Any, instance: Any, schema: Any) -> Faults:
    if isinstance(instance, list):
        items = _unevaluated("Items", validator, instance)
        if items:
            yield Fault(", ".join(items[:FEW]))


def _unevaluated(members: str, validator: Any, instance: Any) -> list[str]:
    """Ask the fast engine which members nothing else has evaluated: that depends on all that holds here."""
    engine = validator.format_checker.engine(validator.schema)
    found: list[str] = []
    for error in () if engine.is_valid(instance) else engine.iter_errors(instance):
        if error.kind.name == f"unevaluated{members}" and not error.instance_path:
            found.extend(error.kind.unexpected)
    return found


FEW = 64
"""Members of an array or object that are all walked; of more, only those that the fast engine refuses."""

MOST_ALTERNATIVES = 3
"""How deep alternatives within alternatives are explained."""

MOST_OF_ONE = 10
"""Refusals of one alternative that are looked at when the best is chosen."""

KEYWORDS: dict[str, Callable[..., Faults]] = {
    "$ref": _ref,
    "additionalProperties": _additional_properties,
    "allOf": _all_of,
    "anyOf": _any_of,
    "contains": _contains,
    "dependentRequired": _dependent_required,
    "dependentSchemas": _dependent_schemas,
    "format": _asked("format"),
    "if": _if,
    "items": _items,
    "multipleOf": _asked("multipleOf"),
    "not": _not,
    "oneOf": _one_of,
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "prefixItems": _prefix_items,
    "properties": _properties,
    "required": _required,
    "unevaluatedItems": _unevaluated_items,
    "unevaluatedProperties": _unevaluated_properties,
    "uniqueItems": _asked("uniqueItems"),
}
