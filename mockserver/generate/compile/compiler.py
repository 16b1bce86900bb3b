"""Schema -> closure, once: the compiler decides what a schema asks for and hands it to the maker of such things.

Theory of operation. A schema is first flattened (references and `allOf` merged into one, by `mockserver.schema`); if a
choice is left in it (`oneOf`, `anyOf`, `if`, `not`, `dependentSchemas`), every alternative is merged with the rest and
compiled in its turn, at its first use; what has no choice left is made type by type. Makers build what is valid by
construction. Where that cannot be shown, the outermost node checks what was made with the fast validator, and tries
again with other entropy and other alternatives, a bounded number of times.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mockserver.generate.combinators.choices import choice_node, has_choice
from mockserver.generate.compile.checks import checked, needs_check
from mockserver.generate.compile.meaning import spoken_for
from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable, constant, one_of
from mockserver.generate.compile.resolve import INFINITE, Definitions
from mockserver.generate.compile.types import types_of
from mockserver.generate.compile.weights import weighted
from mockserver.generate.containers.arrays import array_node
from mockserver.generate.containers.objects import object_node
from mockserver.generate.scalars.scalars import boolean_node, integer_node, number_node, string_node
from mockserver.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.combinators.resort import Resort
    from mockserver.generate.compile.run import Run, Subject
    from mockserver.generate.leaves import GenerateOptions
    from mockserver.generate.scene import Variant

_COMBINATORS = "mockserver.generate.combinators"
heirs_node: Callable[[Schema, Spot, Compiler], Node | None] = later(f"{_COMBINATORS}.heirs", "heirs_node")
resort_of: Callable[..., Resort] = later(f"{_COMBINATORS}.resort", "Resort")


class Compiler:
    """The nodes of one bundled schema, in one direction and one variant."""

    def __init__(
        self,
        root: dict[str, Any] | bool,
        options: GenerateOptions,
        direction: str = "response",
        variant: Variant = "normal",
    ) -> None:
        self.definitions = Definitions(root)
        self.options = options
        self.hidden = "writeOnly" if direction == "response" else "readOnly"
        self.variant = variant
        self._nodes: dict[tuple[object, ...], Node | Unsatisfiable] = {}
        self._kept: list[Any] = []

    def compile(self, schema: Any, spot: Spot) -> Node:
        """Return the node of `schema` at `spot`; raises Unsatisfiable where compiling shows that it has no value."""
        if schema is False:
            raise Unsatisfiable.proved("the schema is false", spot.pointer)
        key = (id(schema), *spot.key)
        found = self._nodes.get(key)
        if found is None:
            self._kept.append(schema)  # an id is only unique while its object lives
            try:
                found = self._compiled({} if schema is True else schema, spot)
            except Unsatisfiable as error:
                found = error if self.normal is self else self._plainly(schema, spot, error)
            self._nodes[key] = found
        if isinstance(found, Unsatisfiable):
            raise replace(found)
        return found

    @cached_property
    def normal(self) -> Compiler:
        """What compiles without the variant: that must not leave a schema that has a value without one."""
        if self.variant == "normal":
            return self
        direction = "response" if self.hidden == "writeOnly" else "request"
        return Compiler(self.definitions.root, self.options, direction)

    def _plainly(self, schema: Any, spot: Spot, error: Unsatisfiable) -> Node | Unsatisfiable:
        if error.sure:
            return error
        try:
            return self.normal.compile(schema, spot)
        except Unsatisfiable as refusal:
            return refusal

    def _compiled(self, schema: Schema, spot: Spot) -> Node:
        if self.definitions.height(schema) == INFINITE:
            raise Unsatisfiable.proved("every value of it would have to hold another one, without end", spot.pointer)
        reference = self.definitions.plain_reference(schema)
        if reference is not None:
            return self._referenced(reference, spot)
        flat = self.definitions.flatten(schema)
        if flat is False:
            raise Unsatisfiable.proved("its parts contradict each other", spot.pointer)
        if not needs_check(schema, flat, self):
            return self.build(flat, spot)
        node = self.build(flat, spot._replace(judged=True))
        return self._checked(node, schema, spot) if node.leaf is None or has_choice(flat) else node

    def _checked(self, node: Node, schema: Schema, spot: Spot) -> Node:
        accept = self.definitions.acceptor(schema)
        if spot.judged:
            return checked(node, accept, spot, None)
        made = checked(node, accept, spot, resort_of(schema, spot, self, accept).make)
        return made if self.normal is self else self._or_plainly(made, schema, spot)

    def _or_plainly(self, node: Node, schema: Schema, spot: Spot) -> Node:
        """Return a node that does without the variant where nothing is found in it."""
        varied, compiler = node.make, self.normal

        def make(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
            tries = run.tries
            try:
                return varied(run, bits, pin, subject)
            except Unsatisfiable as error:
                if error.sure:
                    raise
            run.tries = tries
            return compiler.compile(schema, spot).make(run, bits, pin, subject)

        return Node(make)

    def _referenced(self, reference: str, spot: Spot) -> Node:
        target = self.definitions.resolve(reference)
        there = spot.named(self.definitions.name_of(reference))
        if self.definitions.is_composite(target):
            return self.lazily(target, there, reference if self.definitions.is_recursive(reference) else "")
        return self.compile(target, there)

    def lazily(self, schema: Any, spot: Spot, level: str = "") -> Node:
        """Return a node that compiles `schema` at its first use, and counts how often `level` stands inside itself."""
        compiled: list[Node] = []

        def straight(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
            target = (compiled or self._first(compiled, schema, spot))[0]
            node.make, node.entities, node.plain = target.make, target.entities, target.plain  # so goes the next one
            return node.make(run, bits, pin, subject)

        def make(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
            target = (compiled or self._first(compiled, schema, spot))[0]
            levels = run.levels
            depth = levels.get(level, 0)
            levels[level] = depth + 1
            deep = depth >= DEEPEST
            run.small += deep
            run.shrunk = run.shrunk or deep
            try:
                return target.make(run, bits, pin, subject)
            finally:
                run.small -= deep
                levels[level] = depth

        node = Node(make if level else straight)
        return node

    def _first(self, compiled: list[Node], schema: Any, spot: Spot) -> list[Node]:
        compiled.append(self.compile(schema, spot))
        return compiled

    def build(self, flat: Schema, spot: Spot) -> Node:
        """Return the unchecked node of a flat schema."""
        given = spoken_for(flat, spot, self)
        if given is not None:
            return given
        if "const" in flat or "enum" in flat:
            return self._listed(flat, spot)
        if has_choice(flat):
            solid = _without_implied_null(flat)
            try:
                return choice_node(solid, spot, self)
            except Unsatisfiable:
                if solid is flat:
                    raise
                return choice_node(flat, spot, self)  # null is all that is left
        heirs = heirs_node(flat, spot, self) if "discriminator" in flat else None
        return heirs or self._typed(flat, spot)

    def _listed(self, flat: Schema, spot: Spot) -> Node:
        values = [flat["const"]] if "const" in flat else flat["enum"]
        accept = self.definitions.acceptor(flat)
        fitting = tuple(value for value in values if accept(value))
        if not fitting:
            raise Unsatisfiable.proved("none of its constants satisfies the rest of it", spot.pointer)
        solid = tuple(value for value in fitting if value is not None)
        if solid and len(solid) < len(fitting):
            return one_of(weighted(solid)) if "x-implied-null" in flat else with_null(one_of(weighted(solid)))
        return one_of(weighted(fitting))

    def _typed(self, flat: Schema, spot: Spot) -> Node:
        wanted, others = types_of(flat)
        nodes: list[Node] = []
        error: Unsatisfiable | None = None
        for group in (wanted, others):
            for name in group:
                if name != "null" or group is others:
                    try:
                        nodes.append(MAKERS[name](flat, spot, self))
                    except Unsatisfiable as refusal:
                        error = error or refusal
                if nodes and group is others:
                    break
            if nodes:
                break
            if "null" in wanted:
                return constant(None)
        if not nodes:
            raise error or Unsatisfiable.because("no type is left", spot.pointer)
        node = nodes[0] if len(nodes) == 1 else _any_of(nodes)
        return with_null(node) if "null" in wanted and "x-implied-null" not in flat else node


def _without_implied_null(flat: Schema) -> Schema:
    """Return the schema without the alternative that only a loose `nullable` gave it: nobody should send that."""
    solid = [one for one in flat.get("anyOf", ()) if one != {"type": "null"}]
    return {**flat, "anyOf": solid} if solid and "x-implied-null" in flat else flat


def with_null(node: Node) -> Node:
    """Return the node that is null one time in ten, and `node` otherwise."""
    leaf, make = node.leaf, node.make
    if leaf is not None:
        return _both(lambda bits: leaf(bits) if (bits >> 40) % 10 else None)
    return Node(lambda run, bits, pin, subject: make(run, bits, pin, subject) if pin or (bits >> 40) % 10 else None)


def _any_of(nodes: list[Node]) -> Node:
    size = len(nodes)
    if all(node.leaf is not None for node in nodes):
        leaves = tuple(node.leaf for node in nodes if node.leaf is not None)
        return _both(lambda bits: leaves[(bits >> 34) % size](bits))
    makes = tuple(node.make for node in nodes)
    return Node(lambda run, bits, pin, subject: makes[(bits >> 34) % size](run, bits, pin, subject))


def _both(leaf: Callable[[int], Any]) -> Node:
    return Node(lambda _run, bits, _pin, _subject: leaf(bits), leaf)


def _null_node(_flat: Schema, _spot: Spot, _compiler: Compiler) -> Node:
    return constant(None)


DEEPEST = 2
MAKERS: dict[str, Callable[[Schema, Spot, Compiler], Node]] = {
    "object": object_node,
    "array": array_node,
    "string": string_node,
    "integer": integer_node,
    "number": number_node,
    "boolean": boolean_node,
    "null": _null_node,
}
