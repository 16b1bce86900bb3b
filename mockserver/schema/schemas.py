"""Schemas and Bundle: any schema of a description as one self-contained 2020-12 schema, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from mockserver.document import Diagnostic
from mockserver.document.moved import MovedList
from mockserver.document.pointer import tokens
from mockserver.errors import DocumentError
from mockserver.schema.bundling.direction import FLAG
from mockserver.schema.bundling.frame import Written, descend
from mockserver.schema.bundling.resource import COMPONENTS, Surroundings
from mockserver.schema.bundling.writer import Scribe
from mockserver.schema.coerce import coercion
from mockserver.schema.validation.validator import Validator

if TYPE_CHECKING:
    from mockserver.document import Document, Node
    from mockserver.schema.bundling.direction import Direction
    from mockserver.schema.keywords import Schema
    from mockserver.violations import Place


class Schemas:
    """The schemas of one document; each is bundled once per direction."""

    def __init__(self, document: Document) -> None:
        surroundings = Surroundings(document)
        self._scribes = {direction: Scribe(direction, surroundings) for direction in FLAG}
        self._lock = Lock()
        self._bundles: dict[tuple[str, str, Direction], Bundle] = {}

    def bundle(self, node: Node, direction: Direction) -> Bundle:
        """Return the schema at `node` with everything that it reaches, for one direction of messages."""
        key = (node.uri, node.pointer, direction)
        found = self._bundles.get(key)
        if found is None:
            with self._lock:
                written = self._scribes[direction].write(node)
                found = self._bundles.setdefault(key, Bundle(written, node, direction))
        return found


class Bundle:
    """A self-contained schema: every `$ref` in `schema` is `#/$defs/<name>`; `direction` decides what is `required`.

    `schema` is shared and must not be changed.
    """

    def __init__(self, written: Written, node: Node, direction: Direction) -> None:
        self.schema: Schema = written.schema
        self.direction = direction
        self.name = _display_name(node)
        self._written = written
        self._node = node

    def place(self, pointer: str, name: str = "") -> Place:
        """Return where the author wrote what stands at `pointer` in `schema`, with file and line.

        Of a list that nobody wrote (form parameters of 2.0 are required one by one), that is where `name` was written.
        """
        at = pointer
        while at not in self._written.sources:
            at = at.rpartition("/")[0]
        node, below = self._written.sources[at]
        found = descend(node, below + pointer[len(at) :])
        if isinstance(found.value, MovedList) and name in found.value:
            found /= found.value.index(name)
        return found.place

    @cached_property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the author's schema and was left out: code, message and place."""
        found = [
            Diagnostic("warning", flaw.code, flaw.message, descend(flaw.node, flaw.below).place)
            for flaw in self._written.flaws
        ]
        if self.validator.failure:
            message = f"the schema cannot be compiled, and accepts everything: {self.validator.failure}"
            found.append(Diagnostic("warning", "UNREADABLE_SCHEMA", message, self.place("")))
        return tuple(found)

    @cached_property
    def unreadable(self) -> DocumentError | None:
        """Why nothing can be said of the values: the schema, or that of its items, refers to what is not there."""
        waiting, seen = [self._node], set()
        while waiting:
            node = waiting.pop()
            ref = node.value.get("$ref") if isinstance(node.value, dict) else None
            if (node.uri, node.pointer) in seen or not isinstance(node.value, dict):
                continue
            seen.add((node.uri, node.pointer))
            try:
                waiting += _wholly(node)
                if isinstance(ref, str):
                    waiting.append(node.follow(ref))
            except DocumentError as error:
                return replace(error, place=error.place or (node / "$ref").place)
        return None

    @cached_property
    def validator(self) -> Validator:
        """What decides whether a value is valid."""
        return Validator(self.schema, self.place)

    @cached_property
    def coerce(self) -> Callable[[Any], Any]:
        """What turns decoded text into the typed value that the schema means; what does not fit stays as it is."""
        return coercion(self.schema)


def _wholly(node: Node) -> Iterator[Node]:
    """Yield what decides on the whole of a value; a DocumentError where its properties cannot be read at all."""
    items, parts = node.get("items"), node.member("allOf")
    if items is not None:
        yield items
    if parts is not None:
        yield from parts.elements()
    properties = node.get("properties")
    if properties is not None and isinstance(properties.value, dict) and isinstance(properties.value.get("$ref"), str):
        properties.resolve()


def _display_name(node: Node) -> str:
    """Return the component's name (of what `node` refers to), else the title, else nothing."""
    value = node.value if isinstance(node.value, dict) else {}
    ref = value.get("$ref")
    parts = tokens(ref.partition("#")[2]) if isinstance(ref, str) and "#" in ref else tokens(node.pointer)
    if any(parts[:-1] == path for path in COMPONENTS):
        return parts[-1]
    title = value.get("title")
    return title if isinstance(title, str) else ""
