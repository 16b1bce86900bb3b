"""What operations take: the shape of a body, whether it is a list, and collections that can only be added to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.contract.resources.resource import Resource, given_shape, success_bundle
from mockserver.contract.resources.views import is_object_list, item_view, unwrapped
from mockserver.kinds import id_property

if TYPE_CHECKING:
    from mockserver.contract.operation import Operation


def created_only(path: str, kind: str, post: Operation | None) -> Resource | None:
    """Return the collection that can only be added to, if what is sent comes back with an id."""
    bundle = success_bundle(post) if post is not None else None
    given = given_shape(post) if post is not None else None
    view = item_view(bundle, kind) if bundle is not None else None
    if post is None or given is None or view is None or id_property(view.shape.properties, kind) is None:
        return None
    given = unwrapped(given, view)
    shared = given.properties.keys() & view.shape.properties.keys()
    return Resource(path, "", "", {"create": post}) if shared and len(shared) * 2 >= len(given.properties) else None


def takes_many(operation: Operation) -> bool:
    """Tell whether the operation takes a list of entities."""
    shape = given_shape(operation)
    return shape is not None and is_object_list(shape)


def wrappers(resource: Resource, operation: Operation) -> frozenset[str]:
    """Return the properties in which the answers to an operation, or to the one that reads, hold the entity."""
    told = [success_bundle(one) for one in (operation, resource.operations.get("read")) if one is not None]
    views = [resource.view(bundle, many=False) for bundle in told if bundle is not None]
    return frozenset(view.item[0] for view in views if view is not None and view.item)
