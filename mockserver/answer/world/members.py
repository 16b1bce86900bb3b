"""Who belongs to a collection before anybody wrote to it: the example's items, else fixtures and a population."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.answer.world.above import with_above
from mockserver.answer.world.given_world import owned_by
from mockserver.answer.world.pins import same_id, written_as
from mockserver.generate import ABSENT, Entity
from mockserver.generate.entropy import draw
from mockserver.kinds import foreign_kind

if TYPE_CHECKING:
    from mockserver.answer.world.above import Told
    from mockserver.answer.world.entities import Entities
    from mockserver.answer.world.given_world import GivenWorld
    from mockserver.contract import Operation
    from mockserver.contract.resources import Resource, Resources

MOST_KEPT = 256
MOST_OWNERS, MOST_OWNERS_UNPAGED = 200, 12
MOST_OWNED = 1_000
FEWEST_BELOW, SPREAD_BELOW = 3, 27
FEWEST_UNPAGED, SPREAD_UNPAGED = 4, 9


class Where(NamedTuple):
    """Which part of a resource is asked for: by whose path (`owner` is kind and id), and in which world.

    `above` are the properties of its entities that the path says, `line` the owners of the owner, outermost first.
    """

    resource: Resource
    owner: tuple[str, Any] | None = None
    scope: tuple[str, ...] = ()
    seed: str | None = None
    above: Told = ()
    line: Told = ()

    @property
    def key(self) -> tuple[Any, ...]:
        """What it is kept under."""
        return (self.resource, self.owner, self.scope, self.seed, self.above)

    @property
    def is_part(self) -> bool:
        """Whether the collection shows a part of another, so that entities come and go and stay what they are."""
        return self.owner is not None and not self.scope and self.resource.owner_property(self.owner[0]) is None


class Members:
    """The base population of every collection, as pins; ids and values are made when somebody needs them."""

    def __init__(self, resources: Resources, entities: Entities, given: GivenWorld) -> None:
        self.resources = resources
        self.entities = entities
        self.given = given
        self._kept: OrderedDict[tuple[Any, ...], Sequence[Entity]] = OrderedDict()
        self._owning: dict[Resource, Resource | None] = {}
        self._ids: OrderedDict[int, tuple[Sequence[Entity], list[Any]]] = OrderedDict()

    def of(self, where: Where, operation: Operation | None = None) -> Sequence[Entity]:
        """Return the members of a collection in their natural order; `operation` is the list that shows them."""
        operation = operation or where.resource.operations.get("list")
        key = (*where.key, operation)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._found(where, operation)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def changed(self) -> None:
        """Forget everybody: the fixtures are not what they were."""
        self._kept.clear()
        self._ids.clear()
        self.given.changed()

    def ids(self, where: Where, operation: Operation | None = None) -> list[Any]:
        """Return the ids of the members, as the resource's path asks for them."""
        pins = self.of(where, operation)
        found = self._ids.get(id(pins))
        if found is None or found[0] is not pins:
            ids = [self.entities.id_of(where.resource, pin, where.seed) for pin in pins]
            found = self._ids[id(pins)] = (pins, ids)
            while len(self._ids) > MOST_KEPT:
                self._ids.popitem(last=False)
        return found[1]

    def values(self, where: Where, operation: Operation | None = None) -> list[dict[str, Any]]:
        """Return the members as a list shows them."""
        return [self.entities.value(where.resource, pin, where.seed) for pin in self.of(where, operation)]

    def children(self, parent: Resource, identifier: Any, name: str, child: Resource, seed: str | None) -> list[Entity]:
        """Return the entities of `child` that an entity of `parent` shows in its property `name`."""
        pin = self.pin(parent, identifier)
        shown = self.entities.value(parent, pin, seed, full=True).get(name)
        found = []
        for element in shown if isinstance(shown, list) else ():
            known = element.get(child.id_name) if isinstance(element, dict) else None
            if known is None:
                continue
            one = self.pin(child, known) if not child.scope else self.entities.called(child, known)
            told = owned_by(parent, pin.values, child, element) if name in pin.values else {}
            found.append(replace(one, values={**told, **one.values}) if told else one)
        return found

    def pin(self, resource: Resource, identifier: Any) -> Entity:
        """Return the entity that the resource calls `identifier`, with what examples and fixtures say of it."""
        pin = self.entities.called(resource, identifier)
        told = self.given.known(resource, identifier)
        if told and self._is_described(resource, identifier, told):
            told = whole(resource, told)
        return Entity(pin.kind, pin.id, pin.id_property, {**told, **pin.values}) if told else pin

    def anybody(self, where: Where, identifier: Any) -> Entity:
        """Return the entity called `identifier`, like the first example of the read operation where nothing is known.

        Who is in a list without an example is not like it at all.
        """
        resource = where.resource
        pin = self.pin(resource, identifier)
        model = next(iter(self.given.described(resource).values()), None)
        told = self.given.known(resource, identifier)
        listed = bool(told) and told is self.given.shown(resource).get(str(identifier))
        if model is None or self._is_described(resource, identifier, told):
            return pin
        if (told and not listed) or (not told and self.shows(where, identifier)):
            return pin
        alike = {**whole(resource, model), **dict(where.above), resource.id_name or "": identifier}
        return replace(pin, values={**alike, **pin.values})

    def _is_described(self, resource: Resource, identifier: Any, told: Mapping[str, Any]) -> bool:
        """Tell whether what is said of an entity is what the read operation's own example says, and all of it."""
        key = str(identifier)
        return key in self.given.described(resource) and told is self.given.shown(resource).get(key)

    def shows(self, where: Where, identifier: Any) -> bool:
        """Tell whether the collection's list shows an entity called `identifier`."""
        if "list" not in where.resource.operations:
            return False
        ids = self.ids(where)
        return identifier in ids or str(identifier) in map(str, ids)

    def _found(self, where: Where, operation: Operation | None) -> Sequence[Entity]:
        resource = where.resource
        listed = self.given.listed(operation, resource)
        if listed is not None:
            return [self._told(resource, item) for item in listed]
        fixed = [self.pin(resource, identifier) for identifier in self._fixed(where)]
        drawn = self._embedded(where) if where.owner else self._of_owners(where, operation)
        if drawn is None:
            drawn = self._drawn(where, operation)
        if not fixed:
            return drawn[: self.entities.sized(len(drawn))]
        ids = {str(pin.id) for pin in fixed}
        others = drawn
        if any(each.isdecimal() for each in ids):
            others = [pin for pin in drawn if str(self.entities.id_of(resource, pin, where.seed)) not in ids]
        found = [*fixed, *(pin for pin in others if pin.id is None or str(pin.id) not in ids)]
        return found[: max(self.entities.sized(len(found)), len(fixed))]

    def _fixed(self, where: Where) -> list[str]:
        """Return the ids of the entities that the author spoke of: all of them, or those that the owner has."""
        told = self.given.fixed(where.resource)
        if where.owner is None:
            return list(told)
        own = where.resource.owner_property(where.owner[0])
        return [each for each, values in told.items() if own in values and same_id(values[own], where.owner[1])]

    def _told(self, resource: Resource, item: Mapping[str, Any]) -> Entity:
        return Entity(resource.kind, item[resource.id_name or ""], resource.id_name, item)

    def _embedded(self, where: Where) -> list[Entity] | None:
        """Return the children that the owner shows itself, or None where it shows none of this kind."""
        kind, identifier = where.owner or ("", None)
        parent = self.owner_of(where.resource, kind)
        name = parent.embeds(where.resource) if parent is not None else None
        if parent is None or name is None:
            return None
        return self.children(parent, identifier, name, where.resource, where.seed)

    def _of_owners(self, where: Where, operation: Operation | None) -> list[Entity] | None:
        """Return the children of all owners, where the resource has owners that show theirs; else None."""
        found = self.owning(where.resource)
        if found is None or where.resource.scope:
            return None
        pins: list[Entity] = []
        pages = operation is None or where.resource.query_for(operation).pages
        owners = self.ids(Where(found, seed=where.seed))[: MOST_OWNERS if pages else MOST_OWNERS_UNPAGED]
        for identifier in owners:
            if identifier is not None and len(pins) < MOST_OWNED:
                pins += self.of(Where(where.resource, (found.kind, identifier), seed=where.seed))
        return pins

    def owning(self, resource: Resource) -> Resource | None:
        """Return the resource whose entities show theirs of this one, in themselves or below their paths."""
        if resource not in self._owning:
            self._owning[resource] = self._found_owning(resource)
        return self._owning[resource]

    def _found_owning(self, resource: Resource) -> Resource | None:
        if resource.id_name is None or resource.entity is None:
            return None
        parents = [one for one in self.resources.owners_of(resource) if resource.owner_property(one.kind) is not None]
        embedding = (parent for parent in parents if parent.embeds(resource) is not None)
        return next(embedding, None) or next((one for one in parents if self._lists_below(one, resource)), None)

    def _lists_below(self, parent: Resource, resource: Resource) -> bool:
        operation = self.resources.list_below(parent, resource)
        return operation is not None and self.given.listed(operation, resource) is None

    def owner_of(self, resource: Resource, kind: str) -> Resource | None:
        """Return the resource of the owner `kind`, if its entities can be looked at."""
        return next((one for one in self.resources.owners_of(resource) if one.kind == kind), None)

    def _drawn(self, where: Where, operation: Operation | None) -> list[Entity]:
        resource, owner = where.resource, where.owner
        count = self.entities.sized(self.count(where, operation))
        owners = () if owner is None else (*where.line, owner)
        pins = [self.entities.member(resource, ordinal, owners, where.seed) for ordinal in range(count)]
        return pins if owner is None else self._below(where, pins)

    def _below(self, where: Where, pins: list[Entity]) -> list[Entity]:
        """Return the members of an owner as they are where their ids alone are known, and what the path says of them.

        An id that carries its ancestry tells the owner by itself; a number does not tell below whom it was drawn.
        """
        resource, (kind, identifier) = where.resource, where.owner or ("", None)
        above = dict(where.above)
        own = resource.owner_property(kind)
        if own is not None and resource.entity is not None and not resource.scope:
            above.setdefault(own, written_as(identifier, resource.entity.properties[own]))
        if not pins or self.entities.tells_owner(resource, pins[-1], where.seed):
            above = {name: value for name, value in above.items() if foreign_kind(name) != kind}
        elif resource.id_name is not None:
            ids = [self.entities.id_of(resource, pin, where.seed) for pin in pins]
            pins = [self.entities.called(resource, each) for each in ids]
        return [with_above(pin, tuple(above.items())) for pin in pins] if above else pins

    def count(self, where: Where, operation: Operation | None) -> int:
        """Return how many members a drawn population has."""
        resource, owner = where.resource, where.owner
        label = f"{resource.kind} {owner}"
        if owner is not None:
            identifier = "/".join(where.scope) if len(where.scope) > 1 else str(owner[1])
            label = f"{resource.kind} {(owner[0], identifier)}"
            parent = self.owner_of(resource, owner[0])
            operation = (self.resources.list_below(parent, resource) if parent is not None else None) or operation
        if operation is not None and not resource.query_for(operation).pages:
            return FEWEST_UNPAGED + draw(b"", label) % SPREAD_UNPAGED
        if owner is None:
            return self.entities.population(resource.kind, where.seed)
        return FEWEST_BELOW + draw(b"", label) % SPREAD_BELOW


def whole(resource: Resource, entity: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pins of an entity that has what is said of it and nothing else, as far as its schema lets it."""
    names = resource.entity.properties if resource.entity is not None else ()
    return {**{name: ABSENT for name in names if name not in entity and name not in resource.required}, **entity}
