"""Resource: a collection of entities, the operations that work on it, and what their schemas say of the entity."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mockserver.contract.resources.naming import READABLE, is_json, is_xml
from mockserver.contract.resources.paging import Query, query_of
from mockserver.contract.resources.views import View, item_view, list_view
from mockserver.contract.shape import Shape, resolve
from mockserver.errors import DocumentError
from mockserver.kinds import foreign_kind, id_property, kind_of, property_for_variable, words

if TYPE_CHECKING:
    from mockserver.contract.operation import Operation
    from mockserver.contract.payload import ResponseSpec
    from mockserver.schema import Bundle

Verb = Literal["list", "create", "bulk", "read", "update", "patch", "delete", "replace", "clear", "action"]
"""What an operation does: `replace` writes the entity that the body names, `clear` deletes what the query names,
`action` works on one entity and is not further understood."""

MOST_ALIKE = 0.6
LONGEST_CHAIN = 20


class Role(NamedTuple):
    """What one operation does to which resource.

    `variable` is the path variable of the entity's id ("" where the path names none); `owner` the kind and the path
    variable of the entity below whose path the collection is shown; `parent` the role of that path itself.
    """

    resource: Resource
    verb: Verb
    variable: str = ""
    owner: tuple[str, str] | None = None
    parent: Resource | None = None


class Resource:
    """Entities of one kind at one path; everything that needs a schema is found when it is asked for.

    `path` is the collection's ("" for a resource that is known by its items alone), `item` that of one entity;
    `variable` holds its id. `scope` are the variables of the collection's path. A resource with an `item` path and no
    `variable` is a single entity, such as the current user.
    """

    def __init__(
        self,
        path: str,
        item: str,
        variable: str,
        operations: Mapping[Verb, Operation],
        declared: Mapping[str, str] | None = None,
    ) -> None:
        self.path = path
        self.item = item
        self.variable = variable
        self.operations = dict(operations)
        self._declared = declared or {}
        self._given: dict[Operation, Shape | None] = {}
        self._views: dict[tuple[Bundle, bool], View | None] = {}

    def __repr__(self) -> str:
        return f"<Resource {self.kind} {self.key}>"

    @cached_property
    def key(self) -> str:
        """What the resource is called among all: the path of its collection, else of its item."""
        return self.path or self.item

    @cached_property
    def kind(self) -> str:
        """The kind of its entities: the singular of the last word of its path."""
        named = self._declared.get("kind")
        return named or kind_of(next((s for s in reversed(self.key.split("/")) if s and s[0] != "{"), ""))

    @cached_property
    def scope(self) -> tuple[str, ...]:
        """The path variables that the collection stands below."""
        return tuple(part[1:-1] for part in self.key.split("/") if part.startswith("{") and part[1:-1] != self.variable)

    @cached_property
    def single(self) -> bool:
        """Whether there is just one entity at the path."""
        return bool(self.item) and not self.variable

    @cached_property
    def is_mark(self) -> bool:
        """Whether it is there or is not, and nothing more: its read operation answers without content."""
        found = success(self.operations["read"]) if self.single and "read" in self.operations else None
        return found is not None and not found[1].content

    @cached_property
    def entity(self) -> Shape | None:
        """The shape of the entity as its read operation shows it, else its list, else the answer to a write."""
        for verb in ("read", "list", "create", "update", "patch", "replace"):
            operation = self.operations.get(verb)
            bundle = success_bundle(operation) if operation is not None else None
            if bundle is not None:
                view = list_view(bundle, self.kind) if verb == "list" else item_view(bundle, self.kind)
                if view is not None and view.shape.properties and self._told(verb, view):
                    return view.shape
        return None

    def _told(self, verb: str, view: View) -> bool:
        """A write may answer with a message alone: only what has an id is taken for the entity."""
        return verb in ("read", "list") or id_property(view.shape.properties, self.kind) is not None

    @cached_property
    def entity_name(self) -> str:
        """The component that describes the entity, or ""."""
        return "" if self.entity is None else component_of(self.entity)

    @cached_property
    def id_name(self) -> str | None:
        """The property of the entity that the path's variable asks for, or None if it shows none."""
        if "id" in self._declared:
            return self._declared["id"]
        if self.entity is None:
            return None
        names = self.entity.properties
        if self.variable:
            told = property_for_variable(self.variable, self.kind, names)
            if told is not None:
                return told
        found = id_property(names, self.kind)
        if found is not None and self._asked_by_text and _counts(names[found]):
            return next((name for name in READABLE if name in names and not _counts(names[name])), found)
        return None if self.item.rpartition("/")[0].endswith("}") else found

    @cached_property
    def _asked_by_text(self) -> bool:
        """Whether the path's variable is declared as a text that no number would be."""
        for operation in self.operations.values():
            for parameter in operation.parameters:
                if parameter.location == "path" and parameter.name == self.variable and parameter.bundle is not None:
                    return bool(Shape.of(parameter.bundle.schema).keyword("type") == "string")
        return False

    @cached_property
    def own_id(self) -> str | None:
        """The property that holds the entity's own id, whatever its path asks for."""
        return None if self.entity is None else id_property(self.entity.properties, self.kind)

    def owner_property(self, kind: str) -> str | None:
        """Return the property of the entity that holds the id of its owner of `kind`: `contactId`, `appid`."""
        for name in self.entity.properties if self.entity is not None else ():
            if name == self.id_name:
                continue
            fold = "".join(words(name))
            stem = fold.removesuffix("id")
            if foreign_kind(name) == kind or (stem != fold and len(stem) >= 3 and kind.startswith(stem)):
                return name
        return None

    def embeds(self, other: Resource) -> str | None:
        """Return the property of the entity that holds a list of the other resource's entities, or None."""
        for name, shape in self.entity.properties.items() if self.entity is not None else ():
            listed = shape.allows("array") and not shape.untyped and shape.items.kinds == ("object",)
            if listed and kind_of(name) == other.kind and other.id_name in shape.items.properties:
                return name
        return None

    def given(self, operation: Operation) -> Shape | None:
        """Return the shape of the body that one of the resource's operations takes, or None."""
        if operation not in self._given:
            self._given[operation] = given_shape(operation)
        return self._given[operation]

    def toward(self, kind: str) -> str | None:
        """Return the property that shows the entities of a kind, one or a list of them, or None."""
        for name, shape in self.entity.properties.items() if self.entity is not None else ():
            inner = shape.items if shape.allows("array") and not shape.allows("primitive") else shape
            if kind_of(name) == kind and not inner.untyped and inner.kinds == ("object",) and inner.properties:
                return name
        return None

    @cached_property
    def required(self) -> frozenset[str]:
        """The properties that the entity is never shown without."""
        parts = self.entity.parts if self.entity is not None else ()
        return frozenset(name for part in parts for name in part.get("required") or ())

    @cached_property
    def counted(self) -> dict[str, str]:
        """The properties that count entities of another kind, and which: `numberOfContacts` counts contacts."""
        found = {}
        for name, shape in self.entity.properties.items() if self.entity is not None else ():
            parts = words(name)
            rest = [part for part in parts if part not in COUNTING]
            if rest and len(rest) < len(parts) and _counts(shape):
                found[name] = kind_of("_".join(rest))
        return found

    def view(self, bundle: Bundle, *, many: bool) -> View | None:
        """Return where the entity, or the list of entities, stands in a body; None if the body does not show it."""
        key = (bundle, many)
        if key not in self._views:
            self._views[key] = list_view(bundle, self.kind) if many else self._item_view(bundle)
        return self._views[key]

    def _item_view(self, bundle: Bundle) -> View | None:
        view = item_view(bundle, self.kind)
        return view if view is not None and self.shows(view.shape) else None

    def shows(self, shape: Shape) -> bool:
        """Tell whether `shape` is the entity's, or has enough of its properties to be a view of it."""
        if self.entity is None:
            return False
        if self.entity_name and component_of(shape) == self.entity_name:
            return True
        mine, theirs = self.entity.properties.keys(), shape.properties.keys()
        if not theirs or (self.id_name and self.id_name not in theirs and len(theirs & mine) < len(mine) * MOST_ALIKE):
            return False
        return len(theirs & mine) >= max(1, min(len(mine), len(theirs)) * MOST_ALIKE)

    @cached_property
    def query(self) -> Query:
        """What the query parameters of the list operation mean."""
        return self.query_for(self.operations["list"]) if "list" in self.operations else Query()

    def query_for(self, operation: Operation) -> Query:
        """Return what the query parameters of one of its list operations mean."""
        bundle = success_bundle(operation)
        view = self.view(bundle, many=True) if bundle is not None else None
        most = None
        if view is not None:
            shape = view.root
            for name in view.items or ():
                shape = shape.properties[name]
            most = shape.keyword("maxItems")
        entity = self.entity or (view.shape if view else Shape(True, True))
        return query_of(operation, entity, most if isinstance(most, int) else None)


