"""Document and Node: a description in the shape of OpenAPI 3.2, every value at its author's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from mockserver.document.moved import Moved, MovedList, Origin
from mockserver.document.pointer import child
from mockserver.document.reference import Resolver, Spot
from mockserver.errors import ReferenceError  # noqa: A004 - the standard's own term
from mockserver.violations import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockserver.document.library import Files


class Document:
    """One description and all files it is spread over.

    `source` is what the user gave; `version` is as written, for display only. `root` has the structure of OpenAPI 3.2
    whatever the version is; schemas inside stay as their author wrote them, in the dialect that `Node.dialect` tells.
    """

    def __init__(self, files: Files, source: str) -> None:
        self.source = source
        self.version = files.version
        self._files = files
        self._resolver = Resolver(files)
        self.root = Node(self, files.root.tree, files.root.uri, "")

    @property
    def files(self) -> tuple[str, ...]:
        """Every file read so far; it grows as references are followed."""
        return self._files.names

    @property
    def library(self) -> Files:
        """The files read so far, and what tells of others."""
        return self._files

    def locate(self, uri: str, pointer: str) -> Place:
        """Return the place of `pointer` in the file that was read from `uri`, with line and column."""
        file = self._files.known(uri)
        if file is None:
            return Place(uri, pointer)
        line, column = file.locator.find(pointer)
        return Place(file.name, pointer, line, column)

    def dialect(self, uri: str) -> str:
        """Return the schema dialect in force in the file that was read from `uri`."""
        return (self._files.known(uri) or self._files.root).dialect

    def lookup(self, uri: str) -> Node:
        """Return what an absolute URI names: a file, a pointer into it, an `$anchor`, or a schema by its `$id`.

        Further files are read under the limits and the policy of the load. errors.ReferenceError where there is
        nothing, or where references must not go.
        """
        try:
            return self._node(self._resolver.lookup(uri))
        except RecursionError:
            raise ReferenceError(f"the reference {uri} leads round in a circle", "REF_LOOP") from None

    def target(self, node: Node, reference: str) -> Node:
        """Return what `reference`, written at `node`, names; errors.ReferenceError stands at the node's place."""
        file = self._files.known(node.uri) or self._files.root
        try:
            return self._node(self._resolver.target(file, node.pointer, reference))
        except ReferenceError as error:
            if error.place is None:
                error.place = node.place
            raise
        except RecursionError:
            raise ReferenceError("the reference leads round in a circle", "REF_LOOP", node.place) from None

    def read(self, node: Node, address: str) -> bytes:
        """Return the bytes at an address that is written at `node` (`externalValue`), under the policy of references.

        errors.ReferenceError where there is nothing, or where references must not go.
        """
        file = self._files.known(node.uri) or self._files.root
        try:
            return self._files.fetch(urljoin(file.base, address))
        except ReferenceError as error:
            if error.place is None:
                error.place = node.place
            raise

    def _node(self, spot: Spot) -> Node:
        file, pointer, value = spot
        return Node(self, value, file.uri, pointer)


class Node(NamedTuple):
    """A value and where it stands in the author's files: `uri` is the file's, `pointer` an RFC 6901 pointer into it."""

    document: Document
    value: Any
    uri: str
    pointer: str

    @property
    def dialect(self) -> str:
        """The schema dialect in force in the file: a `Dialect`, or a `$schema` URI."""
        return self.document.dialect(self.uri)

    @property
    def place(self) -> Place:
        """File, pointer, line and column; the line is computed now."""
        return self.document.locate(self.uri, self.pointer)

    def get(self, key: str | int) -> Node | None:
        """Return the member `key`, or None; references are not followed."""
        value = self.value
        if isinstance(value, dict):
            return self._child(key, value[key]) if key in value else None
        if isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
            return self._child(key, value[key])
        return None

    def __truediv__(self, key: str | int) -> Node:
        node = self.get(key)
        if node is None:
            raise KeyError(key)
        return node

    def readable(self, key: str | int) -> Node | None:
        """Return the member `key` as `member` does, itself where its `$ref` cannot be followed: its user will see."""
        try:
            return self.member(key)
        except ReferenceError:
            return self.get(key)

    def member(self, key: str | int) -> Node | None:
        """Return the member `key`, or what a `$ref` in its place names, for people write one where OpenAPI has none.

        errors.ReferenceError where it cannot be followed. Not for examples and other data, nor for schemas.
        """
        found = self.get(key)
        return None if found is None else found.resolve()

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield key and node of each member of an object; nothing where the value is none."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, self._child(key, value)

    def elements(self) -> Iterator[Node]:
        """Yield the node of each item of an array; nothing where the value is none."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield self._child(index, value)

    def follow(self, ref: str) -> Node:
        """Return what the reference string `ref`, written here, names; errors.ReferenceError at this node's place."""
        return self.document.target(self, ref)

    def resolve(self) -> Node:
        """Return what this Reference Object or Path Item names, at the end of the chain; itself if it is neither.

        `summary` and `description` beside a `$ref` override the target's (OAS 3.1 section 4.8.23); all members beside
        the `$ref` of a Path Item override the target's (section 4.8.9). Not for schemas. errors.ReferenceError at the
        place of the `$ref` that cannot be followed.
        """
        node = self
        passed: dict[tuple[str, str], Node] = {}
        while (reference := _reference(node.value)) is not None:
            if (node.uri, node.pointer) in passed:
                raise ReferenceError("the reference leads round in a circle", "REF_LOOP", self.place)
            passed[node.uri, node.pointer] = node
            node = node.follow(reference)
        siblings = [referring for referring in passed.values() if len(referring.value) > 1]
        return _with_value(_overridden(node, siblings) if siblings else node)

    def _child(self, key: str | int, value: Any) -> Node:
        holder = self.value
        if isinstance(holder, (Moved, MovedList)) and key in holder.origins:
            return Node(self.document, value, *holder.origins[key])
        return Node(self.document, value, self.uri, child(self.pointer, key))


def _reference(value: Any) -> str | None:
    """Return the reference of a Reference Object, or None."""
    reference = value.get("$ref") if isinstance(value, dict) else None
    return reference if isinstance(reference, str) else None


def _overridden(node: Node, siblings: list[Node]) -> Node:
    """Return `node` with the members that stand beside the references that led to it."""
    if not isinstance(node.value, dict):
        return node
    members = dict(node.value)
    origins: dict[str | int, Origin] = {key: (inner.uri, inner.pointer) for key, inner in node.items()}
    for sibling in reversed(siblings):
        is_path_item = not METHODS.isdisjoint(members) or not METHODS.isdisjoint(sibling.value)
        for key, inner in sibling.items():
            if key != "$ref" and (is_path_item or key in OVERRIDES):
                members[key], origins[key] = inner.value, (inner.uri, inner.pointer)
    return Node(node.document, Moved(members, origins), node.uri, node.pointer)


def _with_value(node: Node) -> Node:
    """Give an Example Object that has a `dataValue` (OAS 3.2 section 4.19) the `value` of earlier versions."""
    held = node.get("dataValue")
    if held is None or "value" in node.value:
        return node
    return Node(
        node.document,
        Moved({**node.value, "value": held.value}, {"value": (held.uri, held.pointer)}),
        node.uri,
        node.pointer,
    )


METHODS = frozenset(
    {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query", "additionalOperations"}
)
OVERRIDES = frozenset({"summary", "description"})
