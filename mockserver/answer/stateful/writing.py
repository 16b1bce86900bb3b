"""Writes: what an operation does to the world, entity by entity; each of them one step of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mockserver.answer.stateful.changes import (
    GoneError,
    How,
    assigned,
    deleted,
    json_patched,
    linked,
    owned,
    present_record,
)
from mockserver.answer.stateful.fresh import created, defaults, not_yet, owning, sayable, updated
from mockserver.answer.stateful.meant import meant
from mockserver.answer.stateful.patching import is_patch
from mockserver.answer.stateful.written.overlay import EMPTIED, GONE, SessionWorld, collection_of, key_of
from mockserver.answer.stateful.written.record import Record, record_of
from mockserver.answer.world.given import Given, given_by
from mockserver.answer.world.members import Where

if TYPE_CHECKING:
    from mockserver.answer.world.scenes import Scenes
    from mockserver.contract import Call
    from mockserver.contract.resources import Resource, Role
    from mockserver.generate import Entity
    from mockserver.state import Document, Store

MOST_AT_ONCE, MOST_SHOWN = 10_000, 200
MOST_IDS = 50  # that are looked at to find one that nobody has


@dataclass(frozen=True, slots=True)
class Done:
    """What a write came to: the entity that the answer is about, its id, how many were written, and who is new."""

    target: Entity | None = None
    id: Any = None
    count: int = 0
    every: tuple[Entity, ...] = ()


def _now() -> datetime:
    return datetime.now(UTC)


class Writer:
    """Applies writes to a store."""

    def __init__(self, store: Store, scenes: Scenes, now: Callable[[], datetime] = _now) -> None:
        self._store = store
        self._scenes = scenes
        self._members = scenes.members
        self._entities = scenes.entities
        self._now = now

    def write(self, call: Call, role: Role, session: str) -> Done:
        """Do what the call asks for.

        Raises:
            GoneError: the entity was deleted.
            PatchError: a patch cannot be applied.
        """
        return WRITES[role.verb](self, call, role, session)

    def create(self, call: Call, role: Role, session: str) -> Done:
        """Add the entities that the body describes."""
        where = self._scenes.where(call, role)
        given = given_by(call, role.resource)[:MOST_AT_ONCE]
        if role.verb == "bulk":
            given = [one for one in given if one.values]
        elif not given:
            given = [Given()]
        records = [self._create(where, one, session) for one in given]
        if not records:
            return Done()
        every = tuple(self._members.pin(role.resource, record.id) for record in records[:MOST_SHOWN])
        return Done(every[0], records[0].id, len(records), every)

    def update(self, call: Call, role: Role, session: str) -> Done:
        """Change the entity that the path names."""
        where, pin = self._scenes.where(call, role), self._scenes.target(call, role)
        if pin is None:
            return Done()
        identifier = self._entities.id_of(role.resource, pin)
        self._change(where, identifier, call, session)
        if call.request.method == "PUT" and where.is_part:
            self._link(where.resource, identifier, where.owner or ("", None), session, add=True)
        return Done(pin, identifier, 1)

    def replace(self, call: Call, role: Role, session: str) -> Done:
        """Change the entities that the body names by their ids; those that it does not name are new."""
        where = self._scenes.where(call, role)
        name = role.resource.id_name or ""
        last: Done = Done()
        for count, given in enumerate(given_by(call, role.resource)[:MOST_AT_ONCE], 1):
            identifier = given.values.get(name)
            if identifier is None:
                record = self._create(where, given, session)
                last = Done(self._members.pin(role.resource, record.id), record.id, count)
            else:
                self._assign(where, identifier, given, (session, How(revive=True)))
                last = Done(self._members.pin(role.resource, identifier), identifier, count)
        return last

    def delete(self, call: Call, role: Role, session: str) -> Done:
        """Delete the entity that the path names."""
        where, pin = self._scenes.where(call, role), self._scenes.target(call, role)
        if pin is None:
            return Done()
        identifier = self._entities.id_of(role.resource, pin)
        if where.is_part:
            self._part(where, identifier, session)
        else:
            self._delete(where, identifier, session)
        return Done(pin, identifier, 1)

    def clear(self, call: Call, role: Role, session: str) -> Done:
        """Delete the members of the collection that the query speaks of; all of them where it says nothing."""
        where = self._scenes.where(call, role)
        world = SessionWorld(self._store, session, self._members)
        pins = world.members(where, self._members.of(where))
        values = [pins.value(place) for place in range(len(pins))]
        spoken_of = [pins[place] for place in meant(call, role, values, self._scenes)]
        for key in dict.fromkeys(key_of(pin, self._entities.id_of(role.resource, pin)) for pin in spoken_of):
            with suppress(GoneError):  # somebody else was faster
                self._delete(where, key, session)
        return Done(count=len(spoken_of))

    def fill(self, where: Where, entities: list[Mapping[str, Any]], session: str, *, only: bool) -> int:
        """Put entities into a collection as they are; with `only` nobody else is in it. Return how many there are."""
        if only:
            name = collection_of(where)
            self._store.update(session, EMPTIED, name, lambda _: {"collection": name})
        for values in entities:
            given = Given(dict(values))
            self._create(where, given, session)
        return len(entities)

    def _create(self, where: Where, given: Given, session: str) -> Record:
        resource = where.resource
        values = sayable(resource, {**dict(where.above), **given.values})
        links = {**owning(where, given), **given.links}
        identifier = values.get(resource.id_name or "")
        if identifier is None:
            identifier = self._new_id(where, session)
        owners: dict[str, Any] = {}
        if where.owner is not None and not where.scope:
            owners[where.owner[0]] = where.owner[1]
        own = resource.owner_property(where.owner[0]) if where.owner is not None else None
        if own is not None and where.owner is not None:
            values.setdefault(own, where.owner[1])
        filled = created(resource, {**values, **links}, self._now())
        left = [name for name in given.settable if name not in values and name not in links and name not in filled]
        left += not_yet(resource, {*values, *links, *filled, *left})
        values = {**filled, **values}
        if resource.id_name is not None:
            values[resource.id_name] = identifier
        record = Record(identifier, "created", values, tuple(sorted(left)), links, owners)
        self._put(
            where, identifier, session, lambda before: replace(record, version=before.version + 1 if before else 1)
        )
        self._hold(where, identifier, given, session)
        return record

    def _new_id(self, where: Where, session: str) -> Any:
        """Return an id that nobody has, the next after the population's; a schema that runs out of ids repeats one."""
        resource = where.resource
        identifier: Any = None
        for _ in range(MOST_IDS):
            number = self._store.number(session, collection_of(where))
            size = self._entities.population(resource.kind, None)
            pin = self._entities.member(resource, size + number - 1, (), None)
            identifier = self._entities.id_of(resource, pin)
            if identifier is None:
                return f"{resource.kind}-{number}"
            if self._store.get(session, collection_of(where), str(identifier)) is None:
                break
        return identifier

    def _change(self, where: Where, identifier: Any, call: Call, session: str) -> None:
        if call.media_type == JSON_PATCH or (call.request.method == "PATCH" and is_patch(call.body)):
            self._patch(where, identifier, call.body, session)
            return
        found = given_by(call, where.resource)
        merge = call.request.method == "PATCH" or call.media_type == MERGE_PATCH
        put = call.request.method == "PUT"
        how = How(whole=put, merge=merge, revive=put)
        self._assign(where, identifier, found[0] if len(found) == 1 else Given(), (session, how))

    def _assign(self, where: Where, identifier: Any, given: Given, about: tuple[str, How]) -> None:
        """Set the properties that a client gave."""
        session, how = about
        resource = where.resource
        own = {name for name in (resource.id_name, resource.own_id) if name is not None}
        values = {name: value for name, value in given.values.items() if name not in own}
        if how.whole:
            values = {**defaults(resource, given), **sayable(resource, values)}
        now = self._now()

        def change(before: Record | None) -> Record:
            record = present_record(before, identifier, how)
            changed = replace(given, values={**updated(resource, now, record.values), **values})
            present = self._present(where, record) if how.merge else {}
            return assigned(record, changed, how, present, resource.required)

        self._put(where, identifier, session, change)
        self._hold(where, identifier, given, session)

    def _patch(self, where: Where, identifier: Any, operations: list[Any], session: str) -> None:
        resource = where.resource
        now, own = self._now(), {resource.id_name: identifier} if resource.id_name else {}

        def change(before: Record | None) -> Record:
            record = present_record(before, identifier)
            fixed = updated(resource, now, record.values) | own
            return json_patched(record, operations, self._present(where, record), fixed, resource.required)

        self._put(where, identifier, session, change)

    def _present(self, where: Where, record: Record) -> dict[str, Any]:
        """Return the entity as it is shown at present, without what is written of others."""
        if record.is_new:
            pin = self._entities.called(where.resource, record.id)
        else:
            pin = self._members.anybody(where, record.id)
        base = self._entities.value(where.resource, pin, None, full=True)
        return {name: value for name, value in {**base, **record.values}.items() if name not in record.absent}

    def _delete(self, where: Where, identifier: Any, session: str) -> None:
        key = where.resource.key
        self._store.update(session, GONE, key, lambda before: before or {"collection": key})
        self._put(where, identifier, session, lambda before: deleted(before, identifier))

    def _part(self, where: Where, identifier: Any, session: str) -> None:
        """Take an entity out of its owner's list; it stays in its own collection."""
        self._link(where.resource, identifier, where.owner or ("", None), session, add=False)

    def _hold(self, where: Where, identifier: Any, given: Given, session: str) -> None:
        """Let the entities that a client names show the one that it wrote: `contactIds` of a list."""
        for kind, ids in given.holders.items():
            other = self._members.resources.of_kind(kind)
            for each in ids if other is not None else ():
                self._link(other, each, (where.resource.kind, identifier), session, add=True)

    def _link(
        self, resource: Resource | None, identifier: Any, to: tuple[str, Any], session: str, *, add: bool
    ) -> None:
        """Add an entity to those that another one shows, or take it away."""
        kind, target = to
        if resource is None:
            return
        where, name = Where(resource), resource.toward(kind)

        def change(before: Record | None) -> Record:
            record = present_record(before, identifier, How(revive=True))
            if name is None:
                return owned(record, kind, target, add=add)
            return linked(record, name, self._linked(where, record, name, kind), to, add=add)

        self._put(where, identifier, session, change)

    def _linked(self, where: Where, record: Record, name: str, kind: str) -> list[Any]:
        if name in record.links:
            return list(record.links[name])
        other = self._members.resources.of_kind(kind)
        shown = self._present(where, record).get(name)
        key = other.id_name if other is not None else None
        return (
            [each[key] for each in shown if isinstance(each, dict) and key in each] if isinstance(shown, list) else []
        )

    def _put(self, where: Where, identifier: Any, session: str, change: Callable[[Record | None], Record]) -> None:
        def changed(document: Document | None) -> Document:
            return change(record_of(document)).as_document()

        self._store.update(session, collection_of(where), str(identifier), changed)


JSON_PATCH, MERGE_PATCH = "application/json-patch+json", "application/merge-patch+json"

WRITES: dict[str, Callable[[Writer, Call, Role, str], Done]] = {
    "create": Writer.create,
    "bulk": Writer.create,
    "update": Writer.update,
    "patch": Writer.update,
    "replace": Writer.replace,
    "delete": Writer.delete,
    "clear": Writer.clear,
}
