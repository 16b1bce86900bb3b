"""Writes: what an operation does to the world, entity by entity; each of them one step of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mockserver.answer.stateful.fresh import created, updated
from mockserver.answer.stateful.overlay import SessionWorld, collection_of
from mockserver.answer.stateful.patching import PatchError, difference, is_patch, merged, patched
from mockserver.answer.stateful.record import Record, record_of
from mockserver.answer.world.given import Given, given_by
from mockserver.answer.world.listing import asked, chosen
from mockserver.answer.world.members import Where
from mockserver.answer.world.pins import same_id

if TYPE_CHECKING:
    from mockserver.answer.world.scenes import Scenes
    from mockserver.contract import Call
    from mockserver.contract.resources import Resource, Role
    from mockserver.generate import Entity
    from mockserver.state import Document, Store

MOST_AT_ONCE = 10_000


class GoneError(LookupError):
    """The entity that a call is about was deleted."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a write came to: the entity that the answer is about, its id, and how many were written."""

    target: Entity | None = None
    id: Any = None
    count: int = 0


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
        first = records[0]
        return Done(self._members.pin(role.resource, first.id), first.id, len(records))

    def update(self, call: Call, role: Role, session: str) -> Done:
        """Change the entity that the path names."""
        where, pin = self._scenes.where(call, role), self._scenes.target(call, role)
        if pin is None:
            return Done()
        identifier = self._entities.id_of(role.resource, pin)
        change = self._patch if _is_json_patch(call) else self._replace
        change(where, identifier, call, session)
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
                self._assign(where, identifier, given, session, revive=True)
                last = Done(self._members.pin(role.resource, identifier), identifier, count)
        return last

    def delete(self, call: Call, role: Role, session: str) -> Done:
        """Delete the entity that the path names."""
        where, pin = self._scenes.where(call, role), self._scenes.target(call, role)
        if pin is None:
            return Done()
        identifier = self._entities.id_of(role.resource, pin)
        if role.owner is not None and not where.scope and not role.resource.owner_property(role.owner[0]):
            self._part(where, identifier, session)
        else:
            self._delete(where, identifier, session)
        return Done(pin, identifier, 1)

    def clear(self, call: Call, role: Role, session: str) -> Done:
        """Delete the members of the collection that the query speaks of; all of them where it says nothing."""
        where = self._scenes.where(call, role)
        world = SessionWorld(self._store, session, self._members)
        pins = world.members(where, self._members.of(where))
        values = [self._entities.value(role.resource, pin, None, world.recall) for pin in pins]
        places = range(len(pins)) if not call.request.query else _named(call, role, values, self._scenes)
        for place in places:
            self._delete(where, self._entities.id_of(role.resource, pins[place]), session)
        return Done(count=len(places))

    def fill(self, where: Where, entities: list[Mapping[str, Any]], session: str, *, only: bool) -> int:
        """Put entities into a collection as they are; with `only` nobody else is in it. Return how many there are."""
        if only:
            name = collection_of(where)
            self._store.update(session, "#emptied", name, lambda _: {"collection": name})
        for values in entities:
            given = Given(dict(values))
            self._create(where, given, session)
        return len(entities)

    def _create(self, where: Where, given: Given, session: str) -> Record:
        resource = where.resource
        values = dict(given.values)
        identifier = values.get(resource.id_name or "")
        if identifier is None:
            identifier = self._new_id(where, session)
        owners: dict[str, Any] = {}
        if where.owner is not None and not where.scope:
            owners[where.owner[0]] = where.owner[1]
        own = resource.owner_property(where.owner[0]) if where.owner is not None else None
        if own is not None and where.owner is not None:
            values.setdefault(own, where.owner[1])
        filled = created(resource, {**values, **given.links}, self._now())
        left = [
            name for name in given.settable if name not in values and name not in given.links and name not in filled
        ]
        values = {**filled, **values}
        if resource.id_name is not None:
            values[resource.id_name] = identifier
        record = Record(identifier, "created", values, tuple(sorted(left)), dict(given.links), owners)
        self._put(
            where, identifier, session, lambda before: replace(record, version=before.version + 1 if before else 1)
        )
        self._hold(where, identifier, given, session)
        return record

    def _new_id(self, where: Where, session: str) -> Any:
        """Return an id that nobody has: the next after the population's."""
        resource = where.resource
        while True:
            number = self._store.number(session, collection_of(where))
            size = self._entities.population(resource.kind, None)
            pin = self._entities.member(resource, size + number - 1, None, None)
            identifier = self._entities.id_of(resource, pin)
            if identifier is None:
                return f"{resource.kind}-{number}"
            if self._store.get(session, collection_of(where), str(identifier)) is None:
                return identifier

    def _replace(self, where: Where, identifier: Any, call: Call, session: str) -> None:
        found = given_by(call, where.resource)
        given = found[0] if len(found) == 1 else Given()
        self._assign(where, identifier, given, session, whole=call.request.method == "PUT", patch=_is_merge(call))

    def _assign(self, where: Where, identifier: Any, given: Given, session: str, **how: bool) -> None:
        """Set the properties that a client gave; see `_assigned` for `how`."""
        resource = where.resource
        own = {name for name in (resource.id_name, resource.own_id) if name is not None}
        values = {name: value for name, value in given.values.items() if name not in own}
        now = updated(resource, self._now())

        def change(before: Record | None) -> Record:
            if before is not None and before.is_gone and not how.get("revive"):
                raise GoneError(str(identifier))
            record = before if before is not None and not before.is_gone else Record(identifier, "changed", version=0)
            return self._assigned(where, record, replace(given, values={**now, **values}), **how)

        self._put(where, identifier, session, change)
        self._hold(where, identifier, given, session)

    def _assigned(self, where: Where, record: Record, given: Given, **how: bool) -> Record:
        """Return the record with new values: merged into the present ones by `patch`, instead of all with `whole`."""
        values, absent = dict(given.values), set(record.absent) - given.values.keys() - given.links.keys()
        if how.get("patch"):
            present = self._present(where, record)
            for name, value in given.values.items():
                if value is None:
                    absent.add(name)
                elif isinstance(value, Mapping):
                    values[name] = merged(present.get(name), value)
        if how.get("whole"):
            absent |= given.settable - given.values.keys() - given.links.keys()
        kept = {name: value for name, value in record.values.items() if name not in absent and name not in given.links}
        links = {name: ids for name, ids in record.links.items() if name not in absent and name not in given.values}
        return replace(
            record, values={**kept, **values}, absent=tuple(sorted(absent)), links={**links, **given.links},
            version=record.version + 1,
        )  # fmt: skip

    def _patch(self, where: Where, identifier: Any, call: Call, session: str) -> None:
        now = updated(where.resource, self._now())

        def change(before: Record | None) -> Record:
            if before is not None and before.is_gone:
                raise GoneError(str(identifier))
            record = before or Record(identifier, "changed", version=0)
            present = self._present(where, record)
            after = patched(present, call.body)
            if not isinstance(after, dict):
                raise PatchError("the entity would be no object any more")
            changed, gone = difference(present, after)
            changed.pop(where.resource.id_name or "", None)
            absent = (set(record.absent) | set(gone)) - changed.keys()
            kept = {name: value for name, value in record.values.items() if name not in absent}
            links = {name: ids for name, ids in record.links.items() if name not in absent and name not in changed}
            return replace(
                record, values={**kept, **changed, **now}, absent=tuple(sorted(absent)), links=links,
                version=record.version + 1,
            )  # fmt: skip

        self._put(where, identifier, session, change)

    def _present(self, where: Where, record: Record) -> dict[str, Any]:
        """Return the entity as it is shown at present, without what is written of others."""
        pin = self._members.pin(where.resource, record.id)
        base = self._entities.value(where.resource, pin, None, full=True)
        gone = {*record.absent}
        return {name: value for name, value in {**base, **record.values}.items() if name not in gone}

    def _delete(self, where: Where, identifier: Any, session: str) -> None:
        def change(before: Record | None) -> Record:
            if before is not None and before.is_gone:
                raise GoneError(str(identifier))
            if before is None:
                return Record(identifier, "deleted")
            return replace(before, state="deleted", values={**_references(where, before)}, version=before.version + 1)

        self._put(where, identifier, session, change)

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
            record = before or Record(identifier, "changed", version=0)
            if name is None:
                owners = (
                    {**record.owners, kind: target} if add else {k: v for k, v in record.owners.items() if k != kind}
                )
                return replace(record, owners=owners, version=record.version + 1)
            ids = [each for each in self._linked(where, record, name, kind) if not same_id(each, target)]
            links = {**record.links, name: [*ids, target] if add else ids}
            kept = {key: value for key, value in record.values.items() if key != name}
            return replace(record, links=links, values=kept, version=record.version + 1)

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


