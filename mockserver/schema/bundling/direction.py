"""readOnly and writeOnly: who need not send what (OAS 3.0 section 4.7.24.2, OAS 3.1 section 4.8.24.2).

A property that the other side owns is not `required` of the sender. The flag and the `required` list may stand in
different schemas that apply to the same value, so both are looked for through every in-place applicator: what is
flagged in `allOf`, or behind a `$ref`, excuses from every `required` beside and below it; what is flagged in an
alternative excuses from the `required` above.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.schema.bundling.dialect import Dialect
    from mockserver.schema.bundling.resource import Surroundings

Direction = Literal["request", "response"]

FLAG: dict[Direction, str] = {"request": "readOnly", "response": "writeOnly"}
"""The annotation that excuses the sender of a message."""

NONE: frozenset[str] = frozenset()

Part = tuple[dict[str, Any], "Node", bool]
"""A schema object as its author wrote it, a node of its file, and whether keywords beside a `$ref` count."""


class Excuses:
    """Who is excused from what in one document and one direction; what is behind a reference is worked out once."""

    def __init__(self, direction: Direction, surroundings: Surroundings) -> None:
        self.flag = FLAG[direction]
        self._surroundings = surroundings
        self._flagged: dict[tuple[str, str], bool] = {}

    def of(
        self, raw: dict[str, Any], node: Node, dialect: Dialect, inherited: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return the names that `raw` must not require, and those that schemas in place below it must not."""
        lists = not LISTS.isdisjoint(raw)
        if not lists and (BELOW.isdisjoint(raw) or SOURCES.isdisjoint(raw) or raw.keys() & ACTIVE == {"$ref"}):
            return inherited, inherited
        whole = list(self._in_place((raw, node, dialect.ref_siblings), branches=True))
        names = _required(whole)
        own = self._excused(whole, names)
        if not own or BELOW.isdisjoint(raw):
            return inherited | own, inherited
        flowing = self._in_place((raw, node, dialect.ref_siblings), branches=False)
        return inherited | own, inherited | self._excused(flowing, own)

    def still_needed(self, target: Node, names: frozenset[str]) -> frozenset[str]:
        """Return those of `names` that the schema at `target` requires and does not excuse by itself."""
        if not isinstance(target.value, dict):
            return NONE
        part = (target.value, target, self._surroundings.dialect(target).ref_siblings)
        names &= _required(self._in_place(part, branches=True))
        return names - self._excused(self._in_place(part, branches=False), names)

    def _in_place(self, part: Part, *, branches: bool) -> Iterator[Part]:
        """Yield every schema that applies to the same value and may demand something: neither `not` nor `if` does."""
        waiting = [part]
        seen: set[int] = set()
        while waiting:
            schema, node, siblings = part = waiting.pop()
            if id(schema) in seen:
                continue
            seen.add(id(schema))
            ref = schema.get("$ref")
            if isinstance(ref, str):
                target = self._followed(ref, node)
                if target is not None:
                    waiting.append(target)
                if not siblings:
                    continue
            yield part
            waiting.extend((each, node, siblings) for each in _below(schema, branches) if isinstance(each, dict))

    def _excused(self, parts: list[Part] | Iterator[Part], names: frozenset[str]) -> frozenset[str]:
        """Return those of `names` whose property carries the flag in one of `parts`."""
        found: set[str] = set()
        for schema, node, siblings in parts if names else ():
            properties = schema.get("properties")
            if isinstance(properties, dict):
                found.update(
                    name for name in names & properties.keys() if self._carries(properties[name], node, siblings)
                )
        return frozenset(found)

    def _carries(self, schema: Any, node: Node, siblings: bool, hops: int = 0) -> bool:
        """Tell whether the flag applies to every value of a schema."""
        if not isinstance(schema, dict) or hops > MOST_HOPS:
            return False
        ref = schema.get("$ref")
        if isinstance(ref, str) and (self._carries_behind(ref, node, hops) or not siblings):
            return self._carries_behind(ref, node, hops)
        if schema.get(self.flag) is True:
            return True
        if CARRIERS.isdisjoint(schema):
            return False
        if any(self._carries(each, node, siblings, hops + 1) for each in _list(schema.get("allOf"))):
            return True
        alternatives = _list(schema.get("oneOf")) or _list(schema.get("anyOf"))
        return bool(alternatives) and all(self._carries(each, node, siblings, hops + 1) for each in alternatives)

    def _carries_behind(self, ref: str, node: Node, hops: int) -> bool:
        target = self._followed(ref, node)
        if target is None:
            return False
        schema, there, siblings = target
        key = (there.uri, there.pointer)
        found = self._flagged.get(key)
        if found is None:
            found = self._carries(schema, there, siblings, hops + 1)
            self._flagged[key] = found
        return found

    def _followed(self, ref: str, node: Node) -> Part | None:
        try:
            target = node.follow(ref)
        except DocumentError:
            return None
        if not isinstance(target.value, dict):
            return None
        return target.value, target, self._surroundings.dialect(target).ref_siblings


def _required(parts: list[Part] | Iterator[Part]) -> frozenset[str]:
    """Return every property name that one of `parts` requires."""
    names: set[str] = set()
    for schema, _, _ in parts:
        if "required" in schema:
            names.update(each for each in _list(schema["required"]) if isinstance(each, str))
        if "dependentRequired" in schema and isinstance(schema["dependentRequired"], dict):
            for each in schema["dependentRequired"].values():
                names.update(name for name in _list(each) if isinstance(name, str))
    return frozenset(names)


def _below(schema: dict[str, Any], branches: bool) -> Iterator[Any]:
    """Yield the schemas in place directly below one; alternatives and conditions only with `branches`."""
    if BELOW.isdisjoint(schema):
        return
    yield from _list(schema.get("allOf"))
    if branches:
        yield from _list(schema.get("anyOf"))
        yield from _list(schema.get("oneOf"))
        yield from (schema[keyword] for keyword in ("then", "else") if keyword in schema)
        if isinstance(schema.get("dependentSchemas"), dict):
            yield from schema["dependentSchemas"].values()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


MOST_HOPS = 64

LISTS = frozenset({"required", "dependentRequired"})
BELOW = frozenset({"$ref", "allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas"})
SOURCES = frozenset({"$ref", "allOf", "properties"})
"""Where names come from that a schema passes on to what stands in place below it."""

ACTIVE = LISTS | BELOW | SOURCES
CARRIERS = frozenset({"allOf", "anyOf", "oneOf"})
