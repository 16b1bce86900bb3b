"""The properties of an object that its schema names: each compiled, with the salt that its entropy is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.combinators.choices import has_choice
from mockserver.generate.combinators.discriminator import own_label
from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable, copied
from mockserver.generate.compile.run import Known
from mockserver.generate.entropy import fraction, mixed, picking, salt_of
from mockserver.generate.identity.entities import Identity, foreign_node
from mockserver.generate.identity.kinds import foreign_kind, kind_of
from mockserver.generate.leaves import group_for
from mockserver.generate.relations.facets import is_facet
from mockserver.generate.relations.naming.alone import alone_node
from mockserver.generate.relations.naming.borrowed import borrowed
from mockserver.generate.relations.naming.titles import title_node
from mockserver.generate.relations.states.milestones import is_told
from mockserver.generate.relations.talk.replies import optional_references, reply_node
from mockserver.generate.relations.times import time_node
from mockserver.generate.scene import ABSENT, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Run, Subject
    from mockserver.generate.containers.extras import Extras

PARENTS = 3
OTHER = 0x1A5A5A5A  # makes another salt of one: whether a property is there has nothing to do with its value


class Field:
    """One property: `node` makes its value of the object's entropy mixed with `salt`.

    `is_id` tells that it is the entity's own id, which needs no building; `listed` that it is an array, for which it is
    picked only how long it is, and who is in it.
    """

    __slots__ = ("_accept", "is_id", "listed", "name", "nested", "node", "required", "salt")

    def __init__(self, name: str, node: Node, salt: int, required: bool, accept: Callable[[Any], bool]) -> None:
        self.name = name
        self.node = node
        self.salt = salt
        self.required = required
        self.nested = False
        self.is_id = False
        self.listed = False
        self._accept = accept

    def appears(self, bits: int, chance: float) -> bool:
        """Tell whether an optional property is there, in `chance` of all objects."""
        return chance >= 1 or (chance > 0 and fraction(mixed(bits, self.salt ^ OTHER)) < chance)

    def value(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Return the property's value: what is pinned where the schema allows it, else what is made."""
        if pin is not None and (isinstance(pin, Value) or type(pin) in _PLAIN):
            given = pin.value if isinstance(pin, Value) else pin
            if self._accept(given):
                return copied(given)
            pin = partly(given)
        elif pin is ABSENT:
            pin = None
        node = self.node
        return node.make(run, picking(bits, self.salt) if self.listed else node.entropy(bits, self.salt), pin, subject)


def partly(given: Any) -> Any:
    """Return a known value that does not fit as a whole as pins of its parts; None for a scalar."""
    return given if isinstance(given, dict) and given else None


def fields_of(flat: Schema, spot: Spot, compiler: Compiler, identity: Identity | None, extras: Extras) -> list[Field]:
    """Return the fields of `flat` in its own order; raises Unsatisfiable if a required one cannot be made."""
    required = list(dict.fromkeys(flat.get("required", ())))
    names = list(dict.fromkeys((*flat.get("properties", {}), *required)))
    for needed in flat.get("dependentRequired", {}).values():
        names += [name for name in needed if name not in names]
    owner = identity.kind if identity else spot.owner
    parents = (identity.kind,) if identity else ((*spot.parents, spot.name)[-PARENTS:] if spot.name else spot.parents)
    foreign = next(
        (name for name in names if foreign_kind(name) and (identity is None or name != identity.id_name)), None
    )
    label = own_label(flat.get("discriminator"), spot.schema_name)
    free = optional_references(flat)
    found: list[Field] = []
    for name in names:
        schema = borrowed(name, extras.schema_of(name), flat.get("properties", {}), compiler.definitions.flatten)
        if label is not None and name == flat["discriminator"].get("propertyName"):
            schema = {"allOf": [schema, {"const": label}]}
        there = spot.member(name, parents, owner, f"{spot.pointer}/properties/{name}")
        try:
            if not extras.allows(name):
                raise Unsatisfiable.because("propertyNames refuses its name", there.pointer)
            told = is_told(name, flat.get("properties", {}), compiler.definitions)
            about = (identity, name in required, name == foreign, name in free, told)
            found.append(_field(schema, there, compiler, about))
        except Unsatisfiable:
            if name in required:
                raise
        except _Hidden:
            continue
    return found


class _Hidden(Exception):  # noqa: N818 - a signal to fields_of(), not a failure
    """An optional property that this direction does not show."""


def _field(schema: Any, spot: Spot, compiler: Compiler, about: tuple[Identity | None, bool, bool, bool, bool]) -> Field:
    identity, required, first, free, told = about
    flat = compiler.definitions.flatten(schema)
    if isinstance(flat, dict) and flat.get(compiler.hidden) is True and not required:
        raise _Hidden
    name = spot.name
    accept = compiler.definitions.acceptor(schema)
    if identity is not None and name == identity.id_name:
        own = Field(name, Node(lambda _run, _bits, _pin, subject: subject.id), 0, True, accept)
        own.is_id = True
        return own
    node, salt = None, _salt(flat, spot, foreign_kind(name))
    if isinstance(flat, dict) and compiler.variant != "boundary" and not flat.keys() & {"const", "enum", "x-faker"}:
        node = (
            reply_node(name, flat, spot, compiler, free)
            or foreign_node(name, flat, spot, compiler, (salt, first))
            or time_node(name, flat, compiler, told)
            or alone_node(name, flat, spot, compiler)
            or (title_node(name, flat, spot, compiler) if identity is not None else None)
        )
    compiled = node is None
    if node is None:
        node = compiler.compile(_solid(flat) if told and isinstance(flat, dict) else schema, spot)
        if isinstance(flat, dict) and is_facet(name, flat):
            node = _of_the_entity(node)
    field = Field(name, node, salt, required, accept)
    listed = isinstance(flat, dict) and flat.get("type") == "array" and not has_choice(flat)
    field.listed = listed and not node.unmixed and node.leaf is None
    field.nested = compiled and node.leaf is None
    return field


def _solid(flat: Schema) -> Schema:
    """Return a schema without null: whether there is a value is what the state of the entity decides afterwards."""
    kinds = flat.get("type")
    solid = [kind for kind in kinds if kind != "null"] if isinstance(kinds, list) else None
    return {**flat, "type": solid} if solid else flat


def _of_the_entity(node: Node) -> Node:
    """Return a node that depends on the entity alone, not on the property that shows it: other operations do too."""
    make = node.make

    def known(run: Run, _bits: int, pin: Any, subject: Subject) -> Any:
        return make(run, subject.bits, pin if type(pin) is Known else Known(subject, pin), subject)

    return Node(known, unmixed=True)


def _salt(flat: Any, spot: Spot, foreign: str | None) -> int:
    """Return the salt of a property: shared by the properties that speak of one person, one place, one other entity."""
    if foreign:
        return salt_of(f"entity:{foreign}")
    kinds = flat.get("type", ()) if isinstance(flat, dict) else ()
    if (
        "object" in kinds
        or "array" in kinds
        or (isinstance(flat, dict) and flat.keys() & {"oneOf", "anyOf", "properties"})
    ):
        return salt_of(f"entity:{kind_of(spot.name)}")
    group = group_for(spot.name, spot.parents, spot.schema_name, flat if isinstance(flat, dict) else None)
    return salt_of(f"group:{group}" if group else f"property:{spot.name}")


_PLAIN = frozenset({str, int, float, bool, list})
