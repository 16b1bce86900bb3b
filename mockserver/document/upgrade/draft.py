"""An object under construction: members from anywhere in the author's files, each with its place."""

from __future__ import annotations

from typing import Any

from mockserver.document.document import Node
from mockserver.document.moved import Moved, MovedList, Origin


class Draft:
    """Collects members and their places; `of` is the author's object that the new one stands for."""

    __slots__ = ("_members", "_of", "_origins")

    def __init__(self, of: Node) -> None:
        self._of = of
        self._members: dict[str, Any] = {}
        self._origins: dict[str | int, Origin] = {}

    def keep(self, *keys: str) -> Draft:
        """Take over members that have the same name and meaning, and all extensions (`x-`)."""
        for key, node in self._of.items():
            if key in keys or key.startswith("x-"):
                self.put(key, node)
        return self

    def put(self, key: str, node: Node | None) -> Draft:
        """Add a member that stands, or stood, where `node` stands; nothing for None."""
        if node is not None:
            self._members[key] = node.value
            self._origins[key] = (node.uri, node.pointer)
        return self

    def say(self, key: str, value: Any, place: Node | None = None) -> Draft:
        """Add a value of ours, which the author said in other words at `place`."""
        self._members[key] = value
        where = place or self._of
        self._origins[key] = (where.uri, where.pointer)
        return self

    def node(self) -> Node:
        """Return the finished object, placed where the author's stands."""
        return at(self._of, Moved(self._members, self._origins))


def at(place: Node, value: Any) -> Node:
    """Return a node for a value of ours at the place of the author's."""
    return Node(place.document, value, place.uri, place.pointer)


def listed(nodes: list[Node]) -> MovedList:
    """Return an array of nodes from anywhere."""
    origins: dict[str | int, Origin] = {index: (node.uri, node.pointer) for index, node in enumerate(nodes)}
    return MovedList([node.value for node in nodes], origins)


def mapped(place: Node, nodes: dict[str, Node]) -> Node:
    """Return an object of nodes from anywhere, placed at `place`."""
    draft = Draft(place)
    for key, node in nodes.items():
        draft.put(key, node)
    return draft.node()
