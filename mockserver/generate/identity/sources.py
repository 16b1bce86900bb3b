"""Where the ids of one schema come from: written in a style, or drawn from the schema's own strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Leaf, Schema, Spot, Unsatisfiable
from mockserver.generate.entropy import draw, nth
from mockserver.generate.identity.children import children_of, drawn_children
from mockserver.generate.identity.ids import COUNTED, INTEGER, Style, number_in
from mockserver.generate.identity.kinds import foreign_kind, id_property, is_readable_id
from mockserver.generate.identity.styles import style_for, style_from, style_like
from mockserver.kinds import is_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Children, Subject, World
    from mockserver.generate.identity.domain import Asked

MOST_DRAWS, LONG = 6, 8  # draws for one id, and the length from which on it is taken at once


class Source:
    """Ids of one schema: written in a style, or, where no style fits, drawn from the schema's own strings."""

    def __init__(self, style: Any, leaf: Leaf | None, accept: Callable[[Any], bool], any_text: bool = False) -> None:
        self.style = style
        self._leaf = leaf
        self._accept = accept
        self.any_text = any_text
        self.numbers = style is not None and style.form in ("integer", "counted")

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

    def entity(self, world: World, kind: str, identifier: Any) -> Subject:
        """Return the entity of `kind` called `identifier`: a number as text tells its place as a number does."""
        number = number_in(identifier, self.style) if self.numbers else None
        return world.entity(kind, identifier, None if number is None else world.path_of(kind, number))

    def shown(self, identifier: Any) -> Any | None:
        """Return a client's id as the schema would have it: "42" as 42 where it counts; None if it does not fit."""
        if self.any_text and isinstance(identifier, str):
            return identifier
        counts = self.style is not None and self.style.form == "integer"
        if counts and isinstance(identifier, str) and is_number(identifier):
            identifier = int(identifier)
        elif not counts and not isinstance(identifier, str) and not (self._leaf and self._accept(identifier)):
            identifier = str(identifier)
        return identifier if self._accept(identifier) else None


def source_of(schema: Any, spot: Spot, name: str, compiler: Compiler, asked: Asked | None = None) -> Source | None:
    """Return where ids come from that suit `schema` and the path that asks for them; None if it is not made for ids."""
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
    suits = _suiting(accept, asked)
    style = None if is_readable_id(name) else _style(kinds, schema, name, (suits, asked))
    if style is not None:
        return Source(style, None, accept, "string" in kinds and schema.keys() <= _SILENT)
    solid = {key: value for key, value in schema.items() if key not in ("example", "examples", "default")}
    solid |= {"type": "string" if "string" in kinds else "integer"}
    if asked is not None and solid["type"] in asked.types:
        solid = {**asked.keywords, **solid}
    leaf = _drawing(solid, Spot(name, spot.parents), compiler)
    if asked is not None and (leaf is None or not all(suits(leaf(nth(1, place))) for place in range(MOST_DRAWS))):
        return source_of(schema, spot, name, compiler)
    return None if leaf is None else Source(None, leaf, accept)


def foreign_source(name: str, flat: Any, spot: Spot, compiler: Compiler, kind: str) -> Source | None:
    """Return where the ids come from by which a property points at entities of `kind`, or None if it is no such one."""
    asked = compiler.options.domain.asked(kind, "")
    return source_of(flat, spot, name, compiler, asked if asked is not None and asked.is_id(kind) else None)


def _suiting(accept: Callable[[Any], bool], asked: Asked | None) -> Callable[[Any], bool]:
    """Return what accepts the ids that a schema accepts, and the path that asks for them."""
    if asked is None:
        return accept
    numeric = asked.types and "string" not in asked.types

    def suits(identifier: Any) -> bool:
        sent = number_in(identifier, COUNTED) if numeric else str(identifier) if asked.types else identifier
        return accept(identifier) and sent is not None and asked.accepts(sent)

    return suits


def _style(
    kinds: set[str], schema: Schema, name: str, about: tuple[Callable[[Any], bool], Asked | None]
) -> Style | None:
    """Return the style of the ids that suit; what is not called as ids mostly are goes by the author's example."""
    suits, asked = about
    if asked is None:
        return style_for(kinds, schema, suits)
    if id_property((name,)) is None and foreign_kind(name) is None:
        examples = (schema.get("example"), *(schema.get("examples") or ()))
        style = next((found for each in examples if (found := style_like(each, suits)) is not None), None)
        if style is not None:
            return style
    style = style_for(kinds, schema, suits)
    if style is not None or ("string" in kinds and "string" in asked.types):
        return style
    return style_from(int(max(schema.get("minimum", 1), asked.keywords.get("minimum", 1))), kinds, suits)


def _drawing(solid: Schema, spot: Spot, compiler: Compiler) -> Leaf | None:
    try:
        leaf = compiler.build(solid, spot).leaf
    except Unsatisfiable:
        return None
    return leaf if leaf is None or "pattern" not in solid else _longest(leaf)


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
