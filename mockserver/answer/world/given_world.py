"""What the author already said of entities: the examples of lists and the fixtures, as members of their collections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from mockserver.answer.samples import samples_of
from mockserver.answer.world.pins import at, overlaid
from mockserver.contract.parameter import MISSING
from mockserver.contract.resources import success
from mockserver.kinds import kind_of

if TYPE_CHECKING:
    from mockserver.contract import Operation
    from mockserver.contract.resources import Resource, Resources, View
    from mockserver.fixtures import Fixture
    from mockserver.schema import Bundle

Told = dict[str, dict[str, Any]]
"""Values of entities by their ids, as text."""


class GivenWorld:
    """Holds what examples and fixtures say of the entities of each resource.

    `examples` tells whether the examples of lists count; `fixtures` returns the fixtures that are served at present.
    """

    def __init__(
        self, resources: Resources, *, examples: bool = True, fixtures: Callable[[], Iterable[Fixture]] = lambda: ()
    ) -> None:
        self._resources = resources
        self._examples = examples
        self._fixtures = fixtures
        self._listed: dict[Operation, tuple[dict[str, Any], ...] | None] = {}
        self._told: dict[Resource, Told] = {}
        self._described: dict[Resource, Told] = {}
        self._in_examples: dict[Resource, Told] = {}
        self._within: dict[str, Told] | None = None

    def listed(self, operation: Operation | None, resource: Resource) -> tuple[dict[str, Any], ...] | None:
        """Return the entities that the example of a list operation shows, or None where it has no example."""
        if operation is None or not self._examples:
            return None
        if operation not in self._listed:
            self._listed[operation] = self._example_items(operation, resource)
        return self._listed[operation]

    def fixed(self, resource: Resource) -> Told:
        """Return what is said of the resource's entities: by fixtures, inside of others in fixtures, by examples."""
        found = self._told.get(resource)
        if found is None:
            own = self._of_fixtures(resource)
            inner = {} if resource.scope or resource.id_name is None else self._inside().get(resource.kind, {})
            described = {} if resource.scope else self.described(resource)
            found = self._told[resource] = {
                **own, **{key: each for more in (described, inner) for key, each in more.items() if key not in own}
            }  # fmt: skip
        return found

    def described(self, resource: Resource) -> Told:
        """Return the entities that the examples of the read operation show, by the ids that they have there."""
        found = self._described.get(resource)
        if found is None:
            found = self._described[resource] = self._examples_of(resource) if self._examples else {}
        return found

    def known(self, resource: Resource, identifier: Any) -> dict[str, Any]:
        """Return what examples and fixtures say of one entity; {} where they say nothing."""
        key = str(identifier)
        told = self.fixed(resource).get(key)
        by_fixtures = told is not None and told is not self.described(resource).get(key)
        return told if told is not None and by_fixtures else self.shown(resource).get(key, {})

    def shown(self, resource: Resource) -> Told:
        """Return the entities that examples show: the list's goes before that of the read operation, part by part."""
        found = self._in_examples.get(resource)
        if found is None:
            listed = self.listed(resource.operations.get("list"), resource) or ()
            by_id = {str(item.get(resource.id_name or "")): item for item in reversed(listed)}
            found = self._in_examples[resource] = overlaid(self.described(resource), by_id)
        return found

    def changed(self) -> None:
        """Forget the fixtures: there are others now."""
        self._told.clear()
        self._within = None

    def _example_items(self, operation: Operation, resource: Resource) -> tuple[dict[str, Any], ...] | None:
        if resource.id_name is None:
            return None
        found = _success_view(operation, resource, many=True)
        if found is None:
            return None
        bundle, view, examples = found
        for value in examples:
            items = at(value, view.items or ())
            if isinstance(items, list) and items and bundle.validator.is_valid(value):
                objects = tuple(item for item in items if isinstance(item, dict) and resource.id_name in item)
                return objects if len(objects) == len(items) else None
        return None

    def _examples_of(self, resource: Resource) -> Told:
        read, name = resource.operations.get("read"), resource.id_name
        if read is None or name is None or not resource.variable:
            return {}
        found = _success_view(read, resource, many=False)
        entities = [
            at(value, found[1].item or ()) for value in found[2] if found[0].validator.is_valid(value)
        ] if found is not None else []  # fmt: skip
        told: Told = {}
        for entity in entities:
            if isinstance(entity, dict) and isinstance(entity.get(name), str | int):
                told.setdefault(str(entity[name]), entity)
        return told

    def _of_fixtures(self, resource: Resource) -> Told:
        found: Told = {}
        read = resource.operations.get("read")
        name = resource.id_name
        if read is None or name is None or resource.scope:
            return found
        view = _success_view(read, resource, many=False)
        for fixture in self._fixtures() if view is not None else ():
            if fixture.when.operation not in (read.id, f"{read.method} {read.path}") or not _is_plain(fixture):
                continue
            value = at(fixture.then.body, view[1].item or ()) if view is not None else MISSING
            identifier = getattr(fixture.when.path.get(resource.variable), "expected", MISSING)
            if isinstance(value, dict) and identifier is not MISSING:
                filled = _filled(value, f"{{{{ request.path.{resource.variable} }}}}", identifier)
                plain = {key: each for key, each in filled.items() if not _templated(each)}
                found[str(identifier)] = {**plain, name: identifier}
        return found

    def _inside(self) -> dict[str, Told]:
        """Return what the fixtures say of entities that they show inside others, by kind and id."""
        if self._within is None:
            self._within = {}
            operations = dict.fromkeys(fixture.when.operation for fixture in self._fixtures() if _is_plain(fixture))
            found = (self._resources.contract.operation(key) for key in operations if key)
            roles = (self._resources.role(operation) for operation in found if operation is not None)
            for resource in dict.fromkeys(role.resource for role in roles if role is not None and role.verb == "read"):
                for values in self._of_fixtures(resource).values():
                    self._look_inside(resource, values, self._within)
        return self._within

    def _look_inside(self, parent: Resource, values: Mapping[str, Any], found: dict[str, Told]) -> None:
        for name, value in values.items():
            other = self._resources.of_kind(kind_of(name)) if isinstance(value, dict | list) else None
            if other is None or other.id_name is None:
                continue
            for element in value if isinstance(value, list) else [value]:
                if isinstance(element, dict) and element.get(other.id_name) is not None and not _templated(element):
                    whole = owned_by(parent, values, other, element)
                    found.setdefault(other.kind, {}).setdefault(str(element[other.id_name]), whole)
                    self._look_inside(other, whole, found)


