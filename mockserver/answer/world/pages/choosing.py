"""Who of a collection a client asks for: the members that its filters keep, those of one owner found by way of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mockserver.answer.world.members import Members, Where
from mockserver.answer.world.pages.filtering import asked, chosen, filtering
from mockserver.answer.world.pages.shown import Shown

if TYPE_CHECKING:
    from mockserver.answer.world.scenes import Overlay
    from mockserver.contract import Call, Operation
    from mockserver.contract.resources import Filter, Query, Resource
    from mockserver.generate import Entity

Asked = tuple["Filter", Any]
"""A filter, and the value that the client sent for it."""


class Choosing:
    """Chooses among the members of collections, as the world is with an `overlay`, or without one."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._entities = members.entities
        self._resources = members.resources

    def chosen(
        self, call: Call, where: Where, query: Query, overlay: Overlay | None
    ) -> tuple[Sequence[Entity], Sequence[int]]:
        """Return the members of the collection, and the places of those that the client's filters keep, in order."""
        sent = asked(call, query)
        if not sent:
            pins = self._members_of(where, call.operation, overlay)
            return pins, range(len(pins))
        filters = [(one, call.query.get(one.parameter)) for one in query.filters if one.parameter in sent]
        pins = self._narrowed(where, call.operation, filters, overlay)
        values = self.values(where.resource, pins, range(len(pins)), where.seed)
        return pins, chosen(values, call, query, sent, self.follow(overlay, where.seed))

    def values(
        self, resource: Resource, pins: Sequence[Entity], places: Sequence[int], seed: str | None
    ) -> list[dict[str, Any]]:
        """Return the members at some places as a list shows them."""
        if isinstance(pins, Shown):
            return [pins.value(place) for place in places]
        return [self._entities.value(resource, pins[place], seed) for place in places]

    def follow(self, overlay: Overlay | None = None, seed: str | None = None) -> Follow:
        """Return what finds the entities that a property points at."""
        return Follow(self._members, overlay, seed)

    def _members_of(self, where: Where, operation: Operation | None, overlay: Overlay | None) -> Sequence[Entity]:
        base = self._members.of(where, operation)
        return base if overlay is None else overlay.members(where, base)

    def _narrowed(
        self, where: Where, operation: Operation | None, filters: Sequence[Asked], overlay: Overlay | None
    ) -> Sequence[Entity]:
        """Return the members, only those of the owners that a filter leads to: they may be in no list of all."""
        resource = where.resource
        parent = self._members.owning(resource) if where.owner is None and not resource.scope else None
        own = resource.owner_property(parent.kind) if parent is not None else None
        for one, wanted in filters if parent is not None else ():
            single = wanted[0] if isinstance(wanted, list) and len(wanted) == 1 else wanted
            if parent is None or not isinstance(single, str | int):
                continue
            if one.property == own and not one.hops:
                return self._members_of(where._replace(owner=(parent.kind, single)), operation, overlay)
            if one.hops and one.hops[0][1] == parent.kind:
                owners = self._holding(Where(parent, seed=where.seed), one._replace(hops=one.hops[1:]), single, overlay)
                parts = [where._replace(owner=(parent.kind, each)) for each in owners]
                return _joined([self._members_of(part, operation, overlay) for part in parts])
        return self._members_of(where, operation, overlay)

    def _holding(self, where: Where, one: Filter, wanted: Any, overlay: Overlay | None) -> list[Any]:
        """Return the ids of the members that one filter keeps."""
        pins = self._narrowed(where, None, [(one, wanted)], overlay)
        keeps = filtering(one, wanted, self.follow(overlay, where.seed))
        values = self.values(where.resource, pins, range(len(pins)), where.seed)
        return [
            self._entities.id_of(where.resource, pins[place], where.seed)
            for place, value in enumerate(values)
            if keeps(value)
        ]


class Follow:
    """Finds entities by the ids that others point at them with; each is made once, however many point at it."""

    def __init__(self, members: Members, overlay: Overlay | None, seed: str | None) -> None:
        self._members = members
        self._overlay = overlay
        self._seed = seed
        self._found: dict[tuple[str, str], Mapping[str, Any]] = {}

    def __call__(self, value: Any, kind: str) -> list[Mapping[str, Any]]:
        """Return the entities of a kind that a property's value points at, or holds."""
        resource = self._members.resources.of_kind(kind)
        found: list[Mapping[str, Any]] = []
        for each in value if isinstance(value, list) else [value]:
            identifier = each.get(resource.id_name or "") if isinstance(each, dict) and resource is not None else each
            if resource is not None and isinstance(identifier, str | int):
                found.append(self._entity(resource, identifier))
            elif isinstance(each, dict):
                found.append(each)
        return found

    def _entity(self, resource: Resource, identifier: Any) -> Mapping[str, Any]:
        key = (resource.key, str(identifier))
        if key not in self._found:
            pin, overlay = self._members.pin(resource, identifier), self._overlay
            recall = None
            if overlay is not None:
                pin, recall = overlay.pin(resource, pin), overlay.recall
            self._found[key] = self._members.entities.value(resource, pin, self._seed, recall, full=True)
        return self._found[key]


def _joined(parts: Sequence[Sequence[Entity]]) -> Sequence[Entity]:
    """Return the members of several collections as one."""
    places = [(part, place) for part in parts for place in range(len(part))]
    if not any(isinstance(part, Shown) for part in parts):
        return [part[place] for part, place in places]

    def make(place: int) -> Entity:
        part, inner = places[place]
        return part[inner]

    def value(place: int) -> dict[str, Any]:
        part, inner = places[place]
        return part.value(inner) if isinstance(part, Shown) else {}

    return Shown(len(places), make, value)
