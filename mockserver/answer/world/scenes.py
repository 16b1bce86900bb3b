"""What is known about an answer before it is generated: whose it is, whom it shows, and which page of how many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import parse_qsl

from mockserver.answer.world.above import Above, with_above
from mockserver.answer.world.members import Members, Where
from mockserver.answer.world.pages.fields import PAGE_HEADERS
from mockserver.answer.world.pins import pinned, shape_at, told_or_absent
from mockserver.contract.resources import query_through
from mockserver.contract.shape import Shape
from mockserver.generate import Entity, Items, Scene, Value
from mockserver.generate.entropy import draw
from mockserver.kinds import foreign_kind
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.world.given import Given
    from mockserver.answer.world.pages.choosing import Choosing
    from mockserver.answer.world.pages.listing import Page
    from mockserver.answer.world.pages.shown import Shown
    from mockserver.contract import Call, Operation
    from mockserver.contract.resources import Pointer, Query, Resource, Role, View
    from mockserver.generate.scene import Window
    from mockserver.schema import Bundle

_WORLD = "mockserver.answer.world"
choosing_among: Callable[[Members], Choosing] = later(f"{_WORLD}.pages.choosing", "Choosing")
page_of: Callable[..., Page] = later(f"{_WORLD}.pages.listing", "page_of")
meta_of: Callable[..., Any] = later(f"{_WORLD}.pages.listing", "meta_of")
field_of: Callable[[Page, Call, str], str | None] = later(f"{_WORLD}.pages.listing", "field_of")
period_of: Callable[[Call], Window | None] = later(f"{_WORLD}.figures.periods", "period_of")
unread_told: Callable[..., dict[Pointer, Any]] = later(f"{_WORLD}.figures.unread", "unread_told")
given_by: Callable[[Call, Resource], list[Given]] = later(f"{_WORLD}.given", "given_by")

MOST_PINNED = 1_200
"""A page of more nodes is made element by element, so that the budgets of one value hold for each of them."""

BEYOND = 1_000_000


class Overlay(Protocol):
    """What was written to the world: who is there beyond the base, who is gone, and what is known of each."""

    def recall(self, kind: str, schema_name: str, identifier: Any, /) -> Mapping[str, Any] | None:
        """Return what was written of an entity that is met while a value is made."""

    def members(self, where: Where, base: Sequence[Entity]) -> Shown:
        """Return the members of a collection as they are now."""

    def pin(self, resource: Resource, pin: Entity, where: Where | None = None) -> Entity:
        """Return an entity with what was written of it."""


class Written(NamedTuple):
    """The written world, and the entity, or all those, that an answer is about where the call does not tell."""

    overlay: Overlay
    target: Entity | None = None
    every: tuple[Entity, ...] = ()


class Scenes:
    """Makes the scene of an answer from its call: without an overlay the world is the one that nobody wrote to."""

    def __init__(self, members: Members) -> None:
        self.members = members
        self.resources = members.resources
        self.entities = members.entities
        self.above = Above(members.resources)
        self._queries: dict[Operation, Query] = {}
        self._wrappers: dict[Bundle, str | None] = {}

    def __call__(self, call: Call, choice: Choice, bundle: Bundle, written: Written | None = None) -> Scene:
        """Return the scene of an answer in a world that is `written` to, or in the one that nobody wrote to."""
        overlay, target = (written.overlay, written.target) if written is not None else (None, None)
        preference = choice.preference
        recall = overlay.recall if overlay is not None else None
        scene = Scene(_key(call, choice), bundle.name, None, preference.variant or "normal", preference.seed, recall)
        role = self.resources.role(call.operation) if choice.status < 300 else None
        if role is None:
            return self._unplaced(scene, call, choice, bundle)
        if role.verb == "list":
            return self._of_list(scene, call, role, bundle, overlay)
        if written is not None and written.every:
            where = self.where(call, role, scene.seed)
            view = role.resource.view(bundle, many=True)
            pins = [_shown(written.overlay.pin(role.resource, each, where), role, view) for each in written.every]
            return self._of_every(scene, role.resource, view, pins)
        return self._of_entity(scene, call, role, (bundle, overlay, target, choice))

    @cached_property
    def choosing(self) -> Choosing:
        """What chooses among the members of collections."""
        return choosing_among(self.members)

    def where(self, call: Call, role: Role, seed: str | None = None) -> Where:
        """Return which part of the role's resource the call is about."""
        scope = self.whereabouts(role.resource, call).scope
        owner = None
        if role.owner is not None and role.owner[1] in call.path:
            owner = (role.owner[0], call.path[role.owner[1]])
        line = self.above.line(call, role) if len(scope) > 1 else ()
        return Where(role.resource, owner, scope, seed, self.above.of(call, role), line)

    def whereabouts(self, resource: Resource, call: Call) -> Where:
        """Return the collection of a resource below whose path the call is."""
        return Where(resource, scope=tuple(str(call.path.get(name, "")) for name in resource.scope))

    def headers(self, call: Call, choice: Choice, overlay: Overlay | None = None) -> dict[str, str | None]:
        """Return what the documented fields of a page say of it, by lower-case name; None for one that says nothing."""
        role = self.resources.role(call.operation)
        if role is None or role.verb != "list" or choice.status >= 300 or choice.response is None:
            return {}
        query = self.query(call.operation, role)
        if not query.pages:
            return {}
        pins, places = self._chosen(call, role, query, overlay, choice.preference.seed)
        page = page_of(call, query, len(places), lambda: self._ids(role, pins, places))
        return {
            name.lower(): field_of(page, call, name.lower())
            for name in choice.response.headers
            if name.lower() in PAGE_HEADERS
        }

    def query(self, operation: Operation, role: Role) -> Query:
        """Return what the query parameters of a list operation mean."""
        found = self._queries.get(operation)
        if found is None:
            found = self._queries[operation] = query_through(self.resources, role.resource, operation)
        return found

    def target(self, call: Call, role: Role) -> Entity | None:
        """Return the entity that the call's path names, or None if it names none."""
        resource = role.resource
        if resource.single:
            if resource.own_id is not None:
                return Entity(resource.kind, None)
            return Entity(
                resource.kind, "/".join((resource.key, *(str(call.path.get(name)) for name in resource.scope)))
            )
        if role.variable and role.variable in call.path:
            identifier = call.path[role.variable]
            if self.members.given.described(resource):
                return self.members.anybody(self.where(call, role), identifier)
            return self.members.pin(resource, identifier)
        return None

    def _unplaced(self, scene: Scene, call: Call, choice: Choice, bundle: Bundle) -> Scene:
        """Return the scene of an operation that belongs to no resource: the path's last value is its entity's id."""
        if (period := period_of(call)) is not None:
            scene = replace(scene, window=period)
        if choice.status >= 300 or not call.path:
            return scene
        name, told = _last_parameter(call.operation.path), dict(self.above.around(call, bundle))
        if name not in call.path:
            scene.pins = told or None
            return scene
        if bundle not in self._wrappers:
            names = tuple(Shape.of(bundle.schema).properties)
            self._wrappers[bundle] = names[0] if len(names) == 1 else None
        wrapper = self._wrappers[bundle]
        if wrapper is not None:
            return scene.showing("", {wrapper: Entity(wrapper, call.path[name])} | told)
        kind = foreign_kind(name) or bundle.name or "entity"
        return scene.showing(scene.kind, Entity(kind, call.path[name], None, told))

    def _of_entity(
        self, scene: Scene, call: Call, role: Role, about: tuple[Bundle, Overlay | None, Entity | None, Choice]
    ) -> Scene:
        bundle, overlay, target, choice = about
        resource = role.resource
        view = resource.view(bundle, many=False)
        if view is None or view.item is None:
            many = resource.view(bundle, many=True) if role.verb in ("bulk", "replace", "clear") else None
            if many is not None:
                return self._of_many(scene, call, resource, many)
            scene.pins = dict(self.above.around(call, bundle)) or None
            return scene
        pin = target or self.target(call, role)
        if choice.preference.dynamic and target is None and role.variable in call.path:
            pin = self.entities.called(resource, call.path[role.variable])
        if role.verb in WRITES and overlay is None:
            pin = self._written(call, role, pin, scene)
        told = self.above.of(call, role)
        if pin is None:
            scene.pins = pinned(view.item, dict(told)) if told else None
            return scene
        if overlay is not None:
            pin = _shown(overlay.pin(resource, pin, self.where(call, role, scene.seed)), role, view)
        if told:
            pin = with_above(pin, told)
        scene.kind, scene.within, scene.pins = resource.kind, view.item, pinned(view.item, pin)
        return scene

    def _of_many(self, scene: Scene, call: Call, resource: Resource, view: View) -> Scene:
        """Show back what was sent where the answer lists what was written."""
        given = given_by(call, resource)
        size = self.entities.population(resource.kind, scene.seed)
        start = size + draw(b"", scene.key) % BEYOND
        pins = [Entity(resource.kind, None, ordinal=start + n, values=one.values) for n, one in enumerate(given)]
        return self._of_every(scene, resource, view, pins)

    def _of_every(self, scene: Scene, resource: Resource, view: View | None, pins: list[Entity]) -> Scene:
        if not pins or view is None or view.items is None:
            return scene
        return scene.showing(resource.kind, pinned(view.items, Items(pins)), view.items)

    def _written(self, call: Call, role: Role, pin: Entity | None, scene: Scene) -> Entity | None:
        """Return the entity as a write without memory shows it: what was sent, over what it would have been."""
        given = given_by(call, role.resource)
        if len(given) != 1:
            return pin
        resource = role.resource
        values = _with_links(given[0].values, given[0].links)
        name = resource.id_name
        if pin is None and name in values:
            pin = self.entities.called(resource, values[name])
        if pin is None:
            size = self.entities.population(resource.kind, scene.seed)
            pin = Entity(resource.kind, None, ordinal=size + draw(b"", scene.key) % BEYOND)
        return replace(
            pin, values={**values, **pin.values} if pin.id_property in pin.values else {**pin.values, **values}
        )

    def _of_list(self, scene: Scene, call: Call, role: Role, bundle: Bundle, overlay: Overlay | None) -> Scene:
        resource = role.resource
        view = resource.view(bundle, many=True)
        if view is None or view.items is None:
            return scene
        root = view.root
        query = self.query(call.operation, role)
        pins, places = self._chosen(call, role, query, overlay, scene.seed)
        page = page_of(call, query, len(places), lambda: self._ids(role, pins, places))
        on_page = places[page.start : page.stop]
        if len(on_page) * self.entities.weight(resource) > MOST_PINNED:
            shown: list[Any] = [Value(each) for each in self.choosing.values(resource, pins, on_page, scene.seed)]
        else:
            shown = [_shown(pins[place], role, view) if overlay is not None else pins[place] for place in on_page]
        meta = {
            pointer: told_or_absent(meta_of(page, call, name, shape_at(root, pointer)), shape_at(root, pointer))
            for name, pointer in view.meta.items()
            if _is_safe(name, view.meta, query)
        }
        meta |= unread_told(view, lambda: self.choosing.values(resource, pins, places, scene.seed))
        return scene.showing(resource.kind, pinned(view.items, Items(shown), meta), view.items)

    def _chosen(
        self, call: Call, role: Role, query: Query, overlay: Overlay | None, seed: str | None
    ) -> tuple[Sequence[Entity], Sequence[int]]:
        return self.choosing.chosen(call, self.where(call, role, seed), query, overlay)

    def _ids(self, role: Role, pins: Sequence[Entity], places: Sequence[int]) -> list[Any]:
        return [self.entities.id_of(role.resource, pins[place]) for place in places]


