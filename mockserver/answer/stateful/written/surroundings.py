"""What writes to others mean for an entity: counts that move, lists that grow, and deleted ones that are not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from mockserver.answer.world.members import Members, Where
from mockserver.generate import Entity, Items, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mockserver.answer.stateful.written.record import Record
    from mockserver.contract.resources import Resource


class World(Protocol):
    """The written world, as far as relations ask."""

    @property
    def written(self) -> tuple[Resource, ...]:
        """The resources that were written to."""

    def has_gone(self, resource: Resource) -> bool:
        """Tell whether entities of the resource were deleted."""

    def records(self, where: Where) -> dict[str, Record]:
        """Return what was written to a collection."""

    def members(self, where: Where, base: Sequence[Entity]) -> Sequence[Entity]:
        """Return the members of a collection."""

    def shown(self, resource: Resource, name: str, ids: Sequence[Any]) -> Any:
        """Return the pin of a property that shows entities."""

    def belongs(self, where: Where, record: Record) -> bool:
        """Tell whether a written entity belongs to a part of its collection."""


@dataclass(frozen=True, slots=True)
class Concern:
    """What was written that may change how the entities of one resource look.

    `gone` are properties that show others of which some were deleted, `counted` properties that count written ones,
    `shown` properties that list written children.
    """

    gone: tuple[tuple[str, Resource], ...] = ()
    counted: tuple[tuple[str, Resource], ...] = ()
    shown: tuple[tuple[str, Resource], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.counted or self.shown)


class Surroundings:
    """Works out relations between written entities and others, once per resource."""

    def __init__(self, world: World, members: Members, seed: str | None) -> None:
        self._world = world
        self._members = members
        self._seed = seed
        self._concerns: dict[Resource, Concern] = {}
        self._moves: dict[tuple[Resource, str], Counter[str]] = {}

    def concern(self, resource: Resource) -> Concern:
        """Return what was written that may change how the entities of a resource look."""
        found = self._concerns.get(resource)
        if found is None:
            found = self._concerns[resource] = self._concern(resource)
        return found

    def without_gone(self, resource: Resource, identifier: Any, record: Record | None) -> dict[str, Any]:
        """Return the lists of others that lose those that were deleted."""
        found: dict[str, Any] = {}
        for name, other in self.concern(resource).gone:
            if other.id_name is None or (record is not None and record.says(name)):
                continue
            shown = self._base(resource, identifier, record).get(name)
            ids = ids_in(shown, other.id_name)
            records = self._world.records(Where(other))
            if any((one := records.get(str(each))) is not None and one.is_gone for each in ids):
                found[name] = self._world.shown(resource, name, ids)
        return found

    def counts(self, resource: Resource, identifier: Any, record: Record | None) -> dict[str, Any]:
        """Return the counts that writes to others have moved."""
        found: dict[str, Any] = {}
        for name, other in self.concern(resource).counted:
            moved = self._moved(other, resource.kind)[str(identifier)]
            if moved:
                values = record.values if record is not None and name in record.values else None
                before = (self._base(resource, identifier, record) if values is None else values).get(name)
                found[name] = Value(max((before if isinstance(before, int) else 0) + moved, 0))
        return found

    def children(self, resource: Resource, identifier: Any, record: Record | None) -> dict[str, Any]:
        """Return the lists of children that the entity shows, where some of them were written or deleted."""
        found: dict[str, Any] = {}
        for name, other in self.concern(resource).shown:
            if record is not None and record.says(name):
                continue
            where = Where(other, (resource.kind, identifier), seed=self._seed)
            records = self._world.records(Where(other))
            base: list[Entity] = []
            if (record is None or not record.is_new) and any(not one.is_new for one in records.values()):
                base = self._members.children(resource, identifier, name, other, self._seed)
            touched = any(str(pin.id) in records for pin in base)
            if not touched and not any(self._world.belongs(where, one) for one in records.values()):
                continue
            if not base and (record is None or not record.is_new):
                base = self._members.children(resource, identifier, name, other, self._seed)
            found[name] = Items(list(self._world.members(where, base)))
        return found

    def _concern(self, resource: Resource) -> Concern:
        if resource.entity is None:
            return Concern()
        written = self._world.written
        gone = [one for one in written if self._world.has_gone(one)]
        by_kind = {one.kind: one for one in reversed(written)}
        return Concern(
            tuple((name, one) for one in gone if (name := resource.toward(one.kind)) is not None),
            tuple((name, by_kind[kind]) for name, kind in resource.counted.items() if kind in by_kind),
            tuple(
                (name, one)
                for one in written
                if (name := resource.embeds(one)) is not None and one.owner_property(resource.kind) is not None
            ),
        )

    def _moved(self, other: Resource, kind: str) -> Counter[str]:
        """Return by how many the entities of `other` have become more, by the id of what they belong to."""
        found = self._moves.get((other, kind))
        if found is None:
            found = self._moves[other, kind] = self._move(other, kind)
        return found

    def _move(self, other: Resource, kind: str) -> Counter[str]:
        name = other.toward(kind) or other.owner_property(kind)
        target = self._members.resources.of_kind(kind)
        key = target.id_name if target is not None else None
        moved: Counter[str] = Counter()
        for record in self._world.records(Where(other)).values():
            was: set[str] = set()
            if name is not None and not record.is_new:
                was = _texts(ids_in(self._base(other, record.id, None).get(name), key))
            moved.subtract(was)
            if not record.is_gone:
                owner = {str(record.owners[kind])} if kind in record.owners else set()
                moved.update(_belonging(record, name, key, was) | owner)
        return moved

    def _base(self, resource: Resource, identifier: Any, record: Record | None) -> Mapping[str, Any]:
        """Return the entity as it was before anybody wrote to it."""
        if record is not None and record.is_new:
            return {}
        pin = self._members.pin(resource, identifier)
        return self._members.entities.value(resource, pin, self._seed, full=True)


def _belonging(record: Record, name: str | None, key: str | None, was: set[str]) -> set[str]:
    if name is None or not record.says(name):
        return was
    return _texts(record.links[name] if name in record.links else ids_in(record.values.get(name), key))


def ids_in(value: Any, key: str | None) -> list[Any]:
    """Return the ids of the entities that a property shows or points at; `key` is the property of their ids."""
    found = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            each = each.get(key or "")  # noqa: PLW2901 - an entity stands for its id
        if each is not None:
            found.append(each)
    return found


def _texts(ids: Sequence[Any]) -> set[str]:
    return {str(each) for each in ids}
