"""Decoded parameter text -> typed values, by the schema that judges them.

Compiled once per schema into closures. What does not fit stays as it is, so that the validator refuses what was really
sent; nothing is guessed and nothing is ever raised. A value that has a type already keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any

from mockserver.schema.patterns import matches
from mockserver.schema.references import reachable, resolve_local
from mockserver.schema.validation.engine import acceptor

if TYPE_CHECKING:
    from mockserver.schema.keywords import Schema

Coerce = Callable[[Any], Any]
Accepts = Callable[[Any], bool]
Typed = Callable[[Any, int], Any]
"""A compiled schema; the number says how many references may still be followed on the same value."""


def coercion(schema: Schema) -> Coerce:
    """Return the function that types a decoded value (text, or lists and dicts of text) by a bundle's schema."""
    typed = _Compiler(schema).compile(schema)

    def coerce(value: Any) -> Any:
        try:
            return typed(value, MOST_HOPS)
        except RecursionError:
            return value

    return coerce


class _Compiler:
    """The closures of one bundle; references, and validators of alternatives, are compiled when first needed."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self.by_ref: dict[str, Typed] = {}

    def compile(self, schema: Schema) -> Typed:
        """Return the closure for one schema: its parts, each applied to what the one before made of the value."""
        if not isinstance(schema, dict):
            return _same
        parts = list(self._parts(schema))
        if len(parts) <= 1:
            return parts[0] if parts else _same

        def in_turn(value: Any, hops: int) -> Any:
            for part in parts:
                value = part(value, hops)
            return value

        return in_turn

    def _parts(self, schema: dict[str, Any]) -> Iterator[Typed]:
        """Yield what each keyword of one schema does to a value, in the order in which it is done."""
        scalar = self._scalar(schema)
        if scalar is not None:
            yield scalar
        if "$ref" in schema:
            yield self.reference(schema["$ref"])
        yield from map(self.compile, schema.get("allOf", ()))
        if not MEMBERS.isdisjoint(schema):
            yield self.members(schema)
        if "items" in schema or "prefixItems" in schema:
            yield self.items(schema)
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                yield self.alternatives(schema[keyword])
        if "if" in schema:
            yield self.condition(schema)
        if "dependentSchemas" in schema:
            yield self.dependent(schema)

    def _scalar(self, schema: dict[str, Any]) -> Typed | None:
        """Return how text becomes one of the scalar types of `schema`, or None where it stays text."""
        types = schema.get("type")
        if types is None:
            return _enumerated(schema)
        names = [types] if isinstance(types, str) else types
        readers = [READERS[name] for name in sorted(names, key="null".__eq__) if name in READERS]
        if not readers or names == ["string"]:
            return None
        if "string" not in names:
            return _first_that_reads(readers)
        return self._first_that_holds(schema, readers)

    def _first_that_holds(self, schema: dict[str, Any], readers: list[Callable[[str], Any]]) -> Typed:
        """Several types may read the same text, and one of them is string: the first valid reading is meant."""
        accepts = self.accepts(schema)

        def scalar(value: Any, hops: int) -> Any:  # noqa: ARG001 - every closure is called alike
            if type(value) is not str:
                return value
            read = [each for reader in readers if (each := reader(value)) is not UNREAD]
            return next((each for each in read if accepts(each)), value)

        return scalar

    def accepts(self, schema: Schema) -> Accepts:
        """Return the test of a schema inside this bundle; it is compiled at the first question."""
        compiled: list[Accepts] = []

        def accept(value: Any) -> bool:
            try:
                if not compiled:
                    whole = {**schema, "$defs": reachable(self.root, schema)} if isinstance(schema, dict) else schema
                    compiled.append(acceptor(whole))
                return compiled[0](value)
            except ValueError:
                return False

        return accept

    def reference(self, ref: str) -> Typed:
        """Type by what `$ref` names; a reference that only leads back to itself changes nothing."""

        def follow(value: Any, hops: int) -> Any:
            if not hops:
                return value
            target = self.by_ref.get(ref)
            if target is None:
                target = self.by_ref[ref] = self.compile(resolve_local(self.root, ref))
            return target(value, hops - 1)

        return follow

    def members(self, schema: dict[str, Any]) -> Typed:
        """Type the members of an object."""
        declared = {name: self.compile(each) for name, each in schema.get("properties", {}).items()}
        patterned = [(pattern, self.compile(each)) for pattern, each in schema.get("patternProperties", {}).items()]
        other = self.compile(schema.get("additionalProperties", True))

        def member(name: str, value: Any) -> Any:
            fitting = [each for pattern, each in patterned if matches(pattern, name)]
            if name in declared:
                fitting.append(declared[name])
            for each in fitting or [other]:
                value = each(value, MOST_HOPS)
            return value

        def members(value: Any, hops: int) -> Any:  # noqa: ARG001 - every closure is called alike
            if not isinstance(value, dict):
                return value
            return {name: member(name, each) for name, each in value.items()}

        return members

    def items(self, schema: dict[str, Any]) -> Typed:
        """Type the items of an array."""
        first = [self.compile(each) for each in schema.get("prefixItems", ())]
        rest = self.compile(schema.get("items", True))

        def items(value: Any, hops: int) -> Any:  # noqa: ARG001 - every closure is called alike
            if not isinstance(value, list):
                return value
            heads = [typed(each, MOST_HOPS) for typed, each in zip(first, value, strict=False)]
            return heads + [rest(each, MOST_HOPS) for each in value[len(first) :]]

        return items

    def alternatives(self, schemas: list[Schema]) -> Typed:
        """Type by the first alternative that accepts what it makes; by the first that makes anything, if none does."""
        pairs = [(self.compile(each), self.accepts(each)) for each in schemas]

        def alternative(value: Any, hops: int) -> Any:
            changed = value
            for typed, accepts in pairs:
                candidate = typed(value, hops)
                if accepts(candidate):
                    return candidate
                if changed is value and candidate != value:
                    changed = candidate
            return changed

        return alternative

    def condition(self, schema: dict[str, Any]) -> Typed:
        """Type by `then` or `else`, as `if` decides."""
        accepts = self.accepts(schema["if"])
        then, other = self.compile(schema.get("then", True)), self.compile(schema.get("else", True))
        return lambda value, hops: (then if accepts(value) else other)(value, hops)

    def dependent(self, schema: dict[str, Any]) -> Typed:
        """Type by the schemas whose property is present."""
        compiled = {name: self.compile(each) for name, each in schema["dependentSchemas"].items()}

        def dependent(value: Any, hops: int) -> Any:
            for name, typed in compiled.items():
                if isinstance(value, dict) and name in value:
                    value = typed(value, hops)
            return value

        return dependent


def _same(value: Any, hops: int) -> Any:  # noqa: ARG001 - every closure is called alike
    return value


def _first_that_reads(readers: list[Callable[[str], Any]]) -> Typed:
    def scalar(value: Any, hops: int) -> Any:  # noqa: ARG001 - every closure is called alike
        if type(value) is not str:
            return value
        return next((each for reader in readers if (each := reader(value)) is not UNREAD), value)

    return scalar


def _enumerated(schema: dict[str, Any]) -> Typed | None:
    """Without a `type`, text means the value of `enum` or `const` that is written like it."""
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    texts: dict[str, Any] = {_text(each): each for each in values if each is None or isinstance(each, int | float)}
    texts.update({each: each for each in values if isinstance(each, str)})
    if all(isinstance(each, str) for each in texts.values()):
        return None
    return lambda value, hops: texts.get(value, value) if type(value) is str else value  # noqa: ARG005 - as all


def _text(value: bool | float | None) -> str:
    """Return a scalar as JSON writes it."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _integer(text: str) -> Any:
    return int(text) if len(text) <= MOST_DIGITS and INTEGER.fullmatch(text) else UNREAD


def _number(text: str) -> Any:
    integer = _integer(text)
    if integer is not UNREAD or not NUMBER.fullmatch(text):
        return integer
    number = float(text)
    return number if isfinite(number) else UNREAD


def _boolean(text: str) -> Any:
    return {"true": True, "false": False}.get(text, UNREAD)


def _null(text: str) -> Any:
    return None if text in ("", "null") else UNREAD


def _string(text: str) -> Any:
    return text


MOST_HOPS = 64
"""References that may follow each other on one value before they count as leading nowhere."""

MOST_DIGITS = 4000
"""Longer integers stay text: Python refuses to read more than 4,300 digits."""

UNREAD: Any = object()
"""What a reader returns for text that it cannot read; None is a value."""

INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
"""RFC 8259 section 6: no plus sign, no leading zeros, no NaN."""

READERS: dict[str, Callable[[str], Any]] = {
    "boolean": _boolean,
    "integer": _integer,
    "null": _null,
    "number": _number,
    "string": _string,
}

MEMBERS = frozenset({"properties", "patternProperties", "additionalProperties"})
