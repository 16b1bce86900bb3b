"""References from an entity to others of its own kind: a reply answers an earlier message of the same conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Node, Schema, Spot, Written
from mockserver.generate.entropy import salt_of
from mockserver.generate.identity.ids import FAN_OUT
from mockserver.generate.identity.kinds import foreign_kind, kind_of, words
from mockserver.generate.identity.sources import foreign_source
from mockserver.generate.scene import ABSENT

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Run, Subject, World

RECENT = 4
ONE_IN = 3
OPENING = (1, 2)  # a talk begins with answers


def reply_node(name: str, flat: Schema, spot: Spot, compiler: Compiler, optional: bool) -> Node | None:
    """Return the node of a property that points at an earlier entity of the kind it belongs to, or None if it is none.

    The first of all answers nothing: there an optional property makes `ABSENT`, and the object is to go without it.
    """
    part = _part(name, spot)
    source = foreign_source(name, flat, spot, compiler, spot.owner) if part else None
    if source is None:
        return None
    nullable = isinstance(flat.get("type"), list) and "null" in flat["type"]
    free = optional and compiler.variant != "maximal"
    opening = () if _REPLYING.isdisjoint(words(name)) else OPENING

    surely, own = part == "always" or not (free or nullable), part == "own"
    salt = salt_of(f"reply:{name}")

    def make(run: Run, bits: int, _pin: Any, subject: Subject) -> Any:
        if own and subject.step >= 0:
            shown = source.shown(subject.id) is not None
            return subject.id if shown else source.written(run.world, subject.kind, subject.path)
        ordinal = subject.ordinal
        draws = bits % salt
        if ordinal and type(ordinal) is int and (surely or ordinal in opening or draws % ONE_IN == 0):
            first = ordinal - ordinal % FAN_OUT if ordinal >= FAN_OUT and isinstance(subject.id, int) else 0
            before = ordinal - first if ordinal - first < RECENT else RECENT  # noqa: FURB136 - a call less
            if before > 0:
                return _named(run.world, source, subject, ordinal - 1 - draws // 1024 % before)
        if nullable or free:
            return None if nullable else ABSENT
        return _any(run.world, source, subject.kind or spot.owner, draws)

    first = "None" if nullable else "ABSENT"
    answering = Written(f"{first} if subject.ordinal == 0 else m{{p}}(run, bits, None, subject)", {})
    return Node(make, unmixed=True, absent=free, written=answering if (nullable or free) and not own else None)


def _part(name: str, spot: Spot) -> str:
    """Return what the property says: a reply `sometimes`, `always`, the entity's `own` id, or nothing of that kind."""
    owner, parts = spot.owner, words(name)
    kind = foreign_kind(name)
    if not owner or kind is None or spot.kind == owner:
        return ""
    if _ANSWERING.issuperset(parts[:-1]) or (
        len(parts) > 2 and _is_of(owner, parts[-2]) and _ANSWERING.issuperset(parts[:-2])
    ):
        return "sometimes"
    if not _is_of(owner, kind) or not spot.parents or kind_of(spot.parents[-1]) == owner:
        return ""
    around = {*words(spot.schema_name), *(word for parent in spot.parents[1:] for word in words(parent))}
    return "always" if around & _AROUND else "own"


def _is_of(owner: str, word: str) -> bool:
    return kind_of(word) == owner


def _named(world: World, source: Any, subject: Subject, ordinal: int) -> Any:
    """Return the id of another one of the subject's owner: it is known where they were made together."""
    row = subject.row
    if row is not None and row[0] is source.style:
        return row[1][ordinal]
    path = subject.path
    return source.written(world, subject.kind, (*path[:-1], (path[-1][0], ordinal)))


def _any(world: World, source: Any, kind: str, bits: int) -> Any:
    return source.member(world, kind, bits % world.ids.population(kind)).id


def optional_references(flat: Schema) -> frozenset[str]:
    """Return the references among an object's properties that it can do without, whatever else it holds."""
    if flat.get("minProperties"):
        return frozenset()
    needed = {*flat.get("required", ())}
    for others in flat.get("dependentRequired", {}).values():
        needed.update(others)
    return frozenset(name for name in flat.get("properties", {}) if name not in needed and foreign_kind(name))


_ANSWERING = frozenset(
    {"reply", "replied", "in", "to", "parent", "original", "previous", "prev", "quoted", "forwarded", "duplicate", "of"}
)
_REPLYING = frozenset({"reply", "replied"})
_AROUND = frozenset({"reaction", "reply", "quote", "quoted", "context", "parent", "original", "previous", "thread"})
