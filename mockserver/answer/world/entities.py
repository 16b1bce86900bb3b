"""The entities of the generated world, one by one: what each of them looks like before anybody has written to it."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Protocol

from mockserver.answer.world.pins import at, pinned
from mockserver.contract.resources import success_bundle
from mockserver.generate import Entity, Items, Scene, Unsatisfiable
from mockserver.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.answer.world.alike import Names
    from mockserver.contract.resources import Pointer, Resource, Verb
    from mockserver.generate import Recall
    from mockserver.generate.compile.run import World
    from mockserver.generate.leaves import GenerateOptions
    from mockserver.schema import Bundle

names_of: Callable[..., Names] = later("mockserver.answer.world.alike", "Names")

MOST_KEPT = 4_000
MOST_NAMED = 256
Owners = tuple[tuple[str, Any], ...]
"""Kinds and ids of those above an entity, the outermost first."""

Source = tuple["Bundle", "Pointer", bool]
"""A schema that shows an entity, where in it, and whether it is an element of a list there."""


class Makes(Protocol):
    """What makes values: a generator, or a view of one."""

    @property
    def options(self) -> GenerateOptions:
        """What the user decided about generated data."""

    def value(self, bundle: Bundle, scene: Scene) -> Any:
        """Return the value of a bundled schema in a scene."""

    def world(self, seed: str | None) -> World:
        """Return what is true for a seed."""


class Entities:
    """Makes single entities of resources by the schemas that show them, and keeps the last few."""

    def __init__(self, generator: Makes) -> None:
        self._generator = generator
        self._sources: dict[Resource, tuple[Source, ...]] = {}
        self._named: dict[Resource, bool] = {}
        self._names: OrderedDict[tuple[Resource, Owners, str | None], Names] = OrderedDict()
        self._telling: dict[tuple[Any, ...], bool] = {}
        self._weights: dict[Resource, int] = {}
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    def population(self, kind: str, seed: str | None) -> int:
        """Return how many entities of a kind there are in the world of a seed."""
        return self._generator.world(seed).ids.population(kind)

    def sized(self, count: int) -> int:
        """Return how many members a collection has that would have `count`: the author may bound it."""
        least, most = self._generator.options.members
        return max(least, count if most is None else min(count, most))

    def member(self, resource: Resource, ordinal: int, owners: Owners, seed: str | None) -> Entity:
        """Return the member `ordinal` of the resource's population, or of the part of it that the last owner has."""
        if not self.named(resource):
            owner = owners[-1] if owners else None
            return Entity(resource.kind, None, ordinal=ordinal, owner=owner, above=owners[:-1])
        return self.called(resource, self._name(resource, ordinal, owners, seed))

    def tells_owner(self, resource: Resource, pin: Entity, seed: str | None) -> bool:
        """Tell whether the id of a member of an owner tells whose it is: in some styles it does, if it is not too long.

        It is tried out once for all owners whose ids are alike.
        """
        if pin.owner is None:
            return False
        world = self._generator.world(seed)
        owner = world.path_below(pin.above, pin.owner)
        key = (resource, tuple((type(each), len(str(each))) for _, each in owner))
        found = self._telling.get(key)
        if found is None:
            identifier = self.id_of(resource, pin, seed)
            found = identifier is not None and len(world.path_of(resource.kind, identifier)) > 1
            if len(self._telling) >= MOST_KEPT:
                self._telling.clear()
            self._telling[key] = found
        return found

    def called(self, resource: Resource, identifier: Any) -> Entity:
        """Return the entity that the resource's path calls `identifier`."""
        name = resource.id_name
        if name is None or not self.named(resource):
            return Entity(resource.kind, identifier, name if resource.own_id == name else None)
        return Entity(resource.kind, identifier, name, {name: identifier})

    def value(
        self,
        resource: Resource,
        pin: Entity,
        seed: str | None = None,
        recall: Recall | None = None,
        *,
        full: bool = False,
    ) -> dict[str, Any]:
        """Return the entity as the resource's list shows it, with `full` as its read operation does; {} if nowhere."""
        key = (
            (resource, pin.id, pin.ordinal, pin.owner, pin.above, seed, full)
            if recall is None and not self._odd(pin)
            else None
        )
        if key is not None and key in self._kept:
            return self._kept[key]  # type: ignore[no-any-return]
        found = self._made(resource, pin, seed, recall, full=full)
        if key is not None:
            self._kept[key] = found
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def weight(self, resource: Resource) -> int:
        """Return about how many values one entity of a list consists of."""
        found = self._weights.get(resource)
        if found is None:
            found = self._weights[resource] = max(
                map(_size, (self.value(resource, Entity(resource.kind, None, ordinal=n)) for n in range(3)))
            )
        return found

    def id_of(self, resource: Resource, pin: Entity, seed: str | None = None) -> Any:
        """Return the id by which the resource's path asks for the entity, or None if nothing shows it."""
        if pin.id is not None or resource.id_name is None:
            return pin.id
        return self.value(resource, pin, seed).get(resource.id_name)

    def named(self, resource: Resource) -> bool:
        """Tell whether the path asks by a property that is not what the entity hangs on, such as a number or a slug."""
        known = self._named.get(resource)
        if known is None:
            known = self._named[resource] = self._is_named(resource)
        return known

    def _is_named(self, resource: Resource) -> bool:
        """Try it out: an entity must be the same by its place in the population and by its id."""
        name = resource.id_name
        if name is None:
            return False
        first = self._made(resource, Entity(resource.kind, None), None, None, counted=False)
        identifier = first.get(name)
        if identifier is None:
            return bool(first)
        again = self._made(resource, Entity(resource.kind, identifier, name), None, None, counted=False)
        return again != first

    def _name(self, resource: Resource, ordinal: int, owners: Owners, seed: str | None) -> Any:
        """Return the id of a member whose id is a property like any other: counted, or as the schema makes it."""
        shape = resource.entity.properties.get(resource.id_name or "") if resource.entity is not None else None
        if shape is not None and shape.keyword("type") in ("integer", "number"):
            return ordinal + 1
        found = self._names.get((resource, owners, seed))
        if found is None:
            below = owners if len(owners) > 1 else owners[0] if owners else None

            def name(identifier: Any) -> Any:
                return self._made(resource, identifier, seed, None, counted=False).get(resource.id_name or "")

            def make(place: int) -> Any:
                label = f"{resource.key} {below} {place}"
                made = name(Entity(resource.kind, label))
                return label if made is None else made

            found = names_of(make, lambda identifier: name(self.called(resource, identifier)) == identifier)
            self._names[resource, owners, seed] = found
            while len(self._names) > MOST_NAMED:
                self._names.popitem(last=False)
        return found[ordinal]

    def _made(
        self,
        resource: Resource,
        pin: Entity,
        seed: str | None,
        recall: Recall | None,
        *,
        full: bool = False,
        counted: bool = True,
    ) -> dict[str, Any]:
        sources = self._of(resource)
        for bundle, pointer, many in reversed(sources) if full else sources:
            scene = Scene(
                key=resource.key, kind=resource.kind, within=pointer, seed=seed, recall=recall, counted=counted,
                pins=pinned(pointer, Items([pin]) if many else pin),
            )  # fmt: skip
            try:
                found = at(self._generator.value(bundle, scene), pointer)
            except Unsatisfiable:
                continue
            value = found[0] if many and isinstance(found, list) and found else found
            if isinstance(value, dict):
                return value
        return {}

    def _of(self, resource: Resource) -> tuple[Source, ...]:
        """Return what shows the entity: lists first, the read operation last."""
        found = self._sources.get(resource)
        if found is None:
            found = self._sources[resource] = tuple(
                source for verb in SHOWING if (source := self._source(resource, verb)) is not None
            )
        return found

    def _source(self, resource: Resource, verb: Verb) -> Source | None:
        operation = resource.operations.get(verb)
        bundle = success_bundle(operation) if operation is not None else None
        view = resource.view(bundle, many=verb == "list") if bundle is not None else None
        if bundle is None or view is None:
            return None
        pointer = view.items if view.items is not None else view.item
        return bundle, pointer or (), verb == "list"

    def _odd(self, pin: Entity) -> bool:
        return bool(pin.values) and set(pin.values) != {pin.id_property}


def _size(value: Any) -> int:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_size, parts))


SHOWING: tuple[Verb, ...] = ("list", "create", "update", "read")
