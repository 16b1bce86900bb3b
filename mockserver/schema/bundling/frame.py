"""What the writer carries along: where it stands, what it has written, what it found wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.document.pointer import tokens
from mockserver.schema.bundling.resource import step

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.schema.bundling.dialect import Dialect
    from mockserver.schema.keywords import Schema

Scope = tuple[tuple[str, "Node"], ...]
"""The dynamic anchors of the resources entered so far: "*name" and the schema that the outermost of them gave it."""

Source = tuple["Node", str]
"""A node of the author's and a pointer below it."""


class Frame(NamedTuple):
    """Where the walk stands: `at` in the bundle corresponds to `below` under the author's `node`."""

    node: Node
    below: str
    at: str
    dialect: Dialect
    scope: Scope = ()


class Spot(NamedTuple):
    """One schema object on the walk: its keywords, its path from the frame, and who is excused from what.

    `elsewhere` holds where the values of keywords stand that are but a `$ref`, which JSON Schema does not know.
    """

    raw: dict[str, Any]
    frame: Frame
    path: str
    moves: dict[str, str]
    excused: frozenset[str]
    passed_on: frozenset[str]
    elsewhere: Mapping[str, Node]


class Flaw(NamedTuple):
    """Something wrong that the rest of the schema can do without; its place is found when somebody asks."""

    code: str
    message: str
    node: Node
    below: str


@dataclass(slots=True)
class Written:
    """What was written: the schema, where its parts came from, and what was wrong with them.

    `needs` are the entries of `$defs` that it refers to; `offers` those that only the mapping of a discriminator names.
    """

    schema: Schema
    needs: set[str]
    offers: set[str]
    sources: dict[str, Source]
    flaws: list[Flaw]


class DynamicScopeNeeded(Exception):  # noqa: N818 - a signal within this room, never an error
    """A `$dynamicRef` was met on a walk that kept no dynamic scope."""


def scope_key(scope: Scope) -> object:
    """Return what tells two dynamic scopes apart."""
    return tuple((name, node.uri, node.pointer) for name, node in scope)


def descend(node: Node, below: str) -> Node:
    """Return the node that `below` leads to from `node`, or the deepest that exists on the way."""
    for token in tokens(below):
        found = step(node, token)
        if found is None:
            break
        node = found
    return node


def name_of(node: Node) -> str:
    """Return a name for the schema at `node` that may stand in a URI: its component's, its file's, its keyword's."""
    last = (tokens(node.pointer) or (node.uri.rpartition("/")[2].partition(".")[0],))[-1]
    return re.sub(r"[^A-Za-z0-9._-]+", "_", last).strip("_") or "schema"
