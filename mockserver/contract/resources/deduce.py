"""Contract -> resources: which operations work on which collection, by paths first and schemas where they must tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import MISSING
from mockserver.contract.resources.declared import declared_paths
from mockserver.contract.resources.naming import BULK, CREATING, is_variable, joined, segments_of
from mockserver.contract.resources.path_index import PathIndex
from mockserver.contract.resources.resource import (
    Resource,
    Role,
    Verb,
    component_of,
    success_bundle,
)
from mockserver.contract.resources.sending import created_only, takes_many
from mockserver.contract.resources.singles import ITEM_VERBS, SINGLE_VERBS, composite, mark, single
from mockserver.contract.resources.views import list_view
from mockserver.kinds import foreign_kind, kind_of

if TYPE_CHECKING:
    from mockserver.contract.contract import Contract
    from mockserver.contract.operation import Operation
    from mockserver.contract.resources.singles import Methods


class Resources:
    """The collections of one contract; an operation's role is found at its first call, and kept.

    `declared` is the config file's `[resources.<kind>]`: what it says goes before what is deduced.
    """

    def __init__(self, contract: Contract, declared: Mapping[str, Any] | None = None) -> None:
        self.contract = contract
        self.paths = self._paths = PathIndex(contract.operations)
        self._methods: dict[str, Methods] = self._paths.methods
        self._declared = declared_paths(declared or {}, contract)
        self._roles: dict[Operation, Role | None] = {}
        self._resources: dict[str, Resource] = {}
        self._plain: dict[str, Resource | None] = {}
        self._marks: dict[str, Resource | None] = {}
        self._tops: dict[str, Resource | None] = {}
        self._owners: dict[Resource, tuple[Resource, ...]] = {}

    def role(self, operation: Operation) -> Role | None:
        """Return what the operation does to which resource, or None where nothing can be told."""
        found = self._roles.get(operation, MISSING)
        if found is MISSING:
            found = self._roles[operation] = self._role(operation)
        return found  # type: ignore[return-value]

    @cached_property
    def all(self) -> tuple[Resource, ...]:
        """Every resource of the contract; reads the schemas of all operations that may belong to one."""
        found = [role.resource for operation in self.contract.operations if (role := self.role(operation)) is not None]
        return tuple(one for one in dict.fromkeys(found) if one.operations)

    def of_kind(self, kind: str) -> Resource | None:
        """Return the collection of a kind that stands below no other, or None; the one that can be read goes first."""
        if kind not in self._tops:
            found = sorted(
                self._free_of_kind(kind),
                key=lambda one: ("read" not in one.operations, "list" not in one.operations),
            )
            self._tops[kind] = found[0] if found else None
        return self._tops[kind]

    def at(self, key: str) -> Resource | None:
        """Return the resource that is called `key`, the path of its collection or item; None if there is none."""
        segments = segments_of(key)
        found = (
            None
            if not segments
            else self._of_item(segments)
            if is_variable(segments[-1])
            else self._of_collection(segments)
        )
        return found if found is not None and found.key == key else self._resources.get(key)

    def owners_of(self, resource: Resource) -> tuple[Resource, ...]:
        """Return the collections whose entities may own those of `resource`: by its paths, or by what it points at."""
        found = self._owners.get(resource)
        if found is None:
            kinds = [*self._paths.below_kind.get(resource.kind, ())]
            names = resource.entity.properties if resource.entity is not None else ()
            kinds += [kind for name in names if (kind := foreign_kind(name))]
            tops = (self.of_kind(kind) for kind in dict.fromkeys(kinds) if kind != resource.kind)
            found = self._owners[resource] = tuple(top for top in tops if top is not None and top is not resource)
        return found

    def list_below(self, parent: Resource, resource: Resource) -> Operation | None:
        """Return the operation that lists what an entity of `parent` has of `resource`, below its path; else None."""
        for segments in self._paths.beside.get(parent.item, ()) if parent.item else ():
            operation = self._methods[joined(segments)].get("GET")
            role = self.role(operation) if operation is not None else None
            if role is not None and role.resource is resource and role.verb == "list":
                return operation
        return None

    def _role(self, operation: Operation) -> Role | None:
        segments = segments_of(operation.template.path)
        path = joined(segments)
        if operation.method == "HEAD" and "GET" in self._methods.get(path, {}):
            return self.role(self._methods[path]["GET"])
        if not segments or self._methods.get(path, {}).get(operation.method) is not operation:
            return None
        if is_variable(segments[-1]):
            return self._item_role(operation, segments)
        return self._collection_role(operation, segments) or self._below(operation, segments)

    def _item_role(self, operation: Operation, segments: tuple[str, ...]) -> Role | None:
        resource = self._of_item(segments)
        verb = ITEM_VERBS.get(operation.method)
        if resource is None or verb is None:
            return None
        if is_variable(segments[-2]):
            known = operation in resource.operations.values()
            return Role(resource, verb if known else "action", segments[-1][1:-1])
        owner = self._owner(segments[:-1])
        main = self._main_of(resource, owner)
        return Role(main or resource, verb, segments[-1][1:-1], owner, self._parent(segments[:-1]))

    def _of_item(self, segments: tuple[str, ...]) -> Resource | None:
        """Return the resource whose entities stand at a path that ends in a variable."""
        path = joined(segments)
        if path in self._resources:
            return self._resources[path]
        if len(segments) < 2:
            return None
        if is_variable(segments[-2]):
            return self._composite(path) if path in self._methods else None
        if path not in self._methods:
            listed = self._of_collection(segments[:-1])
            if listed is not None:
                return self._resources.setdefault(path, listed)
        collection = self._collection_for(segments[:-1])
        operations: dict[Verb, Operation] = {}
        for method, operation in self._methods.get(path, {}).items():
            if method in ITEM_VERBS:
                operations.setdefault(ITEM_VERBS[method], operation)
        for method, operation in self._methods.get(collection, {}).items():
            operations.setdefault(COLLECTION_VERBS.get(method, "action"), operation)
        operations.pop("action", None)
        if not self._is_listed(operations.get("list"), kind_of(segments[-2])):
            operations.pop("list", None)
        resource = Resource(collection, path, segments[-1][1:-1], operations, self._declared.settings(collection, path))
        self._resources[path] = resource
        self._resources.setdefault(collection, resource)
        return resource

    def _composite(self, path: str) -> Resource | None:
        if all(map(is_variable, segments_of(path))):
            return None
        settings = self._declared.settings("", path)
        return self._resources.setdefault(path, composite(path, self._methods[path], settings))

    def _collection_for(self, segments: tuple[str, ...]) -> str:
        """Return the path of the collection: as declared, the item's own beginning, or its plural beside it."""
        path = joined(segments)
        if declared := self._declared.collection_of.get(path):
            return declared
        if path in self._methods:
            return path
        kind = kind_of(segments[-1])
        for other in self._paths.beside.get(joined(segments[:-1]), ()):
            plural = other[-1] != segments[-1] and kind_of(other[-1]) == kind and not is_variable(other[-1])
            if plural and not any(is_variable(each[-1]) for each in self._paths.beside.get(joined(other), ())):
                return joined(other)
        return path

    def _is_listed(self, operation: Operation | None, kind: str) -> bool:
        bundle = success_bundle(operation) if operation is not None else None
        return bundle is not None and list_view(bundle, kind) is not None

    def _collection_role(self, operation: Operation, segments: tuple[str, ...]) -> Role | None:
        """Return the role of an operation whose path ends in a word, if that word names a collection."""
        resource = self._of_collection(segments)
        if resource is None:
            return None
        verb = COLLECTION_VERBS.get(operation.method)
        if resource.single:
            verb = SINGLE_VERBS.get(operation.method)
        if verb is None or (
            verb == "list" and operation.method == "GET" and not self._is_listed(operation, resource.kind)
        ):
            return None
        if verb == "create" and takes_many(operation):
            verb = "bulk"
        owner = self._owner(segments)
        main = self._main_of(resource, owner)
        return Role(main or resource, verb, "", owner, self._parent(segments))

    def _of_collection(self, segments: tuple[str, ...]) -> Resource | None:
        path = joined(segments)
        if path not in self._resources and path not in self._plain:
            for other in self._items_below(segments):
                self._of_item(other)
            if path not in self._resources:
                self._plain[path] = self._without_item(segments)
        return self._resources.get(path) or self._plain.get(path)

    def _items_below(self, segments: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        """Return the paths of items that may belong to the collection at `segments`, singular twins included."""
        yield from (each for each in self._paths.beside.get(joined(segments), ()) if is_variable(each[-1]))
        kind = kind_of(segments[-1])
        for twin in {part[: len(segments)] for part in self._paths.twins.get((joined(segments[:-1]), kind), ())}:
            yield from (each for each in self._paths.beside.get(joined(twin), ()) if is_variable(each[-1]))

    def _without_item(self, segments: tuple[str, ...]) -> Resource | None:
        """Return the collection or the single entity at a path that has no items below it."""
        path = joined(segments)
        methods = self._methods.get(path, {})
        get = methods.get("GET")
        kind = kind_of(segments[-1])
        if get is None:
            return created_only(path, kind, methods.get("POST"))
        if self._is_listed(get, kind):
            main = self._search_of(segments, get, kind)
            if main is not None:
                return main
            operations = {
                COLLECTION_VERBS[method]: one for method, one in methods.items() if method in COLLECTION_VERBS
            }
            return Resource(path, "", "", operations, self._declared.settings(path, ""))
        return single(path, methods)

    def _search_of(self, segments: tuple[str, ...], get: Operation, kind: str) -> Resource | None:
        """Return the collection of which `/pets/findByStatus` is another list."""
        if len(segments) < 2 or is_variable(segments[-2]):
            return None
        main = self._of_collection(segments[:-1])
        bundle = success_bundle(get)
        if main is None or main.entity is None or bundle is None:
            return None
        view = list_view(bundle, main.kind)
        named = component_of(view.shape) if view is not None else ""
        return main if named and named == main.entity_name and kind != main.kind else None

    def _below(self, operation: Operation, segments: tuple[str, ...]) -> Role | None:
        """Return the role of an operation whose path ends in a verb: below an item, or below a collection."""
        if len(segments) < 2:
            return None
        if is_variable(segments[-2]):
            parent = self._of_item(segments[:-1])
            mark = self._mark(operation, segments)
            if mark is not None:
                return Role(mark, SINGLE_VERBS[operation.method], "", self._owner(segments), parent)
            return None if parent is None else Role(parent, "action", segments[-2][1:-1])
        main = self._of_collection(segments[:-1])
        if main is None or main.single or operation.method != "POST":
            return None
        fold = segments[-1].lower().replace("-", "").replace("_", "")
        if fold in CREATING:
            return Role(main, "create")
        if any(part in fold for part in BULK):
            return Role(main, "bulk")
        return None

    def _mark(self, operation: Operation, segments: tuple[str, ...]) -> Resource | None:
        """Return the mark that the operation sets, takes away or asks for."""
        path = joined(segments)
        if path not in self._marks:
            self._marks[path] = mark(path, self._methods[path])
        return self._marks[path] if operation.method in SINGLE_VERBS else None

    def _owner(self, segments: tuple[str, ...]) -> tuple[str, str] | None:
        """Return the kind and the variable of the entity that a collection's path stands below."""
        for place in range(len(segments) - 1, 0, -1):
            if is_variable(segments[place]):
                before = segments[place - 1]
                return kind_of(segments[place][1:-1] if is_variable(before) else before), segments[place][1:-1]
        return None

    def _parent(self, segments: tuple[str, ...]) -> Resource | None:
        place = next((n for n in range(len(segments) - 1, 0, -1) if is_variable(segments[n])), None)
        return None if place is None else self._of_item(segments[: place + 1])

    def _main_of(self, resource: Resource, owner: tuple[str, str] | None) -> Resource | None:
        """Return the collection of its own of which a nested one shows a part, or None if there is none."""
        if owner is None or not resource.scope or resource.single:
            return None
        main = next((one for one in self._free_of_kind(resource.kind) if one is not resource), None)
        if main is None or main.entity is None or resource.entity is None:
            return None
        if "read" in resource.operations and ("read" not in main.operations or resource.id_name != main.id_name):
            return None
        return main if main.shows(resource.entity) else None

    def _free_of_kind(self, kind: str) -> list[Resource]:
        found = (self._of_collection(segments) for segments in self._paths.free.get(kind, ()))
        return [resource for resource in dict.fromkeys(found) if resource is not None and not resource.single]


COLLECTION_VERBS: dict[str, Verb] = {
    "GET": "list", "POST": "create", "PUT": "replace", "PATCH": "replace", "DELETE": "clear", "QUERY": "list",
}  # fmt: skip
