"""Where the ids of one schema come from: written in a style, or drawn from the schema's own strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Leaf, Spot, Unsatisfiable
from mockserver.generate.entropy import draw, nth
from mockserver.generate.identity.children import children_of, drawn_children
from mockserver.generate.identity.ids import INTEGER
from mockserver.generate.identity.kinds import is_readable_id
from mockserver.generate.identity.styles import style_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Children, Subject, World

MOST_DRAWS, LONG = 6, 8  # draws for one id, and the length from which on it is taken at once


class Source:
    """Ids of one schema: written in a style, or, where no style fits, drawn from the schema's own strings."""

    def __init__(self, style: Any, leaf: Leaf | None, accept: Callable[[Any], bool], any_text: bool = False) -> None:
        self.style = style
        self._leaf = leaf
        self._accept = accept
        self.any_text = any_text

    @property
    def counts(self) -> bool:
        """Tell whether the ids are integers that count."""
        return self.style is INTEGER

    def member(self, world: World, kind: str, ordinal: int) -> Subject:
        """Return the member `ordinal` of the population of `kind`."""
        if kind in world.alone and not ordinal and world.alone[kind]:
            identifier = self.shown(world.alone[kind])
            if identifier is not None:
                return world.entity(kind, identifier)
        if self._leaf is None:
            return world.member(kind, ordinal, self.style)
        return world.entity(kind, self._leaf(draw(world.key, kind, str(ordinal))))

    def children(self, world: World, whose: tuple[str, int]) -> Children:
        """Return what makes the children of a kind that an owner has at some ordinals; `whose` is it, and its hash."""
        found = world.children.get((self, whose))
        if found is None:
            drawn = self._leaf and drawn_children(world, *whose, self._leaf)
            found = world.children[self, whose] = drawn or children_of(world, *whose, self.style)
        return found

    def written(self, world: World, kind: str, path: Any) -> Any:
        """Return the id of the entity at the end of `path`, as this schema writes it."""
        if isinstance(path[-1][1], str):
            shown = self.shown(path[-1][1])
            if shown is not None:
                return shown
        if self._leaf is None:
            return world.ids.id_for(path, self.style)
        return self._leaf(draw(world.key, kind, str(path[-1][1])))

    def shown(self, identifier: Any) -> Any | None:
        """Return a client's id as the schema would have it: "42" as 42 where it counts; None if it does not fit."""
        if self.any_text and isinstance(identifier, str):
            return identifier
        if self.style is INTEGER and isinstance(identifier, str) and identifier.isdecimal():
            identifier = int(identifier)
        elif self.style is not INTEGER and not isinstance(identifier, str):
            identifier = str(identifier)
        return identifier if self._accept(identifier) else None


def source_of(schema: Any, spot: Spot, name: str, compiler: Compiler) -> Source | None:
    """Return where ids come from that satisfy `schema`, or None if it is not made for ids."""
    if not isinstance(schema, dict) or "enum" in schema or "const" in schema or "x-faker" in schema:
        return None
    kinds = schema.get("type")
    kinds = {kinds} if isinstance(kinds, str) else set(kinds or ("string",))
    if not kinds <= {"string", "integer", "null", "number"} or not kinds & {"string", "integer", "number"}:
        return None
    step = schema.get("multipleOf")
    if isinstance(step, float) and not step.is_integer():
        return None
    accept = compiler.definitions.acceptor(schema)
    style = None if is_readable_id(name) else style_for(kinds, schema, accept)
    if style is not None:
        return Source(style, None, accept, "string" in kinds and schema.keys() <= _SILENT)
    solid = {key: value for key, value in schema.items() if key not in ("example", "examples", "default")}
    try:
        node = compiler.build({**solid, "type": "string" if "string" in kinds else "integer"}, Spot(name, spot.parents))
    except Unsatisfiable:
        return None
    return (
        None if node.leaf is None else Source(None, _longest(node.leaf) if "pattern" in schema else node.leaf, accept)
    )


def _longest(leaf: Leaf) -> Leaf:
    """Return the leaf of the longest of some draws: a pattern such as 0|[1-9][0-9]* would give the id 0 to many."""

    def drawn(bits: int) -> Any:
        longest = leaf(nth(bits, 0))
        for place in range(1, MOST_DRAWS):
            if not isinstance(longest, str) or len(longest) >= LONG:
                break
            longest = max(longest, leaf(nth(bits, place)), key=len)
        return longest

    return drawn


_SILENT = frozenset({"type", "description", "title", "example", "examples", "readOnly", "writeOnly", "deprecated"})
