"""What a schema says about the shape of a value, which is all that a text codec needs: containers, names, items.

A style or a form has to know before it reads whether "a,b" is a string or an array of two. `Shape` is a lazy view of
a self-contained schema (`Bundle.schema`) that answers just that; types and bounds stay the validator's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final, Literal

from mockserver.schema import resolve_local

Kind = Literal["primitive", "array", "object"]


class Shape:
    """The shape of the values that any of `schemas` describes; their local `$ref`s point into `root`."""

    def __init__(self, root: dict[str, Any] | bool, *schemas: dict[str, Any] | bool) -> None:
        self.root = root
        self.schemas = schemas

    @classmethod
    def of(cls, schema: dict[str, Any] | bool) -> Shape:
        """Return the shape of a self-contained schema."""
        return cls(schema, schema)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of value that are possible, primitive first; all three where the schema does not tell."""
        kinds: set[Kind] = set()
        for schema in self.schemas:
            kinds |= _kinds(schema, self.root, frozenset())
        return tuple(kind for kind in ALL_KINDS if kind in kinds) if kinds else ALL_KINDS

    @cached_property
    def untyped(self) -> bool:
        """Whether the schema leaves the kind open."""
        return len(self.kinds) == len(ALL_KINDS)

    @cached_property
    def types(self) -> frozenset[str]:
        """Every type that `type` names; none where it is silent."""
        told = [part["type"] for part in self.parts if "type" in part]
        return frozenset(name for named in told for name in ([named] if isinstance(named, str) else named))

    @cached_property
    def allows_text(self) -> bool:
        """Whether a string is possible, as far as `type` tells."""
        return "string" in self.types or not any("type" in part for part in self.parts)

    @cached_property
    def nullable(self) -> bool:
        """Whether null is possible, as far as `type` and `enum` tell."""
        types = [part["type"] for part in self.parts if "type" in part]
        listed = [part["enum"] for part in self.parts if "enum" in part]
        return any(named == "null" or "null" in named for named in types if named) or any(
            None in some for some in listed
        )

    def is_null(self, text: str) -> bool:
        """Tell whether a text is null: it is empty, and neither text nor a container could be."""
        return not text and self.nullable and not self.allows("primitive")

    @cached_property
    def alone(self) -> dict[str, Any] | bool:
        """The schema as one that stands by itself."""
        definitions = self.root.get("$defs") if isinstance(self.root, dict) else None
        schema: dict[str, Any] | bool = self.schemas[0] if len(self.schemas) == 1 else {"anyOf": list(self.schemas)}
        return schema | {"$defs": definitions} if definitions and isinstance(schema, dict) else schema

    def allows(self, kind: Kind) -> bool:
        """Tell whether a value of this kind is possible."""
        return kind in self.kinds

    @cached_property
    def properties(self) -> dict[str, Shape]:
        """The properties that are declared anywhere in the schema, in the author's order."""
        found: dict[str, list[dict[str, Any] | bool]] = {}
        for part in self.parts:
            for name, schema in (part.get("properties") or {}).items():
                found.setdefault(name, []).append(schema)
        return {name: Shape(self.root, *schemas) for name, schemas in found.items()}

    def property(self, name: str) -> Shape:
        """Return the shape of one property: as declared, else as `additionalProperties` says, else open."""
        return self.properties.get(name) or self._other

    @cached_property
    def required(self) -> frozenset[str]:
        """The names that any part of the schema requires."""
        return frozenset(name for part in self.parts for name in part.get("required") or ())

    @cached_property
    def gathers(self) -> bool:
        """Whether names that are not declared belong to the object: said so, or no name is declared at all."""
        said = [part["additionalProperties"] for part in self.parts if "additionalProperties" in part]
        if any(part.get("patternProperties") for part in self.parts):
            return True
        return any(schema is not False for schema in said) if said else not self.properties

    @cached_property
    def items(self) -> Shape:
        """The shape of the items of an array."""
        found = [part["items"] for part in self.parts if isinstance(part.get("items"), dict | bool)]
        return Shape(self.root, *(found or [True]))

    def item(self, index: int) -> Shape:
        """Return the shape of the item at `index`, by `prefixItems` where it reaches."""
        return self._prefix[index] if index < len(self._prefix) else self.items

    @cached_property
    def _prefix(self) -> list[Shape]:
        lists = [part["prefixItems"] for part in self.parts if part.get("prefixItems")]
        return [
            Shape(self.root, *(some[index] for some in lists if index < len(some)))
            for index in range(max(map(len, lists), default=0))
        ]

    @cached_property
    def parts(self) -> list[dict[str, Any]]:
        """Every schema object that applies to the value itself: through `$ref`, `allOf`, `anyOf`, `oneOf`, `if`."""
        seen: dict[int, dict[str, Any]] = {}
        for schema in self.schemas:
            for part in _parts(schema, self.root, seen):
                seen[id(part)] = part
        return list(seen.values())

    @cached_property
    def heirs(self) -> dict[str, dict[str, dict[str, Any]]]:
        """What discriminators without alternatives name: by property and label, references to heirs of the schema."""
        told = [part["discriminator"] for part in self.parts if "discriminator" in part and not part.keys() & CHOICES]
        return {one["propertyName"]: {label: {"$ref": ref} for label, ref in one["mapping"].items()} for one in told}

    @cached_property
    def with_heirs(self) -> Shape:
        """The shape of the values that the schema, or any of its heirs, describes."""
        every = [heir for heirs in self.heirs.values() for heir in heirs.values()]
        return Shape(self.root, *self.schemas, *every) if every else self

    def of_kind(self, value: Mapping[str, Any]) -> Shape:
        """Return the shape of the heir that `value` says it is, or of the schema itself."""
        labels = ((heirs, value.get(name)) for name, heirs in self.heirs.items())
        named = [heirs[label] for heirs, label in labels if isinstance(label, str) and label in heirs]
        return Shape(self.root, *self.schemas, *named) if named else self

    def keyword(self, name: str) -> Any:
        """Return the first value of an annotation such as `xml` or `format`, or None."""
        return next((part[name] for part in self.parts if name in part), None)

    @cached_property
    def _other(self) -> Shape:
        said = [part["additionalProperties"] for part in self.parts if "additionalProperties" in part]
        return Shape(self.root, *([schema for schema in said if schema is not False] or [True]))


