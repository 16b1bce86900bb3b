"""What a path says of the entities below it: `/shops/7/goods` are the goods whose `shopId` is 7."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.world.pins import written_as
from mockserver.contract.resources import (
    GENERAL,
    component_of,
    is_variable,
    joined,
    property_of_owner,
    segments_of,
    success_bundle,
)
from mockserver.contract.shape import Shape
from mockserver.generate import ABSENT
from mockserver.kinds import kind_of, words

if TYPE_CHECKING:
    from mockserver.contract import Call, Operation
    from mockserver.contract.resources import Resource, Resources, Role
    from mockserver.generate import Entity
    from mockserver.schema import Bundle

Told = tuple[tuple[str, Any], ...]
"""Properties with their values."""

Spoken = tuple[str, str, "Shape"]
"""A property, the variable of the path that has its value, and how it is written."""


class Above:
    """Finds, once for each operation, the properties whose values stand further up in its path."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._spoken: dict[Operation, tuple[Spoken, ...]] = {}
        self._around: dict[tuple[Operation, Bundle], tuple[Spoken, ...]] = {}
        self._lines: dict[Operation, tuple[tuple[str, str], ...]] = {}

    def of(self, call: Call, role: Role) -> Told:
        """Return what the call's path says of the entities that its operation is about."""
        found = self._spoken.get(call.operation)
        if found is None:
            found = self._spoken[call.operation] = tuple(self._of_role(call.operation, role))
        return _told(call, found) if found else ()

    def around(self, call: Call, bundle: Bundle) -> Told:
        """Return what the call's path says of an object that is no entity of a resource."""
        found = self._around.get((call.operation, bundle))
        if found is None:
            segments = segments_of(call.operation.template.path)
            found = tuple(self._found(segments, Shape.of(bundle.schema), None))
            self._around[call.operation, bundle] = found
        return _told(call, found) if found else ()

    def line(self, call: Call, role: Role) -> Told:
        """Return the owners of the owner below whose path the call is, kinds and ids, the outermost first."""
        found = self._lines.get(call.operation)
        if found is None:
            above = _owners(segments_of(call.operation.template.path))
            nearest = role.owner[1] if role.owner is not None else ""
            found = tuple(one for one in above if one[1] in role.resource.scope and one[1] != nearest)
            self._lines[call.operation] = found
        return tuple((kind, call.path[variable]) for kind, variable in found if variable in call.path)

    def _of_role(self, operation: Operation, role: Role) -> Iterator[Spoken]:
        bundle, resource = success_bundle(operation), role.resource
        view = resource.view(bundle, many=role.verb == "list") if bundle is not None else None
        shape = view.shape if view is not None else resource.entity
        segments = segments_of(operation.template.path)
        if role.variable and segments[-1] == f"{{{role.variable}}}":
            segments = segments[:-1]
        return self._found(segments, shape, resource) if shape is not None else iter(())

    def _found(self, segments: tuple[str, ...], shape: Shape, resource: Resource | None) -> Iterator[Spoken]:
        """Yield what the variables of a path say, the nearest first; of a property the nearest one counts."""
        mine = (resource.id_name, resource.own_id) if resource is not None else ()
        names = [name for name, each in shape.properties.items() if name not in mine and each.allows("primitive")]
        for kind, variable in reversed(_owners(segments)):
            own, alike = self._own(segments[: segments.index(f"{{{variable}}}") + 1], resource, shape)
            name = property_of_owner(variable, kind, (each for each in names if each not in alike), own)
            name = name or (_abbreviated(resource, kind, names) if resource is not None else None)
            if name is not None:
                names.remove(name)
                yield name, variable, shape.properties[name]

    def _own(
        self, segments: tuple[str, ...], resource: Resource | None, shape: Shape
    ) -> tuple[frozenset[str], tuple[str | None, ...]]:
        """Return the folded names that speak of the entity itself, and its own id where it is of its owner's kind."""
        if resource is None or resource.single:
            return frozenset(GENERAL & {"id"}), ()
        parent = self._resources.at(joined(segments))
        if parent is None or parent.entity is None:
            return GENERAL, ()
        folds = {"".join(words(name)) for name in parent.entity.properties}
        alike = component_of(shape) == parent.entity_name if parent.entity_name else False
        alike = alike or (resource.id_name is None and resource.own_id is None and parent.shows(shape))
        return GENERAL | folds, (parent.id_name,) if alike else ()


def with_above(pin: Entity, told: Told) -> Entity:
    """Return an entity with what its path says of it, as far as nobody says otherwise."""
    return replace(pin, values={**pin.values, **{name: value for name, value in told if is_open(pin, name)}})


def is_open(pin: Entity, name: str) -> bool:
    """Tell whether nothing is known of a property."""
    return pin.values.get(name, ABSENT) is ABSENT


def _told(call: Call, spoken: tuple[Spoken, ...]) -> Told:
    sent = ((name, call.path.get(variable), shape) for name, variable, shape in spoken)
    values = ((name, written_as(value, shape), shape) for name, value, shape in sent if type(value) in SCALARS)
    return tuple((name, value) for name, value, shape in values if not isinstance(value, str) or shape.allows_text)


def _owners(segments: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the variables of a path, each with the kind that it is an id of, the outermost first."""
    found = []
    for place in range(1, len(segments)):
        if is_variable(segments[place]):
            variable, beside = segments[place][1:-1], (segments[place - 1], *segments[place + 1 : place + 2])
            found.append((kind_of(variable if any(map(is_variable, beside)) else segments[place - 1]), variable))
    return found


def _abbreviated(resource: Resource, kind: str, names: list[str]) -> str | None:
    name = resource.owner_property(kind)
    return name if name in names else None


SCALARS = frozenset({str, int, float})