def _counts(shape: Shape) -> bool:
    return shape.keyword("type") in ("integer", "number")


COUNTING = frozenset({"count", "number", "of", "num", "total", "n", "counter"})


def success(operation: Operation) -> tuple[int, ResponseSpec] | None:
    """Return the success that the operation answers with where nobody asks for another, and its status."""
    try:
        responses = operation.responses
    except DocumentError:  # whoever asks the operation itself is told
        return None
    codes = sorted(key for key in responses if key.isdigit() and key[0] == "2")
    key = next(iter((*codes, *(key for key in ("2XX", "default") if key in responses))), None)
    return None if key is None else (int(key) if codes else 200, responses[key])


def success_bundle(operation: Operation) -> Bundle | None:
    """Return the schema of the body of the operation's success, of JSON, else of XML; None where there is neither."""
    found = success(operation)
    if found is None:
        return None
    content = found[1].content.items()
    media = next((one for knows in (is_json, is_xml) for name, one in content if knows(name)), None)
    return None if media is None else media.schema("response")


def given_shape(operation: Operation) -> Shape | None:
    """Return the shape of the body that an operation takes, or None if it takes none with a schema that can be read."""
    try:
        body = operation.body
    except DocumentError:
        return None
    bundles = (media.schema("request") for media in (body.content.values() if body is not None else ()))
    return next((Shape.of(bundle.schema) for bundle in bundles if bundle is not None), None)


def component_of(shape: Shape) -> str:
    """Return the name of the component that describes all of `shape`, or ""."""
    return next((name for schema in shape.schemas if (name := _component(schema, shape))), "")


def _component(schema: Any, shape: Shape) -> str:
    name = ""
    for _ in range(LONGEST_CHAIN):
        if not isinstance(schema, dict):
            break
        parts = schema.get("allOf")
        if isinstance(schema.get("$ref"), str):
            name = schema["$ref"].rpartition("/")[2]
            schema = resolve(schema, shape.root)
        elif isinstance(parts, list) and len(parts) == 1 and not name:
            schema = parts[0]
        else:
            break
        if name and not (isinstance(schema, dict) and schema.keys() == {"$ref"}):
            break
    return name
