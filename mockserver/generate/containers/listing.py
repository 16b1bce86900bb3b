"""Lists: how long they are, what is known of their elements, and the short way to entities of which nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.generate.compile.node import Unsatisfiable, copied, copier
from mockserver.generate.compile.run import SCARCE, Known
from mockserver.generate.containers.lengths import DEEP, LENGTH
from mockserver.generate.containers.siblings import all_differ
from mockserver.generate.identity.populations import MOST_LISTS
from mockserver.generate.scene import Items, Value

if TYPE_CHECKING:
    from mockserver.generate.compile.node import Make, Plain, Settled
    from mockserver.generate.compile.run import Run, Subject
    from mockserver.generate.identity.populations import Kept, Shown

FEW = 8
FIRST = tuple(map(range, range(FEW)))


class Bounds(NamedTuple):
    """How long a list is, one of `lengths`, and at least; from `tight` nodes on they are scarce.

    It counts as one list more around what stands in it where it stands `inside` an entity.
    """

    lengths: tuple[int, ...]
    tight: int
    least: int
    inside: int


def short_list(entities: Settled, bounds: Bounds, make: Make, names: tuple[str, Callable[..., Any]] | None) -> Plain:
    """Return the short way to make a list of entities; `make` is the long one.

    `names` are the property by which people tell them apart, and what sees to it that none stands there twice.
    """
    lengths, tight, least, inside = bounds
    size, identity = len(lengths), entities.identity
    label, told_apart = names or ("", _as_they_are)
    members = _members(entities, bounds, label, told_apart)

    def plain(run: Run, bits: int, subject: Subject) -> Any:
        nodes = run.nodes
        if nodes >= tight or not run.plain or run.lists >= DEEP:
            return make(run, bits, None, subject)
        length = lengths[bits % LENGTH % size]  # as drawn_length does
        if subject.kind not in identity.owners:
            shown = run.world.shown.get((entities, run.counted, run.lists + inside))
            kept = None if shown is None else shown.lists.get(length * shown.variants + bits % shown.variants)
            if kept is None or nodes + kept[1] > tight:
                return members(run, bits, length, subject)
            run.nodes = nodes + kept[1]
            return [again() for again in kept[0]]
        run.nodes = nodes + 1 + length
        run.lists += inside
        try:
            children = run.world.children.get(identity) or identity.children(run.world)
            made = entities.each(run, children(subject, FIRST[length] if length < FEW else range(length)))
        except Unsatisfiable:
            if least:
                raise
            return []
        finally:
            run.lists -= inside
        return made if not label or length < 2 or all_differ(made, label) else told_apart(made, run, bits, subject)

    return plain


def _as_they_are(made: list[Any], *_about: Any) -> list[Any]:
    return made


def _members(
    entities: Settled, bounds: Bounds, label: str, told_apart: Callable[..., Any]
) -> Callable[[Run, int, int, Subject], list[Any]]:
    """Return what makes a list of members of a population, and keeps it: whom it shows is one of some variants."""

    def members(run: Run, bits: int, length: int, subject: Subject) -> list[Any]:
        nodes = run.nodes
        run.nodes += 1 + length
        run.lists += bounds.inside
        shown = shown_of(entities, run)
        try:
            found = members_of(entities, run, bits, length, shown)
        except Unsatisfiable:
            if bounds.least:
                raise
            return []
        finally:
            run.lists -= bounds.inside
        made = found if not label or all_differ(found, label) else told_apart(found.copy(), run, bits, subject)
        if not run.shrunk and len(shown.lists) < MOST_LISTS:
            copies = _copies(shown, bits, found, made)
            shown.lists[length * shown.variants + bits % shown.variants] = (copies, run.nodes - nodes)
        return made

    return members


def _copies(shown: Shown, bits: int, found: list[Any], made: list[Any]) -> tuple[Callable[[], Any], ...]:
    """Return what makes copies of a list of members: of the members themselves where none was replaced."""
    copies = []
    for ordinal, member, value in zip(shown.ordinals(bits, len(made)), found, made, strict=True):
        kept = shown.members.get(ordinal) if value is member else None
        copies.append(copier(copied(value)) if kept is None else kept[0])
    return tuple(copies)


def shown_of(entities: Settled, run: Run) -> Shown:
    """Return what is shown of a population in as many lists as there are around here."""
    return run.world.shown.get((entities, run.counted, run.lists)) or run.world.show(entities, run)


def entities_of(entities: Settled, run: Run, bits: int, length: int, subject: Subject) -> list[Any]:
    """Return the elements of a list of entities: the subject's own, or members of a population."""
    world, identity = run.world, entities.identity
    if subject.kind in identity.owners:
        children = world.children.get(identity) or identity.children(world)
        return entities.each(run, children(subject, range(length)))
    return members_of(entities, run, bits, length, shown_of(entities, run))


def members_of(entities: Settled, run: Run, bits: int, length: int, shown: Shown) -> list[Any]:
    """Return the members of a population that stand in a list, and keep them."""
    return [_shown(run, entities, ordinal, shown.members) for ordinal in shown.ordinals(bits, length)]


def _shown(run: Run, entities: Settled, ordinal: int, shown: dict[int, Kept]) -> Any:
    """Return the member of a population, and keep it unless it was made small, as it is where nodes are scarce."""
    kept = shown.get(ordinal)
    if kept is not None and run.nodes + kept[1] <= run.max_nodes // SCARCE:
        run.nodes += kept[1]
        return kept[0]()
    identity = entities.identity
    before, shrunk, run.shrunk = run.nodes, run.shrunk, False
    value = entities.settled(run, identity.source.member(run.world, identity.kind, ordinal))
    if not run.shrunk:
        shown[ordinal] = (copier(copied(value)), run.nodes - before)
    run.shrunk = run.shrunk or shrunk
    return value


def pins_of(pin: Any) -> Sequence[Any] | None:
    """Return the pins of the elements, or None where nothing is known of them."""
    if isinstance(pin, Known):
        pin = pin.pin
    if isinstance(pin, Value):
        return [Value(element) for element in pin.value] if isinstance(pin.value, list) else None
    return pin.pins if isinstance(pin, Items) else None
