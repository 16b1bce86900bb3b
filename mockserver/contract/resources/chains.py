"""Filters by what an entity points at through others: the messages of a contact are those of its conversations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mockserver.contract.resources.paging import Filter, Query, filter_of
from mockserver.kinds import foreign_kind, kind_of

if TYPE_CHECKING:
    from mockserver.contract.operation import Operation
    from mockserver.contract.resources.deduce import Resources
    from mockserver.contract.resources.resource import Resource
    from mockserver.contract.shape import Shape

MOST_HOPS = 3
Hops = tuple[tuple[str, str], ...]


def query_through(resources: Resources, resource: Resource, operation: Operation) -> Query:
    """Return what the query parameters of a list operation mean, filters by what others say included."""
    query = resource.query_for(operation)
    found = [one for name in sorted(query.others) if (one := chained(resources, resource, name)) is not None]
    others = query.others - {one.parameter for one in found}
    return replace(query, filters=(*query.filters, *found), others=others) if found else query


def chained(resources: Resources, resource: Resource, parameter: str) -> Filter | None:
    """Return the shortest way from the entity to a property that the parameter names; None if there is none.

    Only a parameter that names a kind (`contact_id`) is looked for: a `status` would be anybody's.
    """
    if foreign_kind(parameter) is None or resource.entity is None:
        return None
    seen = {resource}
    level: list[tuple[Hops, Resource]] = [((), resource)]
    for _ in range(MOST_HOPS):
        further: list[tuple[Hops, Resource]] = []
        for hops, one in level:
            for name, kind in _pointers(one):
                other = resources.of_kind(kind)
                if other is None or other in seen or other.entity is None:
                    continue
                seen.add(other)
                way = (*hops, (name, kind))
                found = filter_of(parameter, other.entity)
                if found is not None and found.how != "search":
                    return Filter(parameter, found.property, found.how, way)
                further.append((way, other))
        level = further
    return None


def _pointers(resource: Resource) -> Iterator[tuple[str, str]]:
    """Yield the properties that point at other entities, or hold them, with their kinds: what is always there first."""
    properties = resource.entity.properties if resource.entity is not None else {}
    for name in sorted(properties, key=lambda name: name not in resource.required):
        kind = foreign_kind(name) or (kind_of(name) if _holds(properties[name]) else None)
        if kind is not None and name != resource.id_name:
            yield name, kind


def _holds(shape: Shape) -> bool:
    inner = shape.items if shape.allows("array") and not shape.allows("primitive") else shape
    return not inner.untyped and inner.kinds == ("object",) and bool(inner.properties)