def _shown(pin: Entity, role: Role, view: View | None) -> Entity:
    """Return an entity without what a body does not show of it by name, and the details do: `Member` of a `User`."""
    own = role.resource.entity
    if view is None or own is None or not view.shape.properties:
        return pin
    hidden = pin.values.keys() & own.properties.keys() - view.shape.with_heirs.properties.keys()
    return replace(pin, values={name: pin.values[name] for name in pin.values if name not in hidden}) if hidden else pin


def _with_links(values: Mapping[str, Any], links: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return pins in which the properties that show other entities name them by their ids."""
    return {**values, **{name: Items([Entity("", each) for each in ids]) for name, ids in links.items()}}


def _is_safe(role: str, meta: Mapping[str, Pointer], query: Query) -> bool:
    """Tell whether a member of the envelope is about pages: a lone `count` or `number` may be about anything."""
    return role not in ("page", "offset") or query.pages or "total" in meta


def _key(call: Call, choice: Choice) -> str:
    request = call.request
    pairs = call.path.items()
    path = ", ".join([f"({name!r}, {str(value)!r})" for name, value in (sorted(pairs) if len(pairs) > 1 else pairs)])
    if not request.query and not request.body:
        return f"{call.operation.id} {choice.status} [{path}] [] "
    sent = parse_qsl(request.query, keep_blank_values=True)
    query = sorted(pair for pair in sent if not pair[0].startswith("__"))
    return f"{call.operation.id} {choice.status} [{path}] {query} {request.body.decode('latin-1')}"


def _last_parameter(path: str) -> str:
    segment = path.rstrip("/").rpartition("/")[2]
    return segment[1:-1] if segment.startswith("{") and segment.endswith("}") and segment.count("{") == 1 else ""


WRITES = frozenset({"create", "update", "patch", "replace"})
