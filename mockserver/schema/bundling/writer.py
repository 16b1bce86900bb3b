"""Writes one self-contained 2020-12 schema from wherever its parts stand.

The writer walks the author's schema once and copies it keyword by keyword. Each reference becomes an entry of `$defs`,
written when the walk has ended, so that cycles cost nothing and only what is reachable is read. An entry is known by
its place, by the dynamic scope it is reached in, and by the property names that the sender is excused from: the same
author's schema may be written more than once where these differ, which leaves nothing dynamic in the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.document.pointer import escape
from mockserver.errors import DocumentError
from mockserver.schema.bundling import direction as rules
from mockserver.schema.bundling.dialect import DRAFT_2020, Dialect, dialect_named
from mockserver.schema.bundling.direction import FLAG, NONE, Direction, Located
from mockserver.schema.bundling.frame import (
    DynamicScopeNeeded,
    Flaw,
    Frame,
    Scope,
    Spot,
    Written,
    descend,
    name_of,
    scope_key,
    shown,
)
from mockserver.schema.bundling.keyword_writers import WRITERS
from mockserver.schema.bundling.modernise import is_old, modernise
from mockserver.schema.bundling.resource import Surroundings, is_identified
from mockserver.schema.bundling.soundness import INTEGER_BOUNDS

if TYPE_CHECKING:
    from mockserver.schema.keywords import Schema
    from mockserver.document import Node


def write(node: Node, direction: Direction, surroundings: Surroundings) -> Written:
    """Return the schema at `node` as one self-contained 2020-12 schema for one direction."""
    try:
        return Writer(direction, surroundings, dynamic=False).run(node)
    except DynamicScopeNeeded:
        return Writer(direction, surroundings, dynamic=True).run(node)


class Writer:
    """One walk: collects `$defs` while there are references left to write."""

    def __init__(self, direction: Direction, surroundings: Surroundings, *, dynamic: bool) -> None:
        self.flag = FLAG[direction]
        self.surroundings = surroundings
        self.dynamic = dynamic
        self.written = Written({}, {}, [])
        self.names: dict[object, str] = {}
        self.waiting: list[tuple[str, Node, Scope, frozenset[str]]] = []
        self.taken: set[str] = set()

    def run(self, node: Node) -> Written:
        """Write the schema at `node`, then every entry of `$defs` that the walk asked for."""
        root = self._write_entry(node, "", (), NONE)
        defs: dict[str, Schema] = {}
        while self.waiting:
            name, target, scope, excused = self.waiting.pop()
            defs[name] = self._write_entry(target, f"/$defs/{name}", scope, excused)
        if defs:
            root = {**(root if isinstance(root, dict) else {}), "$defs": defs}
        self.written.schema = root
        return self.written

    def _write_entry(self, node: Node, at: str, scope: Scope, excused: frozenset[str]) -> Schema:
        dialect = self.surroundings.dialect(node)
        self.written.sources[at] = (node, "")
        return self.convert(node.value, Frame(node, "", at, dialect, self._widened(scope, node)), "", excused or None)

    def convert(self, raw: Any, frame: Frame, path: str, excused: frozenset[str] | None = None) -> Schema:
        """Return a schema of the author's in 2020-12; `excused` is None where a new value begins."""
        if not isinstance(raw, dict):
            if raw is not True and raw is not False:
                self.flaw("unsound-schema", f"a schema must be an object, got {shown(raw)}: it is ignored", frame, path)
                return True
            return raw
        if "$schema" in raw or is_identified(raw, frame.dialect.id_keyword):
            frame, path = self._enter(raw, frame, path), ""
        moves: dict[str, str] = {}
        if is_old(raw, frame.dialect):
            raw, moves = modernise(raw, frame.dialect, lambda *said: self.flaw(said[0], said[1], frame, path, said[2]))
        if self._ref_hides(raw, frame):
            raw = {key: value for key, value in raw.items() if key == "$ref" or key.startswith("x-")}
        spot = Spot(raw, frame, path, moves, *self._excuse(raw, frame, path, excused))
        out: dict[str, Any] = {}
        for keyword, value in raw.items():
            writer = WRITERS.get(keyword)
            if writer is None:
                out[keyword] = value
            else:
                writer(self, spot, out, keyword, value)
        if raw.get("format") in INTEGER_BOUNDS:
            self._bound_integer(spot, out)
        return out

    def flaw(self, code: str, message: str, frame: Frame, path: str, keyword: str = "") -> None:
        """Note what is wrong with a keyword of the schema at `path`."""
        below = frame.below + path + (f"/{escape(keyword)}" if keyword else "")
        self.written.flaws.append(Flaw(code, message, frame.node, below))

    def entry(self, ref: str, spot: Spot) -> str | None:
        """Return the reference into `$defs` that stands for `ref`, or None (and a flaw) where it leads to nothing."""
        try:
            target = spot.frame.node.follow(ref)
        except DocumentError as broken:
            self.flaw("broken-reference", f"{broken.message}: it is ignored", spot.frame, spot.path, "$ref")
            return None
        return self.entry_for(target, spot.frame, spot.passed_on)

    def entry_for(self, target: Node, frame: Frame, passed_on: frozenset[str] = NONE) -> str:
        """Return the reference to the `$defs` entry for `target`, which is written later."""
        excused = self._still_excused(target, passed_on) if passed_on else NONE
        scope = self._widened(frame.scope, target)
        key = (target.uri, target.pointer, scope_key(scope), excused)
        name = self.names.get(key)
        if name is None:
            name = self.names[key] = self._free_name(name_of(target))
            self.waiting.append((name, target, frame.scope, excused))
        return f"#/$defs/{name}"

    def _free_name(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.taken:
            count += 1
            name = f"{wanted}-{count}"
        self.taken.add(name)
        return name

    def _ref_hides(self, raw: dict[str, Any], frame: Frame) -> bool:
        return "$ref" in raw and not frame.dialect.ref_siblings and isinstance(raw["$ref"], str)

    def _enter(self, raw: dict[str, Any], frame: Frame, path: str) -> Frame:
        """Step into a schema resource: references below an `$id` start there, and `$schema` sets the dialect."""
        node = descend(frame.node, frame.below + path)
        dialect = frame.dialect
        uri = raw.get("$schema")
        if isinstance(uri, str) and dialect.id_keyword is not None:
            known = dialect_named(uri)
            if known is None:
                message = f"the dialect {shown(uri)} is not known: it is read as JSON Schema 2020-12"
                self.flaw("unknown-dialect", message, frame, path, "$schema")
            dialect = known or DRAFT_2020
        at = frame.at + path
        self.written.sources[at] = (node, "")
        return Frame(node, "", at, dialect, self._widened(frame.scope, node))

    def _widened(self, scope: Scope, node: Node) -> Scope:
        """Add the dynamic anchors of the resource that is entered; the outermost of a name stays (section 7.1)."""
        if not self.dynamic:
            return scope
        known = {name for name, _ in scope}
        anchors = self.surroundings.anchors(self.surroundings.resource_root(node))
        return scope + tuple(each for each in anchors.items() if each[0].startswith("*") and each[0] not in known)

    def _excuse(
        self, raw: dict[str, Any], frame: Frame, path: str, excused: frozenset[str] | None
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return the names that this schema must not require, and those that in-place subschemas must not."""
        inherited = excused or NONE
        if raw.keys().isdisjoint(MAY_REQUIRE):
            return inherited, inherited
        here = self._located(raw, frame.node, frame.dialect, (frame.at, path))
        names = rules.required_names(here)
        if not names:
            return inherited, inherited
        own = rules.excused_names(here, names, self.flag, branches=True)
        return inherited | own, inherited | rules.excused_names(here, own, self.flag, branches=False)

    def _still_excused(self, target: Node, names: frozenset[str]) -> frozenset[str]:
        """Return what must be excused inside `target` on behalf of the schema that refers to it."""
        dialect = self.surroundings.dialect(target)
        here = self._located(target.value, target, dialect, (target.uri, target.pointer))
        names &= rules.required_names(here)
        return names - rules.excused_names(here, names, self.flag, branches=False)

    def _located(self, raw: Any, node: Node, dialect: Dialect, identity: object) -> Located:
        def follow(ref: str) -> Located | None:
            try:
                target = node.follow(ref)
            except DocumentError:
                return None
            inner = dialect if target.uri == node.uri else self.surroundings.dialect(target)
            return self._located(target.value, target, inner, (target.uri, target.pointer))

        return Located(raw, follow, ref_siblings=dialect.ref_siblings, identity=identity)

    def _bound_integer(self, spot: Spot, out: dict[str, Any]) -> None:
        """int32 and its kin bound the number (OAS format registry); strings that carry integers are left alone."""
        types = out.get("type", "integer")
        if "integer" not in types and "number" not in types:
            return
        low, high = INTEGER_BOUNDS[out["format"]]
        if max(out.get("minimum", low - 1), out.get("exclusiveMinimum", low - 1)) < low:
            self._put_bound(spot, out, "minimum", low)
        if min(out.get("maximum", high + 1), out.get("exclusiveMaximum", high + 1)) > high:
            self._put_bound(spot, out, "maximum", high)

    def _put_bound(self, spot: Spot, out: dict[str, Any], keyword: str, bound: int) -> None:
        out[keyword] = bound
        frame = spot.frame
        self.written.sources[f"{frame.at}{spot.path}/{keyword}"] = (frame.node, f"{frame.below}{spot.path}/format")


MAY_REQUIRE = frozenset(
    {"required", "dependentRequired", "allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas", "$ref"}
)
"""A schema without any of these requires no property of its value."""