def resolve(schema: dict[str, Any], root: dict[str, Any] | bool) -> dict[str, Any] | bool | None:
    """Return what the local `$ref` of `schema` points to, or None where there is none."""
    ref = schema.get("$ref")
    if not isinstance(ref, str) or not isinstance(root, dict):
        return None
    try:
        return resolve_local(root, ref)
    except KeyError:
        return None


def _parts(
    schema: dict[str, Any] | bool, root: dict[str, Any] | bool, seen: dict[int, dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Walk the schemas that apply in place, each once."""
    if not isinstance(schema, dict) or id(schema) in seen:
        return
    seen[id(schema)] = schema
    yield schema
    target = resolve(schema, root)
    branches = [] if target is None else [target]
    for keyword in _IN_PLACE_LISTS:
        branches += schema.get(keyword) or []
    branches += [schema[keyword] for keyword in _IN_PLACE if keyword in schema]
    for branch in branches:
        yield from _parts(branch, root, seen)


def _kinds(schema: dict[str, Any] | bool, root: dict[str, Any] | bool, trail: frozenset[int]) -> set[Kind]:
    """Return the kinds a schema admits; an empty set where it does not tell."""
    if not isinstance(schema, dict) or id(schema) in trail:
        return set()
    trail |= {id(schema)}
    told = [_by_type(schema), _by_values(schema)]
    target = resolve(schema, root)
    told += [_kinds(branch, root, trail) for branch in [target, *(schema.get("allOf") or [])] if branch is not None]
    told += [_any_of(schema.get(keyword) or [], root, trail) for keyword in ("anyOf", "oneOf")]
    kinds: set[Kind] = set(ALL_KINDS)
    for some in told:
        kinds &= some or kinds
    return kinds if any(told) and kinds else _by_hint(schema)


def _any_of(branches: list[Any], root: dict[str, Any] | bool, trail: frozenset[int]) -> set[Kind]:
    kinds: set[Kind] = set()
    for branch in branches:
        if _is_null(branch):
            continue
        some = _kinds(branch, root, trail)
        if not some:
            return set()
        kinds |= some
    return kinds


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and (schema.get("type") in ("null", ["null"]) or schema.get("enum") == [None])


def _by_type(schema: dict[str, Any]) -> set[Kind]:
    types = schema.get("type")
    names = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    return {_KIND_OF_TYPE.get(name, "primitive") for name in names if name != "null" or len(names) == 1}


def _by_values(schema: dict[str, Any]) -> set[Kind]:
    values = [schema["const"]] if "const" in schema else schema.get("enum") or []
    return {kind_of(value) for value in values if value is not None or len(values) == 1}


def _by_hint(schema: dict[str, Any]) -> set[Kind]:
    if any(keyword in schema for keyword in _OBJECT_HINTS):
        return {"object"}
    return {"array"} if any(keyword in schema for keyword in _ARRAY_HINTS) else set()


def kind_of(value: Any) -> Kind:
    """Return the kind of a JSON value."""
    return "array" if isinstance(value, list) else "object" if isinstance(value, dict) else "primitive"


ALL_KINDS: Final[tuple[Kind, ...]] = ("primitive", "array", "object")
_KIND_OF_TYPE: Final[dict[str, Kind]] = {"array": "array", "object": "object"}
CHOICES: Final = frozenset({"oneOf", "anyOf"})
_IN_PLACE_LISTS: Final = ("allOf", "anyOf", "oneOf")
_IN_PLACE: Final = ("then", "else")
_OBJECT_HINTS: Final = ("properties", "additionalProperties", "patternProperties", "propertyNames", "minProperties")
_ARRAY_HINTS: Final = ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains")
