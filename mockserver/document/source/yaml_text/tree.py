"""YAML text -> plain tree, from libyaml's events, with the limits that keep a hostile file from hanging.

PyYAML's own constructors are neither fast nor plain (dates, octals, yes/no, exponential merge keys). This builder makes
dicts, lists and JSON scalars only; keys are strings as written; an alias is the very object that its anchor names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from mockserver.document.source import limits
from mockserver.document.source.text import shortened
from mockserver.document.source.yaml_text.events import event_source
from mockserver.document.source.yaml_text.scalars import by_tag, typed
from mockserver.errors import SourceError
from mockserver.later import later
from mockserver.violations import Place

_ERRORS = "mockserver.document.source.yaml_text.errors"
complaint: Callable[..., SourceError] = later(_ERRORS, "complaint")
duplicate_key: Callable[[str, str], SourceError] = later(_ERRORS, "duplicate_key")
place_of: Callable[[Any, str], Place] = later(_ERRORS, "place_of")
unreadable: Callable[..., SourceError] = later(_ERRORS, "unreadable")


class DuplicateKeyError(Exception):
    """A mapping has a key twice; the lines are found by a second, slower pass."""


def parse_yaml(text: str, name: str, *, quote: bool) -> Any:
    """Return the one document of `text`; SourceError names file, line and column, and quotes the line if `quote`."""
    if text.count("\n%TAG") > MAX_TAG_DIRECTIVES:
        raise SourceError(f"the YAML has more than {MAX_TAG_DIRECTIVES} %TAG directives", "YAML_TAG", Place(name))
    try:
        return _Builder(text, name).document()
    except DuplicateKeyError:
        raise duplicate_key(text, name) from None
    except yaml.YAMLError as error:
        raise unreadable(error, text, name, quote=quote) from None
    except RecursionError:
        raise limits.too_deep(Place(name)) from None


class _Builder:
    """One pass over the events of one text."""

    __slots__ = ("anchors", "deepest", "keys", "name", "next", "nodes", "plain")

    def __init__(self, text: str, name: str) -> None:
        self.next = event_source(text)
        self.name = name
        self.anchors: dict[str, tuple[Any, int, int] | None] = {}
        self.plain: dict[str, Any] = {}
        self.keys: dict[str, str] = {}
        self.nodes = 0
        self.deepest = 0

    def document(self) -> Any:
        """Return the value of the first document, which must be the only one."""
        self.next()
        event = self.next()
        if event.__class__ is StreamEndEvent:
            return None
        tree = self.value(self.next(), 1)
        self.next()
        event = self.next()
        if event.__class__ is not StreamEndEvent:
            message = "the file holds more than one YAML document; a description is exactly one"
            raise complaint(message, "MULTIPLE_DOCUMENTS", event, self.name, "Remove what follows the second '---'.")
        return tree

    def value(self, event: Any, depth: int) -> Any:
        """Return the value that begins with `event`, at `depth` levels below the root."""
        kind = event.__class__
        if kind is AliasEvent:
            return self.alias(event, depth)
        if event.anchor is not None:
            return self.anchored(event, depth)
        if kind is ScalarEvent:
            return self.scalar(event)
        self.open(event, depth)
        return self.mapping(depth) if kind is MappingStartEvent else self.sequence(depth)

    def open(self, event: Any, depth: int) -> None:
        """Check the depth and the tag of the collection that `event` opens."""
        if depth > self.deepest:
            self.deepest = depth
            if depth > limits.MAX_DEPTH:
                raise limits.too_deep(place_of(event, self.name))
        if event.tag is not None and event.tag not in CONTAINER_TAGS:
            raise complaint(
                f"the tag {shortened(event.tag)!r} is not part of JSON", "YAML_TAG", event, self.name, TAG_HINT
            )

    def mapping(self, depth: int) -> dict[str, Any]:
        """Return the mapping whose start was read."""
        read, plain, keys = self.next, self.plain, self.keys
        result: dict[str, Any] = {}
        merged: list[Any] = []
        while True:
            event = read()
            if event.__class__ is not ScalarEvent:
                if event.__class__ is MappingEndEvent:
                    break
                raise complaint(
                    "a key must be a plain value, not a collection or an alias", "YAML_KEY", event, self.name
                )
            key = keys.setdefault(event.value, event.value)
            if key in result:
                raise DuplicateKeyError
            is_merge = key == "<<" and event.implicit[0]
            event = read()
            if event.__class__ is ScalarEvent and event.implicit[0] and event.anchor is None:
                text = event.value
                if text not in plain:
                    plain[text] = typed(text)
                value = plain[text]
            else:
                value = self.value(event, depth + 1)
            if is_merge:
                merged.append((value, event))
            else:
                result[key] = value
        for value, event in merged:
            self.merge(result, value, event)
        self.count(len(result))
        return result

    def sequence(self, depth: int) -> list[Any]:
        """Return the sequence whose start was read."""
        read = self.next
        result: list[Any] = []
        while (event := read()).__class__ is not SequenceEndEvent:
            result.append(self.value(event, depth + 1))
        self.count(len(result))
        return result

    def scalar(self, event: Any) -> Any:
        """Return a scalar's value: typed if it is plain, by its tag if it has one, else its text."""
        if event.implicit[0]:
            return typed(event.value)
        if event.tag is None or event.implicit[1]:
            return event.value
        try:
            return by_tag(event.tag, event.value)
        except KeyError:
            raise complaint(
                f"the tag {shortened(event.tag)!r} is not part of JSON", "YAML_TAG", event, self.name, TAG_HINT
            ) from None
        except ValueError:
            message = f"the value does not fit its tag {event.tag.rpartition(':')[2]!r}"
            raise complaint(message, "YAML_TAG", event, self.name) from None

    def anchored(self, event: Any, depth: int) -> Any:
        """Build a value that has an anchor, and keep it with its size and height for the aliases that repeat it."""
        anchor = event.anchor
        self.anchors[anchor] = None
        nodes, deepest = self.nodes, self.deepest
        self.deepest = depth - 1
        event.anchor = None
        value = self.value(event, depth)
        self.anchors[anchor] = (value, self.nodes - nodes, self.deepest - depth + 1)
        self.deepest = max(deepest, self.deepest)
        return value

    def alias(self, event: Any, depth: int) -> Any:
        """Return what the anchor names, counted as if it were written out."""
        if event.anchor not in self.anchors:
            raise complaint(
                f"the alias *{shortened(event.anchor)} has no anchor before it", "YAML_ALIAS", event, self.name
            )
        known = self.anchors[event.anchor]
        if known is None:
            raise complaint(
                f"the alias *{shortened(event.anchor)} stands inside what it names", "YAML_ALIAS", event, self.name
            )
        value, size, height = known
        self.count(size)
        self.deepest = max(self.deepest, depth + height - 1)
        if self.deepest > limits.MAX_DEPTH:
            raise limits.too_deep(place_of(event, self.name))
        return value

    def merge(self, result: dict[str, Any], value: Any, event: Any) -> None:
        """Add the members of one or several mappings that `result` does not have (the merge key of YAML 1.1)."""
        for source in value if isinstance(value, list) else [value]:
            if not isinstance(source, dict):
                raise complaint("a merge key takes a mapping or a list of mappings", "YAML_MERGE", event, self.name)
            self.count(len(source))
            for key, member in source.items():
                result.setdefault(key, member)

    def count(self, nodes: int) -> None:
        """Count values against the limit."""
        self.nodes += nodes
        if self.nodes > limits.MAX_NODES:
            raise limits.too_many_nodes(self.name)


MAX_TAG_DIRECTIVES = 100  # libyaml compares each with all others
CONTAINER_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
TAG_HINT = "Only the core tags !!str, !!int, !!float, !!bool, !!null, !!map and !!seq are understood."
