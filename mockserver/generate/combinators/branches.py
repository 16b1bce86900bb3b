"""Branches: the alternatives of a choice, each merged with the rest of its schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable
from mockserver.generate.scene import Value

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Plain


class Branch:
    """One alternative, merged with the rest of the schema at once and compiled at its first use."""

    def __init__(self, schema: Any, rest: Schema, spot: Spot, compiler: Compiler) -> None:
        self._compiler = compiler
        reference = _reference(schema)
        self.spot = spot.named(compiler.definitions.name_of(reference)) if isinstance(reference, str) else spot
        self.schema = schema
        self.merged: Any = merged(schema, rest, compiler)
        self.possible = self.merged is not False and compiler.definitions.height(self.merged) != float("inf")
        self.is_null = isinstance(self.merged, dict) and self.merged.get("type") in ("null", ["null"])
        self.ready: Node | None = None  # the compiled alternative, if it was needed before
        self.plain: Plain | None = None
        self._fixed: dict[str, list[Any]] | None = None
        self.refusal: Unsatisfiable | None = None

    def fits(self, known: Any) -> bool:
        """Tell whether what is pinned speaks for this alternative: a property that it fixes is pinned so."""
        if not isinstance(known, Mapping):
            return False
        if self._fixed is None:
            self._fixed = _fixed(self.merged, self._compiler)
        told = [name for name in self._fixed if name in known]
        given = {name: known[name].value if isinstance(known[name], Value) else known[name] for name in told}
        return bool(told) and all(value in self._fixed[name] for name, value in given.items())

    @property
    def node(self) -> Node:
        """The compiled alternative; raises Unsatisfiable, each time, where it cannot be."""
        if self.refusal is not None:
            raise self.refusal
        if self.ready is None:
            try:
                self.ready = self._compiler.compile(self.merged, self.spot)
            except Unsatisfiable as error:
                self.refusal = error
                raise
        return self.ready

    def unroll(self) -> Plain:
        """Return the short way to make the alternative, and keep it."""
        node = self.node
        make = node.make
        found = node.plain and node.plain()
        self.plain = found or (lambda run, bits, subject: make(run, bits, None, subject))
        return self.plain


def _reference(schema: Any) -> Any:
    """Return what an alternative refers to, with or without the label of a discriminator."""
    if not isinstance(schema, dict):
        return None
    parts = schema.get("allOf") or [schema]
    return parts[0].get("$ref") if isinstance(parts[0], dict) else None


def _fixed(schema: Any, compiler: Compiler) -> dict[str, list[Any]]:
    """Return the properties that can only have some values, and these."""
    flat = compiler.definitions.flatten(schema)
    found: dict[str, list[Any]] = {}
    for name, inner in flat.get("properties", {}).items() if isinstance(flat, dict) else ():
        part = compiler.definitions.flatten(inner)
        values = part.get("enum", [part["const"]] if "const" in part else None) if isinstance(part, dict) else None
        if values is not None:
            found[name] = values
    return found


def merged(schema: Any, rest: Schema, compiler: Compiler) -> Any:
    """Return an alternative with the rest of its schema; False if they contradict each other."""
    if schema is False:
        return False
    if not rest or all(name in _SILENT or name.startswith("x-") for name in rest):
        return schema if schema is not True else dict(rest)
    flatten = compiler.definitions.flatten
    late = {
        name: value for name, value in rest.items() if name in _UNEVALUATED
    }  # they see what the alternative evaluates
    found = flatten({"allOf": [{name: value for name, value in rest.items() if name not in late}, schema]})
    if not late or not isinstance(found, dict):
        return found
    if late.keys() & found.keys():
        return {"allOf": [found, late]}
    return flatten({**found, **late})


def exclusive(schemas: list[Any], rest: Schema, spot: Spot, compiler: Compiler) -> list[Branch]:
    """Return each alternative as one that excludes the others: for alternatives that accept nearly the same values."""
    found = []
    for number, schema in enumerate(schemas):
        others = [{"not": other} for place, other in enumerate(schemas) if place != number]
        found.append(Branch({"allOf": [schema, *others]}, rest, spot.at(f"oneOf/{number}"), compiler))
    return [branch for branch in found if branch.possible]


_SILENT = frozenset({"description", "title", "deprecated", "$comment", "xml", "externalDocs", "discriminator", "$defs"})
_UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")
