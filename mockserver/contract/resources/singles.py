"""Things that stand in no collection: the current user, `/repos/{owner}/{repo}`, a mark that is there or is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.contract.resources.naming import segments_of
from mockserver.contract.resources.resource import Resource, Verb, given_shape, success, success_bundle
from mockserver.contract.resources.views import item_view, unwrapped
from mockserver.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mockserver.contract.operation import Operation
    from mockserver.contract.shape import Shape

Methods = dict[str, "Operation"]


def single(path: str, methods: Methods) -> Resource | None:
    """Return the one entity that the path's GET shows, if another method writes it."""
    get = methods["GET"]
    writes = [methods[method] for method in ("PUT", "PATCH", "POST") if method in methods]
    bundle = success_bundle(get)
    if not writes or bundle is None:
        return None
    view = item_view(bundle, kind_of(segments_of(path)[-1]))
    if view is None or not view.shape.properties:
        return None
    operations: dict[Verb, Operation] = {"read": get}
    for write in writes:
        given = given_shape(write)
        if given is not None and given.properties and _describes(unwrapped(given, view), view.shape):
            operations[SINGLE_VERBS[write.method]] = write
    return Resource("", path, "", operations) if len(operations) > 1 else None


def mark(path: str, methods: Methods) -> Resource | None:
    """Return what is there or is not, and says nothing more: `/gists/{id}/star`, where GET tells by 204 or 404."""
    get = methods.get("GET")
    found = success(get) if get is not None else None
    if get is None or found is None or found[0] != NO_CONTENT or "404" not in get.responses or "DELETE" not in methods:
        return None
    operations = {SINGLE_VERBS[method]: one for method, one in methods.items() if method in SINGLE_VERBS}
    return Resource("", path, "", operations)


def composite(path: str, methods: Methods, settings: Mapping[str, str]) -> Resource:
    """Return the resource whose entities are known by several variables in a row: `/repos/{owner}/{repo}`."""
    variable = segments_of(path)[-1][1:-1]
    operations = {ITEM_VERBS[method]: one for method, one in methods.items() if method in ITEM_VERBS}
    post, shown = methods.get("POST"), Resource("", path, variable, operations, settings).entity
    given = given_shape(post) if post is not None else None
    if given is not None and shown is not None and not _describes(given, shown):
        operations = {verb: one for verb, one in operations.items() if one is not post}
    return Resource("", path, variable, operations, settings)


def _describes(given: Shape, shown: Shape) -> bool:
    """Tell whether what an operation takes are mostly properties of the entity that is shown."""
    return len(given.properties.keys() & shown.properties.keys()) * 2 >= len(given.properties)


NO_CONTENT = 204
ITEM_VERBS: dict[str, Verb] = {"GET": "read", "PUT": "update", "PATCH": "patch", "POST": "update", "DELETE": "delete"}
SINGLE_VERBS: dict[str, Verb] = {"GET": "read", "PUT": "update", "PATCH": "patch", "POST": "patch", "DELETE": "delete"}
