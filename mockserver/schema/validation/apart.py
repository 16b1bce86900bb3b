"""Alternatives that a constant tells apart, written so that the fast engine looks at the one that may fit alone.

`oneOf` tries every alternative, and each of them judges all that it shares with the others before it comes to the
constant that it fails by: the messages of a chat took three quarters of the time that a contact's proof takes. Where
every alternative is an object that must have one and the same property, and no constant of it belongs to two of them,
at most one can fit; then `anyOf`, with the constant before each, accepts the same values. Types tell apart as well.
"""

from __future__ import annotations

from typing import Any

from mockserver.schema.keywords import Schema, map_subschemas
from mockserver.schema.references import resolve_local

FEWEST, MOST = 3, 200
DEEPEST = 12
ALTERNATIVES = ("oneOf", "anyOf")


class Mark:
    """What every value of a schema has in common: its types (None: any), and texts that a property must be one of."""

    __slots__ = ("constants", "required", "types")

    def __init__(self) -> None:
        self.types: frozenset[str] | None = None
        self.required: set[str] = set()
        self.constants: dict[str, frozenset[str]] = {}


def quick(schema: Schema) -> Schema:
    """Return a schema that accepts the same values as the self-contained `schema`, and takes less time to."""
    return _quick(schema, schema)


def _quick(schema: Schema, root: Schema) -> Schema:
    if not isinstance(schema, dict):
        return schema
    found = map_subschemas(schema, lambda each: _quick(each, root))
    for keyword in ALTERNATIVES:
        alternatives = schema.get(keyword)
        guards = _guards(alternatives, root) if isinstance(alternatives, list) else None
        if guards is not None:
            marked = [
                each if guard is None else {"allOf": [guard, each]}
                for guard, each in zip(guards, found.pop(keyword), strict=True)
            ]
            found["allOf"] = [*found.get("allOf", ()), {"anyOf": marked}]
    return found


def _guards(alternatives: list[Schema], root: Schema) -> list[Schema | None] | None:
    """Return what to ask before each alternative (None: nothing), or None where they may not exclude each other."""
    if not FEWEST <= len(alternatives) <= MOST:
        return None
    marks = [mark_of(each, root) for each in alternatives]
    objects = [mark for mark in marks if mark.types == OBJECT]
    types = [name for mark in marks if mark.types != OBJECT for name in mark.types or ("object", "object")]
    if len(objects) < 2 or "object" in types or len(set(types)) < len(types):
        return None
    shared = set.intersection(*(set(mark.constants) & mark.required for mark in objects))
    name = next((name for name in sorted(shared) if _disjoint([mark.constants[name] for mark in objects])), None)
    if name is None:
        return None
    return [
        {"required": [name], "properties": {name: {"enum": sorted(mark.constants[name])}}}
        if mark.types == OBJECT
        else None
        for mark in marks
    ]


def _disjoint(groups: list[frozenset[str]]) -> bool:
    return len(frozenset().union(*groups)) == sum(map(len, groups))


def mark_of(schema: Schema, root: Schema, depth: int = 0) -> Mark:
    """Return what the keywords of `schema`, of what it refers to, and of its `allOf` say of each of its values."""
    mark = Mark()
    if not isinstance(schema, dict) or depth > DEEPEST:
        return mark
    if "type" in schema:
        named = schema["type"]
        mark.types = _counted({named} if isinstance(named, str) else set(named))
    mark.required.update(schema.get("required", ()))
    for name, part in schema.get("properties", {}).items():
        texts = _texts(part, root, depth)
        if texts is not None:
            mark.constants[name] = texts
    parts = list(schema.get("allOf", ()))
    if "$ref" in schema:
        parts.append(resolve_local(root, schema["$ref"]))
    for part in parts:
        _join(mark, mark_of(part, root, depth + 1))
    return mark


def _join(mark: Mark, other: Mark) -> None:
    if other.types is not None:
        mark.types = other.types if mark.types is None else mark.types & other.types
    mark.required |= other.required
    for name, texts in other.constants.items():
        mark.constants[name] = mark.constants.get(name, texts) & texts


def _texts(schema: Schema, root: Schema, depth: int) -> frozenset[str] | None:
    """Return the texts that a property may be, or None where something else may be allowed."""
    while isinstance(schema, dict) and "$ref" in schema and not schema.keys() & {"const", "enum"}:
        depth += 1
        if depth > DEEPEST:
            return None
        schema = resolve_local(root, schema["$ref"])
    if not isinstance(schema, dict):
        return None
    values: list[Any] | None = [schema["const"]] if "const" in schema else schema.get("enum")
    if values is None or not all(isinstance(value, str) for value in values):
        return None
    return frozenset(values)


def _counted(types: set[str]) -> frozenset[str]:
    """An integer is a number too."""
    return frozenset(types | {"integer"} if "number" in types else types)


OBJECT = frozenset({"object"})
