"""Objects that are entities: whose id they carry, whom they belong to, and the properties that point at others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Node, Schema, Spot, Written
from mockserver.generate.compile.run import Known, Slot
from mockserver.generate.entropy import DROPPED, MASK
from mockserver.generate.identity.ids import FAN_OUT
from mockserver.generate.identity.kinds import foreign_kind, id_property, is_readable_id
from mockserver.generate.identity.lineage import kind_hash
from mockserver.generate.identity.populations import Pointed, member_at
from mockserver.generate.identity.relatives import is_relative
from mockserver.generate.identity.sources import Source, foreign_source, source_of
from mockserver.generate.relations.times import birth
from mockserver.generate.scene import Entity

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Children, Run, Subject, World


class Identity:
    """How the objects of one schema come by their id: from the scene, from their owner, or from a population."""

    relative = False
    schema_name = ""
    declared: frozenset[str] = frozenset()

    def __init__(self, kind: str, id_name: str, schema: Schema, owners: frozenset[str], source: Source) -> None:
        self.kind = kind
        self.step = kind_hash(kind)
        self.whose = (kind, self.step)
        self.id_name = id_name
        self.schema = schema
        self.owners = owners
        self.source = source

    def settle(self, run: Run, bits: int, pin: Any, subject: Subject) -> tuple[Subject, Any]:
        """Return which entity stands here, and what is pinned of it beyond that."""
        if type(pin) is Entity:
            found, rest = self._pinned(run.world, pin), pin.values
        else:
            found, rest = self._settled(run, bits, pin, subject)
        if run.recall is None:
            return found, rest
        known = run.recall(found.kind, self.schema_name, found.id)
        if not known:
            return found, rest
        told = {name: each for name, each in known.items() if name in self.declared}
        return found, {**told, **(rest if isinstance(rest, Mapping) else {})}

    def children(self, world: World) -> Children:
        """Return what makes those of a world that stand in their owner; they are kept there."""
        found = world.children[self] = self.source.children(world, self.whose)
        return found

    def _settled(self, run: Run, bits: int, pin: Any, subject: Subject) -> tuple[Subject, Any]:
        world = run.world
        kind = type(pin)
        index, rest = (pin.index, None) if kind is Slot else (0, pin)
        if subject.kind and subject.kind in self.owners:
            return self.source.children(world, self.whose)(subject, (index,))[0], rest
        if kind is not Slot and self.step in subject.line:
            for place in range(len(subject.path) - 2, -1, -1):
                if subject.path[place][0] == self.step:
                    path = subject.path[: place + 1]
                    return world.entity(self.kind, self.source.written(world, self.kind, path), path), rest
        if kind is Slot:
            return self.source.member(
                world, self.kind, member_at(pin.bits, index, world.ids.population(self.kind))
            ), rest
        if subject.id is None:  # nobody is older than what is no entity
            return self.source.member(world, self.kind, bits % world.ids.population(self.kind)), rest
        known = world.pointed_at.get(self.source) or point_at(world, self.source, self.kind)
        return known.members[elder(known, bits, (subject.born or birth(world, subject))[0])], rest

    def _pinned(self, world: World, pin: Entity) -> Subject:
        kind = pin.kind or self.kind
        if pin.id is None:
            if pin.owner is None:
                return self.source.member(world, kind, pin.ordinal)
            owner = world.entity(*pin.owner, world.path_below(pin.above, pin.owner) if pin.above else None)
            return self.source.children(world, (kind, kind_hash(kind)))(owner, (pin.ordinal,))[0]
        source = self.source
        entity = source.entity(world, kind, pin.id) if source.numbers else world.entity(kind, pin.id)
        own = pin.id_property is None or pin.id_property == self.id_name
        if own and source.any_text and type(pin.id) is str:
            return entity
        shown = source.shown(pin.id) if own else None
        if shown is None and own:  # no id of this schema: whoever answers to it is one of the members
            return self.source.member(world, kind, entity.bits % world.ids.population(kind))
        if shown is None:
            entity.id = self.source.member(world, kind, entity.bits % world.ids.population(kind)).id
        elif shown is not pin.id:
            entity = self.source.entity(world, kind, shown)
        return entity


class _Relative(Identity):
    """How the entities come by their id that stand in one of their own kind as another one."""

    relative = True

    def _settled(self, run: Run, bits: int, pin: Any, subject: Subject) -> tuple[Subject, Any]:
        found, rest = super()._settled(run, bits, pin, subject)
        if pin is None and found.id == subject.id and subject.kind == self.kind:  # the oldest of all
            members = (run.world.pointed_at.get(self.source) or point_at(run.world, self.source, self.kind)).members
            return members[1 + bits % (len(members) - 1)] if len(members) > 1 else found, rest
        return found, rest


def point_at(world: World, source: Source, kind: str) -> Pointed:
    """Return the members of `kind` as a property can point at them; they are kept under their source."""
    members = [source.member(world, kind, ordinal) for ordinal in range(world.ids.population(kind))]
    born = sorted((sum(birth(world, member)), ordinal) for ordinal, member in enumerate(members))
    oldest = tuple(members[place] for _, place in born)
    found = Pointed(tuple(when for when, _ in born), oldest, tuple(member.id for member in oldest))
    world.pointed_at[source] = found
    return found


def elder(known: Pointed, bits: int, since: float) -> int:
    """Return which member an entity points at, by age: one that was there before `since`, where there is one."""
    before = bisect_right(known.births, since)
    return bits % before if before else 0


def identity_of(flat: Schema, spot: Spot, compiler: Compiler) -> Identity | None:
    """Return the identity of the objects of `flat`, or None if they have no id of their own."""
    properties = flat.get("properties") or {}
    kind = _kind(spot, compiler) or spot.schema_name.lower()
    name, made, asked = id_property(properties, kind), Identity, compiler.options.domain.asked(kind, spot.schema_name)
    if name is None and asked is not None:
        name = asked.property_of(kind, properties)
    if (name is None or foreign_kind(name) == spot.owner) and is_relative(spot.name, spot.owner, properties):
        kind, name, made = spot.owner, id_property(properties, spot.owner), _Relative
        asked = compiler.options.domain.asked(kind, spot.schema_name)
    elif kind == spot.owner and is_relative(spot.name, spot.owner, properties):
        made = _Relative  # by its own schema, which has an id already
    if name is None or (is_readable_id(name) and not _FAILURES.isdisjoint(properties)):
        return None
    schema = compiler.definitions.flatten(properties[name])
    asked = asked if asked is not None and asked.concerns(kind, name, properties) else None
    source = source_of(schema, spot, name, compiler, asked)
    if source is None or (is_readable_id(name) and source.counts):
        return None
    owners = frozenset(filter(None, (foreign_kind(other) for other in properties if other != name)))
    identity = made(kind, name, schema, owners, source)
    identity.schema_name, identity.declared = spot.schema_name, frozenset(properties)
    return identity


def _kind(spot: Spot, compiler: Compiler) -> str:
    own = spot.pointer == f"/$defs/{spot.schema_name}"
    return compiler.options.domain.kind_at(spot.kind, spot.schema_name) if own else spot.kind


def foreign_node(name: str, flat: Schema, spot: Spot, compiler: Compiler, salted: tuple[int, bool]) -> Node | None:
    """Return the node of a property that points at another entity, or None if its schema is not made for ids.

    `salted` is the property's salt, and whether it is the first that points at another.
    """
    salt, first = salted
    kind = foreign_kind(name)
    source = foreign_source(name, flat, spot, compiler, kind) if kind else None
    if kind is None or source is None:
        return None
    step, fanned, any_text = kind_hash(kind), first and source.counts, source.any_text
    nullable = isinstance(flat.get("type"), list) and "null" in flat["type"]
    alone = kind in compiler.options.domain.alone and not nullable
    plainly = not (fanned or alone or nullable)

    def make(run: Run, bits: int, _pin: Any, subject: Subject) -> Any:
        owner = subject.owner
        if owner is not None and owner.kind == kind:
            shown = owner.id if any_text and type(owner.id) is str else source.shown(owner.id)
            if shown is not None:
                return shown
        if step in subject.line:
            path = subject.path
            place = max(place for place in range(len(path) - 1) if path[place][0] == step)
            return source.written(run.world, kind, path[: place + 1])
        bits = bits * salt >> DROPPED & MASK  # as mixed() does
        world = run.world
        if not plainly:
            if fanned and len(subject.path) == 1 and isinstance(subject.id, int) and subject.id > FAN_OUT:
                return (subject.id - 1) // FAN_OUT
            if alone:
                return (world.pointed_at.get(source) or point_at(world, source, kind)).ids[0]
            if nullable and (bits >> 40) % 10 == 0:
                return None
        if subject.id is None:
            return source.member(world, kind, bits % world.ids.population(kind)).id
        known = world.pointed_at.get(source) or point_at(world, source, kind)
        before = bisect_right(known.births, (subject.born or birth(world, subject))[0])  # as elder() does
        return known.ids[bits % before if before else 0]

    written = Written(POINTING, {"step": step, "source": source}) if plainly and any_text else None
    return Node(make, unmixed=True, above=kind if any_text else "", written=written)


POINTING = (  # as make() does, without what is known here
    "m{p}(run, bits, None, subject) if step{p} in line or (known := pointed.get(source{p})) is None "
    f"else known.ids[(bits * {{salt}} >> {DROPPED} & {MASK}) % before "
    "if (before := bisect(known.births, born[0])) else 0]"
)

_FAILURES = frozenset({"message", "error", "errors", "reason", "description_error"})

__all__ = ["Identity", "Known", "foreign_node", "identity_of"]
