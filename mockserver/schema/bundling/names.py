"""The names that schemas in a file are reached by: anchors, and the components that others name in `allOf`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mockserver.errors import DocumentError
from mockserver.schema.bundling.resource import COMPONENTS, RECURSIVE_ANCHOR, is_identified
from mockserver.schema.keywords import SUBSCHEMA_MAP

if TYPE_CHECKING:
    from mockserver.document import Node


def anchors(node: Node, keyword: str | None, *, top: bool) -> Iterator[tuple[str, Node]]:
    """Yield the anchors below a node, as far as its resource reaches."""
    value = node.value
    if isinstance(value, dict):
        if not top and is_identified(value, keyword):
            return
        if isinstance(value.get("$anchor"), str):
            yield value["$anchor"], node
        if isinstance(value.get("$dynamicAnchor"), str):
            yield value["$dynamicAnchor"], node
            yield "*" + value["$dynamicAnchor"], node
        if value.get("$recursiveAnchor") is True:
            yield RECURSIVE_ANCHOR, node
    for child in _holders(node):
        yield from anchors(child, keyword, top=False)


def _holders(node: Node) -> Iterator[Node]:
    """Yield what may hold schemas below `node`: not values, such as `enum`, `default` and examples."""
    for key, child in node.items():
        if key in SUBSCHEMA_MAP and isinstance(child.value, dict):
            yield from (each for _, each in child.items())
        elif key not in VALUES and not key.startswith("x-") and isinstance(child.value, dict | list):
            yield child
    yield from node.elements()


def extensions(root: Node) -> dict[tuple[str, str], list[tuple[str, Node]]]:
    """Return, for each schema that components of a file name in `allOf`, those components."""
    found: dict[tuple[str, str], list[tuple[str, Node]]] = {}
    for path in COMPONENTS:
        folder: Node | None = root
        for token in path:
            folder = folder.get(token) if folder is not None else None
        for name, component in folder.items() if folder is not None else ():
            for parent in _parents(component):
                found.setdefault((parent.uri, parent.pointer), []).append((name, component))
    return found


def _parents(component: Node) -> Iterator[Node]:
    members = component.value.get("allOf") if isinstance(component.value, dict) else None
    for member in members if isinstance(members, list) else ():
        if isinstance(member, dict) and isinstance(member.get("$ref"), str):
            try:
                yield component.follow(member["$ref"])
            except DocumentError:
                continue


VALUES = frozenset({"const", "default", "enum", "example", "examples"})
"""Keywords that hold values of the API, in which nothing is a schema."""
