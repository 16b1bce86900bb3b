"""The world as one session has written to it: seen through this, every entity shows what was written of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mockserver.answer.stateful.written.record import Record, record_of
from mockserver.answer.stateful.written.surroundings import Surroundings
from mockserver.answer.world.members import Members, Where
from mockserver.answer.world.pages.shown import Shown
from mockserver.contract.parameter import MISSING
from mockserver.generate import ABSENT, Entity, Items, Value
from mockserver.kinds import kind_of

if TYPE_CHECKING:
    from mockserver.contract.resources import Resource
    from mockserver.state import Store

MOST_RECALLS = 50
"""How often one entity is looked at in one answer before its surroundings are left as they are."""


MOST_KNOWN = 5_000
MOST_LOOKS = 8
"""How many entities of a collection are looked up one by one, before all of them are read at once."""
MOST_COLLECTIONS = 64


def collection_of(where: Where) -> str:
    """Return the name of the store's collection: the resource's key, and the path values that it stands below."""
    scope = "/".join(quote(value, safe="") for value in where.scope)
    return f"{where.resource.key}#{scope}" if scope else where.resource.key


def key_of(pin: Entity, identifier: Any) -> str:
    """Return the name of a member in its collection: its id, or its place where it has none."""
    return f"#{pin.ordinal}" if identifier is None else str(identifier)


class SessionWorld:
    """What a session wrote, as of one revision: whoever sees another one makes a new world."""

    def __init__(self, store: Store, session: str, members: Members, seed: str | None = None) -> None:
        self._store = store
        self._session = session
        self.revision = store.revision(session)
        self._members = members
        self._entities = members.entities
        self._seed = seed
        self._records: dict[str, dict[str, Record]] = {}
        self._known: dict[tuple[Resource, str], dict[str, Any]] = {}
        self._looks: Counter[str] = Counter()
        self._met: dict[tuple[str, str], tuple[Resource, Where, str, bool] | None] = {}
        self._recalls: Counter[tuple[Resource, str]] = Counter()
        self._collections: dict[tuple[Any, ...], tuple[Sequence[Entity], Shown]] = {}
        self.surroundings = Surroundings(self, members, seed)

    def again(self) -> SessionWorld:
        """Return the same world for another answer."""
        self._recalls.clear()
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        if len(self._collections) > MOST_COLLECTIONS:
            self._collections.clear()
        return self

    @cached_property
    def written(self) -> tuple[Resource, ...]:
        """The resources that were written to and that stand below no other."""
        found = (
            self._members.resources.at(name) for name in sorted(self._names) if name.startswith("/") and "#" not in name
        )
        return tuple(one for one in found if one is not None)

    def records(self, where: Where) -> dict[str, Record]:
        """Return what was written to a collection, by id, in the order of first writing."""
        name = collection_of(where)
        found = self._records.get(name)
        if found is None:
            documents = self._store.scan(self._session, name)
            found = {key: one for key, document in documents if (one := record_of(document)) is not None}
            self._records[name] = found
        return found

    def record(self, where: Where, identifier: Any) -> Record | None:
        """Return what was written of one entity, or None."""
        return self._record(where, collection_of(where), identifier)

    def _record(self, where: Where, name: str, identifier: Any) -> Record | None:
        """Look one entity up, the first few of a collection one by one: most answers are about one or two."""
        found = self._records.get(name)
        if found is None:
            if name not in self._names:
                return None
            self._looks[name] += 1
            if self._looks[name] <= MOST_LOOKS:
                return record_of(self._store.get(self._session, name, str(identifier)))
            found = self.records(where)
        return found.get(str(identifier))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._store.collections(self._session))

    def has_gone(self, resource: Resource) -> bool:
        """Tell whether entities of the resource were deleted; it takes one look, however many there are."""
        return self._store.get(self._session, GONE, resource.key) is not None

    def is_gone(self, where: Where, identifier: Any) -> bool:
        """Tell whether the entity was deleted."""
        if GONE not in self._names:
            return False
        record = self.record(where, identifier)
        return record is not None and record.is_gone

    def has_left(self, where: Where, identifier: Any) -> bool:
        """Tell whether the entity was taken out of the collection of its owner."""
        record = self.record(where, identifier) if where.owner is not None else None
        return record is not None and not self._stays(where, record)

    def is_without_base(self, where: Where) -> bool:
        """Tell whether nobody is in the collection but those that were written: it was seeded, or its owner is new."""
        if self._store.get(self._session, EMPTIED, collection_of(where)) is not None:
            return True
        if where.owner is None:
            return False
        kind, identifier = where.owner
        owner = self._members.owner_of(where.resource, kind) or self._members.resources.of_kind(kind)
        record = self.record(Where(owner), identifier) if owner is not None and len(where.scope) < 2 else None
        return record is not None and record.is_new

    def is_touched(self, where: Where, pin: Entity) -> bool:
        """Tell whether anything was written of an entity, or of what it counts or lists."""
        identifier = pin.id if pin.id is not None else self._entities.id_of(where.resource, pin, self._seed)
        return self.record(where, identifier) is not None or bool(self._told(where, identifier))

    def members(self, where: Where, base: Sequence[Entity]) -> Shown:
        """Return the members of a collection as they are now: what was made last stands first."""
        kept = self._collections.get(where.key)
        if kept is None or kept[0] is not base:
            kept = self._collections[where.key] = (base, self._members_of(where, base))
        return kept[1]

    def _members_of(self, where: Where, base: Sequence[Entity]) -> Shown:
        resource = where.resource
        if self.is_without_base(where):
            base = ()
        records = self.records(where)
        ids = [self._entities.id_of(resource, pin, where.seed) for pin in base]
        kept: list[Entity] = []
        for pin, identifier in zip(base, ids, strict=True):
            record = records.get(key_of(pin, identifier))
            if record is None or not (record.is_gone or not self._stays(where, record)):
                kept.append(pin if pin.id is not None else replace(pin, id=identifier))
        there = {str(identifier) for identifier in ids}
        new = [record for key, record in records.items() if key not in there and not record.is_gone]
        added = [record.id for record in reversed(new) if self.belongs(where, record)]

        def make(place: int) -> Entity:
            return self._member(where, added[place] if place < len(added) else kept[place - len(added)])

        def value(place: int) -> dict[str, Any]:
            return self._entities.value(resource, make(place), self._seed, self.recall)

        return Shown(len(added) + len(kept), make, value)

    def _member(self, where: Where, one: Any) -> Entity:
        """Return a member with what was written of it; a written one is known by its id alone."""
        pin = one if isinstance(one, Entity) else self._members.anybody(where, one)
        return self.pin(where.resource, pin, where)

    def pin(self, resource: Resource, pin: Entity, where: Where | None = None) -> Entity:
        """Return an entity with all that was written of it and of what it shows; no example is about a new one."""
        identifier = pin.id if pin.id is not None else self._entities.id_of(resource, pin, self._seed)
        where = where or Where(resource, seed=self._seed)
        known = self._told(where, identifier)
        record = self.record(where, identifier) if known else None
        if record is not None and record.is_new:
            pin = self._entities.called(resource, identifier)
        return replace(pin, id=identifier, values={**pin.values, **known}) if known else pin

    def recall(self, kind: str, schema_name: str, identifier: Any) -> dict[str, Any] | None:
        """Return what is known of an entity that is met while a value is made (see `Scene.recall`)."""
        key = (kind, schema_name)
        met = self._met[key] if key in self._met else self._meet(key)
        if met is None or identifier is None:
            return None
        resource, where, name, concerned = met
        if not concerned and self._record(where, name, identifier) is None:
            return None
        about = (resource, str(identifier))
        self._recalls[about] += 1
        if self._recalls[about] > MOST_RECALLS:
            return None
        return self._told(where, identifier) or None

    def _meet(self, key: tuple[str, str]) -> tuple[Resource, Where, str, bool] | None:
        """Return the resource of a kind and a schema, where it is in the store, and whether writes concern it."""
        kind, schema_name = key
        named = (one for one in self.written if schema_name and one.entity_name == schema_name)
        resource = self._members.resources.of_kind(kind) or next(named, None)
        found = None
        if resource is not None:
            where = Where(resource, seed=self._seed)
            name, concerned = collection_of(where), bool(self.surroundings.concern(resource))
            if concerned or name in self._names:
                found = (resource, where, name, concerned)
        self._met[key] = found
        return found

    def _told(self, where: Where, identifier: Any) -> dict[str, Any]:
        key = (where.resource, f"{collection_of(where)} {identifier}")
        found = self._known.get(key)
        if found is None:
            self._known[key] = {}  # whoever asks on the way gets the entity as it was
            found = self._known[key] = self._tell(where, identifier)
        return found

    def _tell(self, where: Where, identifier: Any) -> dict[str, Any]:
        record = self.record(where, identifier)
        resource = where.resource
        around = self.surroundings
        if resource.entity is None or not around.concern(resource):
            return self._said(resource, record)
        return {
            **around.without_gone(resource, identifier, record),
            **around.children(resource, identifier, record),
            **self._said(resource, record),
            **around.counts(resource, identifier, record),
        }

    def _said(self, resource: Resource, record: Record | None) -> dict[str, Any]:
        """Return what was written of the entity itself."""
        if record is None or record.is_gone:
            return {}
        found: dict[str, Any] = {name: Value(value) for name, value in record.values.items()}
        found |= dict.fromkeys(record.absent, ABSENT)
        return found | {name: self.shown(resource, name, ids) for name, ids in record.links.items()}

    def shown(self, resource: Resource, name: str, ids: Sequence[Any]) -> Any:
        """Return the pin of a property that shows the entities called `ids`; those that are deleted are not shown."""
        other = self._other(name)
        pins = [Entity("", each) if other is None else self._members.pin(other, each) for each in ids
                if other is None or not self.is_gone(Where(other), each)]  # fmt: skip
        shape = resource.entity.properties[name] if resource.entity is not None else None
        if shape is not None and not shape.allows("array"):
            return pins[0] if pins else Value(None)
        return Items(pins)

    def _other(self, name: str) -> Resource | None:
        return self._members.resources.of_kind(kind_of(name))

    def _stays(self, where: Where, record: Record) -> bool:
        """Tell whether an entity that was below an owner is there still."""
        if where.owner is None or where.scope:
            return True
        if record.left(*where.owner):
            return False
        if self.belongs(where, record):
            return True
        name = self._relation(where)
        return name is None or not record.says(name)

    def belongs(self, where: Where, record: Record) -> bool:
        """Tell whether a written entity belongs to the part of the collection that is asked for."""
        if where.owner is None or where.scope:
            return True
        kind, identifier = where.owner
        if str(record.owners.get(kind, MISSING)) == str(identifier):
            return True
        name = self._relation(where)
        return name is not None and record.refers(name, identifier)

    def _relation(self, where: Where) -> str | None:
        kind = where.owner[0] if where.owner is not None else ""
        return where.resource.owner_property(kind) or where.resource.toward(kind)


GONE = "#gone"
"""The store's collection that names the collections of which entities were deleted."""

EMPTIED = "#emptied"
"""The store's collection that names the collections without a base population: a seed stands in its place."""
