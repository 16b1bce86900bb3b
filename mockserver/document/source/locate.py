"""Pointer -> line and column, computed when first asked for: loading stores no positions."""

from __future__ import annotations

from array import array
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from mockserver.document.pointer import tokens
from mockserver.document.source.json_text import members, start_of_value
from mockserver.document.source.text import decode, position
from mockserver.document.source.yaml_text import event_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Locator(Protocol):
    """Finds lines in one text."""

    def find(self, pointer: str) -> tuple[int, int]:
        """Return line and column, from 1, of what `pointer` names, or of the nearest ancestor in the text."""


def locator(data: bytes, name: str, *, is_json: bool) -> Locator:
    """Return what finds lines in a file that was parsed without an error."""
    text = decode(data, name)
    return JsonLocator(text) if is_json else YamlLocator(text)


class JsonLocator:
    """Follows a pointer through a JSON text; no object or array on the way is scanned further than needed, or twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, dict[str, tuple[int, int]]] = {}
        self._lock = Lock()
        self._unread: dict[int, Iterator[tuple[str, int, int]]] = {}

    def find(self, pointer: str) -> tuple[int, int]:
        """Return the position of the member's name, or of the array's item."""
        begin = value = start_of_value(self._text)
        with self._lock:
            for token in tokens(pointer):
                found = self._member(value, token) if self._text[value] in "{[" else None
                if found is None:
                    break
                begin, value = found
        return position(self._text, begin)

    def _member(self, container: int, token: str) -> tuple[int, int] | None:
        """Return the offsets of name and value of one member of the object or array at the offset `container`."""
        known = self._known.setdefault(container, {})
        if token in known:
            return known[token]
        if container not in self._unread:
            self._unread[container] = members(self._text, container)
        for key, begin, value in self._unread[container]:
            known[key] = begin, value
            if key == token:
                return begin, value
        return None


class YamlLocator:
    """An index of all nodes of a YAML text in document order, as flat arrays, built at the first question."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index: _YamlIndex | None = None

    def find(self, pointer: str) -> tuple[int, int]:
        """Return the position of the mapping's key, or of the sequence's item."""
        if self._index is None:
            self._index = _YamlIndex(self._text)
        node = 0
        for token in tokens(pointer):
            found = self._index.member(node, token)
            if found is None:
                break
            node = found
        return self._index.lines[node], self._index.columns[node]


class _YamlIndex:
    """For node i: its key, its line and column, the first node after its subtree, and what it is an alias of."""

    def __init__(self, text: str) -> None:
        self.keys: list[str | None] = []
        self.lines, self.columns, self.ends = array("L"), array("L"), array("L")
        self.aliases: dict[int, int] = {}
        self._anchors: dict[str, int] = {}
        self._members: dict[int, dict[str, int]] = {}
        read = event_source(text)
        read(), read()
        self._node(read(), None, None, read)

    def member(self, node: int, token: str) -> int | None:
        """Return the child of `node` that `token` names, through aliases and merge keys."""
        node = self.aliases.get(node, node)
        if node not in self._members:
            self._members[node] = self._members_of(node)
        return self._members[node].get(token)

    def _members_of(self, node: int) -> dict[str, int]:
        """Return the children by key or index; what a merge key brings comes after what is written."""
        members: dict[str, int] = {}
        merged: list[int] = []
        for index, child in enumerate(self._children(node)):
            key = self.keys[child]
            members.setdefault(str(index) if key is None else key, child)
            if key == "<<":
                merged += self._merged(child)
        for source in merged:
            members = self._members_of(self.aliases.get(source, source)) | members
        return members

    def _merged(self, node: int) -> list[int]:
        """Return the mappings that a merge key with the value `node` names: it, or those it lists."""
        target = self.aliases.get(node, node)
        first = target + 1
        is_list = first < self.ends[target] and self.keys[first] is None
        return self._children(target) if is_list else [target]

    def _children(self, node: int) -> list[int]:
        children, at = [], node + 1
        while at < self.ends[node]:
            children.append(at)
            at = self.ends[at]
        return children

    def _node(self, event: Any, key: str | None, mark: Any, read: Callable[[], Any]) -> None:
        """Append the node that `event` begins, and its subtree."""
        at = len(self.keys)
        mark = mark or event.start_mark
        self.keys.append(key)
        self.lines.append(mark.line + 1)
        self.columns.append(mark.column + 1)
        self.ends.append(0)
        if isinstance(event, AliasEvent):
            self.aliases[at] = self._anchors.get(str(event.anchor), at)
        elif event.anchor:
            self._anchors[event.anchor] = at
        if isinstance(event, MappingStartEvent):
            while not isinstance(name := read(), MappingEndEvent):
                assert isinstance(name, ScalarEvent)  # noqa: S101 - the builder has refused other keys
                self._node(read(), name.value, name.start_mark, read)
        elif not isinstance(event, (ScalarEvent, AliasEvent)):
            while not isinstance(item := read(), SequenceEndEvent):
                self._node(item, None, None, read)
        self.ends[at] = len(self.keys)
