"""Writes one self-contained 2020-12 schema from wherever its parts stand.

The writer walks the author's schema and copies it keyword by keyword. Each reference becomes an entry of `$defs`, which
is written when the walk has ended, so that cycles cost nothing and only what is reachable is read. An entry is known by
its place, by the dynamic scope it is reached in, and by the property names that the sender is excused from: the same
author's schema may be written more than once where these differ, which leaves nothing dynamic in the result.
An entry has the same name in every bundle of a document, so that it is written once and shared by all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from mockserver.document.pointer import escape
from mockserver.errors import DocumentError
from mockserver.later import later
from mockserver.schema.bundling.dialect import DRAFT_2020, dialect_named
from mockserver.schema.bundling.direction import NONE, Direction
from mockserver.schema.bundling.discriminator import without
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
)
from mockserver.schema.bundling.keyword_writers import WRITERS
from mockserver.schema.bundling.modernise import is_old, modernise
from mockserver.schema.bundling.resource import Surroundings, is_identified
from mockserver.schema.bundling.soundness import INTEGER_BOUNDS, SOUND
from mockserver.schema.keywords import SUBSCHEMA_LIST, SUBSCHEMA_MAP

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.schema.keywords import Schema

_VALUES = "mockserver.schema.values"
described: Callable[[Any], str] = later(_VALUES, "described")
quoted: Callable[[str], str] = later(_VALUES, "quoted")
keywords_elsewhere: Callable[..., tuple[dict[str, Any], Mapping[str, Node]]] = later(
    "mockserver.schema.bundling.elsewhere", "keywords_elsewhere"
)

REFERABLE = SOUND.keys() | SUBSCHEMA_MAP | SUBSCHEMA_LIST
"""Keywords whose value is neither a schema nor data, in which `$ref` may be a member like others."""


class Scribe:
    """Writes bundles of one document in one direction, and remembers the entries of `$defs` for the next."""

    def __init__(self, direction: Direction, surroundings: Surroundings) -> None:
        self._plain = Library(direction, surroundings, dynamic=False)
        self._dynamic = Library(direction, surroundings, dynamic=True)

    def write(self, node: Node) -> Written:
        """Return the schema at `node` as one self-contained 2020-12 schema."""
        try:
            return self._plain.write(node)
        except DynamicScopeNeeded:
            return self._dynamic.write(node)


class Library:
    """The entries of `$defs` written so far, each under the name that it has in every bundle."""

    def __init__(self, direction: Direction, surroundings: Surroundings, *, dynamic: bool) -> None:
        self.direction = direction
        self.excuses = surroundings.excuses(direction)
        self.surroundings = surroundings
        self.dynamic = dynamic
        self._names: dict[object, str] = {}
        self._asked: dict[str, tuple[Node, Scope, frozenset[str]]] = {}
        self._written: dict[str, Written] = {}

    def write(self, node: Node) -> Written:
        """Write the schema at `node`, and collect every entry that it leads to."""
        root = self._write_one(node, "", (), NONE)
        parts = {"": root}
        self._gather(root.needs, parts)
        offered = sorted(set().union(*(part.offers for part in parts.values())) - parts.keys())
        while offered and len(parts) < MOST_ENTRIES:
            found = self._gather({offered.pop(0)}, parts)
            offered = sorted(set(offered).union(*(part.offers for part in found)) - parts.keys())
        return self._bound(parts, set(offered))

    def _gather(self, names: set[str], parts: dict[str, Written]) -> list[Written]:
        """Add the entries `names`, and all that they need, to `parts`; return those that are new."""
        found, waiting = [], list(names)
        while waiting:
            name = waiting.pop()
            if name not in parts:
                part = parts[name] = self._entry(name)
                found.append(part)
                waiting.extend(part.needs)
        return found

    def _bound(self, parts: dict[str, Written], left_out: set[str]) -> Written:
        """Return the parts as one schema; what was left out of it is no longer mapped to."""
        schemas = {
            name: part.schema if left_out.isdisjoint(part.offers) else without(part.schema, left_out)
            for name, part in parts.items()
        }
        root = schemas.pop("")
        if schemas:
            defs = {name: schemas[name] for name in sorted(schemas)}
            root = {**(root if isinstance(root, dict) else {}), "$defs": defs}
        sources = {at: source for part in parts.values() for at, source in part.sources.items()}
        return Written(root, set(schemas), set(), sources, [flaw for part in parts.values() for flaw in part.flaws])

    def name(self, target: Node, scope: Scope, excused: frozenset[str]) -> str:
        """Return the name of the entry for `target` as it is reached in one scope."""
        key = (target.uri, target.pointer, scope_key(scope), excused)
        name = self._names.get(key)
        if name is None:
            wanted, count = name_of(target), 1
            name = wanted
            while name in self._asked:
                count += 1
                name = f"{wanted}-{count}"
            self._names[key] = name
            self._asked[name] = (target, scope, excused)
        return name

    def _entry(self, name: str) -> Written:
        found = self._written.get(name)
        if found is None:
            target, scope, excused = self._asked[name]
            found = self._written[name] = self._write_one(target, f"/$defs/{name}", scope, excused)
        return found

    def _write_one(self, node: Node, at: str, scope: Scope, excused: frozenset[str]) -> Written:
        writer = Writer(self)
        dialect = self.surroundings.dialect(node)
        writer.written.sources[at] = (node, "")
        frame = Frame(node, "", at, dialect, writer.widened(scope, node))
        writer.written.schema = writer.convert(node.value, frame, "", excused)
        return writer.written


class Writer:
    """One walk over what stands between references."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.surroundings = library.surroundings
        self.dynamic = library.dynamic
        self.excuses = library.excuses
        self.written = Written({}, set(), set(), {}, [])
        self.around: tuple[tuple[str, str], ...] = ()

    def convert(self, raw: Any, frame: Frame, path: str, excused: frozenset[str] = NONE) -> Schema:
        """Return a schema of the author's in 2020-12, which does not require what the sender is excused from."""
        if not isinstance(raw, dict):
            if raw is not True and raw is not False:
                self.flaw(
                    "UNSOUND_SCHEMA", f"a schema must be an object, got {described(raw)}: it is ignored", frame, path
                )
                return True
            return raw
        if "$schema" in raw or is_identified(raw, frame.dialect.id_keyword):
            frame, path = self._enter(raw, frame, path), ""
        moves: dict[str, str] = {}
        elsewhere: Mapping[str, Node] = {}
        if any(type(value) is dict and "$ref" in value and keyword in REFERABLE for keyword, value in raw.items()):
            raw, elsewhere = keywords_elsewhere(self, raw, frame, path)
        if is_old(raw, frame.dialect):
            direction = self.library.direction
            raw, moves = modernise(
                raw, frame.dialect, lambda *said: self.flaw(said[0], said[1], frame, path, said[2]), direction
            )
        if self._ref_hides(raw, frame):
            raw = {key: value for key, value in raw.items() if key == "$ref" or key.startswith("x-")}
        spot = Spot(raw, frame, path, moves, *self.excuses.of(raw, frame.node, frame.dialect, excused), elsewhere)
        out: dict[str, Any] = {}
        for keyword, value in raw.items():
            writer = WRITERS.get(keyword)
            if writer is None:
                out[keyword] = value
            else:
                writer(self, spot, out, keyword, value)
        self.around = self.around[: len(self.around) - len(elsewhere)]
        if isinstance(out.get("format"), str) and out["format"] in INTEGER_BOUNDS:
            self._bound_integer(spot, out)
        return out

    def entered(self, target: Node, frame: Frame, path: str) -> Frame:
        """Return the frame of a keyword's value that stands elsewhere."""
        at = frame.at + path
        self.written.sources[at] = (target, "")
        return Frame(target, "", at, self.surroundings.dialect(target), self.widened(frame.scope, target))

    def flaw(self, code: str, message: str, frame: Frame, path: str, keyword: str = "") -> None:
        """Note what is wrong with a keyword of the schema at `path`."""
        below = frame.below + path + (f"/{escape(keyword)}" if keyword else "")
        self.written.flaws.append(Flaw(code, message, frame.node, below))

    def entry(self, ref: str, spot: Spot) -> str | None:
        """Return the reference into `$defs` that stands for `ref`, or None (and a flaw) where it leads to nothing."""
        try:
            target = spot.frame.node.follow(ref)
        except DocumentError as broken:
            self.flaw(broken.code, broken.message, spot.frame, spot.path, "$ref")
            return None
        return self.entry_for(target, spot.frame, spot.passed_on)

    def entry_for(self, target: Node, frame: Frame, passed_on: frozenset[str] = NONE) -> str:
        """Return the reference to the `$defs` entry for `target`, which is written later."""
        excused = self.excuses.still_needed(target, passed_on) if passed_on else NONE
        name = self.library.name(target, self.widened(frame.scope, target), excused)
        self.written.needs.add(name)
        return f"#/$defs/{name}"

    def offer(self, target: Node, frame: Frame) -> str:
        """Return the reference to the `$defs` entry that a mapping names: it may be left out of a large bundle."""
        name = self.library.name(target, self.widened(frame.scope, target), NONE)
        self.written.offers.add(name)
        return f"#/$defs/{name}"

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
                message = f"the dialect {quoted(uri)} is not known: it is read as JSON Schema 2020-12"
                self.flaw("UNKNOWN_DIALECT", message, frame, path, "$schema")
            dialect = known or DRAFT_2020
        at = frame.at + path
        self.written.sources[at] = (node, "")
        return Frame(node, "", at, dialect, self.widened(frame.scope, node))

    def widened(self, scope: Scope, node: Node) -> Scope:
        """Add the dynamic anchors of the resource that is entered; the outermost of a name stays (section 7.1)."""
        if not self.dynamic:
            return scope
        known = {name for name, _ in scope}
        anchors = self.surroundings.anchors(self.surroundings.resource_root(node))
        return scope + tuple(each for each in anchors.items() if each[0].startswith("*") and each[0] not in known)

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


MOST_ENTRIES = 250
"""Entries of `$defs` up to which a bundle takes in what only the mapping of a discriminator names.

Some descriptions have a schema that a thousand others extend: each of its bundles would hold the whole description.
"""