def owned_by(parent: Resource, owner: Mapping[str, Any], child: Resource, element: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of an entity inside its owner, with the owner's id where the entity has one."""
    own = child.owner_property(parent.kind)
    identifier = owner.get(parent.id_name or "")
    return element if own is None or identifier is None else {own: identifier, **element}


def _is_plain(fixture: Fixture) -> bool:
    """Tell whether a fixture shows an entity to whoever asks for it: a success that no other condition narrows."""
    when, then = fixture.when, fixture.then
    narrowed = when.query or when.header or when.cookie or when.body or fixture.scenario or fixture.times is not None
    return not narrowed and then.status in (None, 200) and len(when.path) == 1 and isinstance(then.body, dict)


def _filled(value: Any, placeholder: str, text: Any) -> Any:
    """Return `value` with the path's id in its place."""
    if isinstance(value, dict):
        return {name: _filled(each, placeholder, text) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, placeholder, text) for each in value]
    return text if value == placeholder else value


def _templated(value: Any) -> bool:
    if isinstance(value, str):
        return "{{" in value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_templated, parts))


def _success_view(operation: Operation, resource: Resource, *, many: bool) -> tuple[Bundle, View, list[Any]] | None:
    chosen = success(operation)
    for media in chosen[1].content.values() if chosen is not None else ():
        bundle = media.schema("response")
        view = resource.view(bundle, many=many) if bundle is not None else None
        if bundle is not None and view is not None:
            return bundle, view, [one.value for one in samples_of(media).all if one.value is not MISSING]
    return None
