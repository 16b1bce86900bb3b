"""What a schema's surroundings say about it: the resource it stands in, that one's anchors, and the dialect in force.

The document follows references; here stands what only matters to the walk (JSON Schema 2020-12 core, sections 8.1.1,
8.2.1 and 8.2.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from mockserver.document.pointer import tokens
from mockserver.later import later
from mockserver.schema.bundling.dialect import DRAFT_2020, Dialect, dialect_named
from mockserver.schema.bundling.direction import Direction, Excuses

if TYPE_CHECKING:
    from mockserver.document import Document, Node

_NAMES = "mockserver.schema.bundling.names"
anchors_below: Callable[..., Iterator[tuple[str, Node]]] = later(_NAMES, "anchors")
extensions: Callable[[Node], dict[tuple[str, str], list[tuple[str, Node]]]] = later(_NAMES, "extensions")


class Surroundings:
    """Answers about the files of one document; each is worked out once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._roots: dict[str, Node] = {}
        self._anchors: dict[tuple[str, str], dict[str, Node]] = {}
        self._dialects: dict[tuple[str, str], Dialect] = {}
        self._excuses: dict[Direction, Excuses] = {}
        self._families: dict[str, dict[tuple[str, str], list[tuple[str, Node]]]] = {}

    def excuses(self, direction: Direction) -> Excuses:
        """Return the rules for one direction of messages, which remember what they found in this document."""
        found = self._excuses.get(direction)
        if found is None:
            found = self._excuses[direction] = Excuses(direction, self)
        return found

    def dialect(self, node: Node) -> Dialect:
        """Return the dialect in force at `node`: the file's, or that of the nearest `$schema` above."""
        key = (node.uri, node.pointer)
        found = self._dialects.get(key)
        if found is None:
            found = self._dialects[key] = self._dialect(node)
        return found

    def _dialect(self, node: Node) -> Dialect:
        found = dialect_named(node.dialect) or DRAFT_2020
        if found.id_keyword is None:
            return found
        for above in self._way_to(node):
            declared = above.value.get("$schema") if isinstance(above.value, dict) else None
            if isinstance(declared, str):
                found = dialect_named(declared) or DRAFT_2020
        return found

    def resource_root(self, node: Node) -> Node:
        """Return the root of what is read as one schema resource: the nearest `$id` above, or one component of a file.

        OAS leaves it open what a plain name means that two components without an `$id` carry; each keeps its own.
        """
        keyword = self.dialect(node).id_keyword
        way = list(self._way_to(node))
        for above in way[::-1]:
            if is_identified(above.value, keyword):
                return above
        parts = tokens(node.pointer)
        depth = next((len(path) + 1 for path in COMPONENTS if parts[: len(path)] == path), len(parts))
        return way[min(depth, len(way) - 1)]

    def anchors(self, root: Node) -> dict[str, Node]:
        """Return the schemas that plain names reach in the resource at `root`; dynamic ones also under "*name"."""
        key = (root.uri, root.pointer)
        found = self._anchors.get(key)
        if found is None:
            found = self._anchors[key] = {}
            for name, node in anchors_below(root, self.dialect(root).id_keyword, top=True):
                found.setdefault(name, node)
        return found

    def family(self, node: Node) -> list[tuple[str, Node]]:
        """Return the components that extend the schema at `node` through `allOf`, at any distance, and itself."""
        found = self._families.get(node.uri)
        if found is None:
            found = self._families[node.uri] = extensions(self._root(node))
        family: dict[tuple[str, str], tuple[str, Node]] = {}
        waiting = [((tokens(node.pointer) or ("",))[-1], node)]
        while waiting:
            name, member = waiting.pop(0)
            key = (member.uri, member.pointer)
            if key not in family:
                family[key] = (name, member)
                waiting.extend(found.get(key, ()))
        is_component = len(family) > 1 or any(tokens(node.pointer)[: len(path)] == path for path in COMPONENTS)
        return list(family.values()) if is_component else []

    def _root(self, node: Node) -> Node:
        found = self._roots.get(node.uri)
        if found is None:
            found = self._roots[node.uri] = self._document.lookup(node.uri)
        return found

    def _way_to(self, node: Node) -> Iterator[Node]:
        """Yield the nodes from the file's root to `node`, both included, as far as the file has them."""
        here: Node | None = self._root(node)
        for token in tokens(node.pointer):
            if here is None or here.pointer == node.pointer:
                break
            yield here
            here = step(here, token)
        yield node


def is_identified(value: Any, keyword: str | None) -> bool:
    """Tell a schema that sets a base URI of its own; in draft-04 to 07 `"#name"` is only an anchor."""
    return (
        keyword is not None
        and isinstance(value, dict)
        and isinstance(value.get(keyword), str)
        and not value[keyword].startswith("#")
    )


def step(node: Node, token: str) -> Node | None:
    """Return the member of `node` that a pointer's token names, or None."""
    if isinstance(node.value, list):
        return node.get(int(token)) if token.isdecimal() else None
    return node.get(token)


COMPONENTS = (("components", "schemas"), ("definitions",), ("$defs",))
"""Where a file keeps its schemas by name."""

RECURSIVE_ANCHOR = "*$recursiveAnchor"