def _references(where: Where, record: Record) -> dict[str, Any]:
    """Return what is worth to know of an entity that is gone: whose it was."""
    entity = where.resource.entity
    return (
        {} if entity is None else {name: value for name, value in record.values.items() if name.lower().endswith("id")}
    )


def _named(call: Call, role: Role, values: list[dict[str, Any]], scenes: Scenes) -> list[int]:
    """Return the places of the entities that a query names: by its filters, by their ids, or by what they refer to."""
    query = scenes.query(call.operation, role)
    sent = asked(call, query)
    if sent:
        return chosen(values, call, query, sent)
    wanted = [each for value in call.query.values() for each in (value if isinstance(value, list) else [value])]
    name = role.resource.id_name or ""
    return [n for n, value in enumerate(values) if any(_is_meant(value, name, each) for each in wanted)]


def _is_meant(value: dict[str, Any], name: str, wanted: Any) -> bool:
    if same_id(value.get(name), wanted):
        return True
    for part in value.values():
        for each in part if isinstance(part, list) else [part]:
            if isinstance(each, dict) and any(
                isinstance(one, str | int) and same_id(one, wanted) for one in each.values()
            ):
                return True
    return any(
        isinstance(part, str) and key.lower().endswith("id") and same_id(part, wanted) for key, part in value.items()
    )


def _is_json_patch(call: Call) -> bool:
    return call.media_type == "application/json-patch+json" or (call.request.method == "PATCH" and is_patch(call.body))


def _is_merge(call: Call) -> bool:
    return call.request.method == "PATCH" or call.media_type == "application/merge-patch+json"


WRITES: dict[str, Callable[[Writer, Call, Role, str], Done]] = {
    "create": Writer.create,
    "bulk": Writer.create,
    "update": Writer.update,
    "patch": Writer.update,
    "replace": Writer.replace,
    "delete": Writer.delete,
    "clear": Writer.clear,
}
