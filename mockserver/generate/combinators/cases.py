"""Cases: the plain schemas that a schema with choices comes to, found by deduction; the contradictory are left out.

A condition that is met or not, a `not` turned inside out, an alternative taken: each way through all of them is merged
into one schema. What ends in a contradiction, in itself or in a property that it requires, is dropped at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.generate.combinators.branches import merged
from mockserver.generate.combinators.choices import has_choice, opened, refused
from mockserver.generate.combinators.disjoint import surely_one
from mockserver.generate.combinators.negation import is_complete
from mockserver.generate.combinators.universe import universe
from mockserver.generate.compile.resolve import INFINITE

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema

    Accept = Callable[[Any], bool]

MOST = 64
STEPS = 3_000  # schemas that are merged for one schema, at most
MOST_EXCLUSIVE = 8
DEEPEST = 3


class Cases(NamedTuple):
    """Plain schemas of which any one will do, whether they are all that there is, and what it took to find them."""

    found: list[Schema]
    complete: bool
    steps: int


def cases_of(schema: Any, compiler: Compiler) -> Cases:
    """Return the cases of a schema."""
    deduction = _Deduction(compiler)
    found = deduction.cases(schema, MOST)
    return Cases(found, deduction.steps > 0 and len(found) < MOST, STEPS - max(deduction.steps, 0))


class _Deduction:
    """One way through all choices after the other, within the steps that it may take."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self.steps = STEPS

    def cases(self, schema: Any, most: int, depth: int = 0, accept: Accept | None = None) -> list[Schema]:
        """Return at most `most` cases, spread over the alternatives; `accept` judges what they are cases of."""
        self.steps -= 1
        definitions = self._compiler.definitions
        flat = definitions.flatten(schema)
        if self.steps <= 0 or flat is False or definitions.height(flat) == INFINITE:
            return []
        accept = accept or definitions.acceptor(flat)
        flat = self._listed(flat, accept)
        if flat is False or not self._is_hopeful(flat, depth):
            return []
        if not has_choice(flat) or flat.get("dependentSchemas") == {}:
            return [flat]
        keyword, rest, alternatives = _dependent(flat) if "dependentSchemas" in flat else opened(flat, self._compiler)
        if keyword == "allOf":  # parts that no schema can say at once
            return [flat]
        found: list[Schema] = []
        alternatives = self._alternatives(keyword, flat, alternatives)
        for number, alternative in enumerate(alternatives):
            left = len(alternatives) - number
            share = -(-(most - len(found)) // left)
            if share > 0:
                found += self.cases(merged(alternative, rest, self._compiler), share, depth, accept)
        return found

    def _alternatives(self, keyword: str, flat: Schema, alternatives: list[Any]) -> list[Any]:
        if keyword == "not" and len(alternatives) > 1 and "not" in flat:
            complete = is_complete(refused(flat["not"])[0], self._compiler.definitions)
            return alternatives[:-1] if complete else alternatives
        if keyword != "oneOf" or "oneOf" not in flat or surely_one(flat, self._compiler):
            return alternatives
        if len(alternatives) > MOST_EXCLUSIVE:
            return alternatives
        return [
            {"allOf": [one, *({"not": other} for place, other in enumerate(alternatives) if place != number)]}
            for number, one in enumerate(alternatives)
        ]

    def _listed(self, flat: Schema, accept: Accept) -> Any:
        """Return the schema of the few scalars that satisfy `flat`, if they can be listed; False if there are none."""
        if _CONTAINERS.intersection(_kinds(flat)):
            return flat
        values = universe(flat, self._compiler)
        if values is None:
            return flat
        here = self._compiler.definitions.acceptor(flat)
        self.steps -= len(values) // 8
        fitting = [value for value in values if accept(value) and here(value)]
        return {"enum": fitting} if fitting else False

    def _is_hopeful(self, flat: Schema, depth: int) -> bool:
        """Tell whether what an object requires is possible, each property by itself."""
        if _kinds(flat) != ("object",) or depth >= DEEPEST:
            return True
        properties = flat.get("properties", {})
        needed = [properties[name] for name in flat.get("required", ()) if name in properties]
        return all(self.cases(part, 1, depth + 1) or self.steps <= 0 for part in needed)


def _dependent(flat: Schema) -> tuple[str, Schema, list[Any]]:
    """Return what the first of `dependentSchemas` comes to: its property is there, or it is not."""
    (name, needed), *others = flat["dependentSchemas"].items()
    rest = {keyword: value for keyword, value in flat.items() if keyword != "dependentSchemas"}
    if others:
        rest["dependentSchemas"] = dict(others)
    there = {"allOf": [needed, {"required": [name]}]}
    return "dependentSchemas", rest, [there, {"properties": {name: False}}]


def _kinds(flat: Schema) -> tuple[str, ...]:
    kinds = flat.get("type", ())
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


_CONTAINERS = frozenset({"object", "array"})
