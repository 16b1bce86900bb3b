"""Lists: how long they are, what is known of their elements, and the short way to entities of which nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.generate.compile.node import Unsatisfiable, copied, copier
from mockserver.generate.compile.run import Known
from mockserver.generate.containers.siblings import all_differ
from mockserver.generate.entropy import mixed
from mockserver.generate.identity.entities import stride_of
from mockserver.generate.scene import Items, Value

if TYPE_CHECKING:
    from mockserver.generate.compile.node import Make, Plain, Settled
    from mockserver.generate.compile.run import Kept, Run, Subject
    from mockserver.generate.scene import Variant

LENGTH = 0x1E57


DEEP = 2
"""From how many lists around it on, inside an entity, a list is as short as it may be: lists in lists multiply."""


class Bounds(NamedTuple):
    """How long a list is, one of `width` lengths from `low` on, and at least; from `tight` nodes on they are scarce.

    It counts as one list more around what stands in it where it stands `inside` an entity.
    """

    low: int
    width: int
    tight: int
    least: int
    inside: int


def short_list(entities: Settled, bounds: Bounds, make: Make, names: tuple[str, Callable[..., Any]] | None) -> Plain:
    """Return the short way to make a list of entities; `make` is the long one.

    `names` are the property by which people tell them apart, and what sees to it that none stands there twice.
    """
    low, width, tight, least, inside = bounds

    def plain(run: Run, bits: int, subject: Subject) -> Any:
        if run.nodes >= tight or not run.plain or run.lists >= DEEP:
            return make(run, bits, None, subject)
        length = drawn_length(bits, low, width)
        run.nodes += 1 + length
        run.lists += inside
        try:
            made = entities_of(entities, run, bits, length, subject)
        except Unsatisfiable:
            if least:
                raise
            return []
        finally:
            run.lists -= inside
        if names is None or length < 2 or all_differ(made, names[0]):
            return made
        return names[1](made, run, bits, subject)

    return plain


def entities_of(entities: Settled, run: Run, bits: int, length: int, subject: Subject) -> list[Any]:
    """Return the elements of a list of entities: the subject's own, or the members of a population one by one."""
    identity = entities.identity
    if subject.kind in identity.owners:
        made = entities.plain
        return [
            made(run, child.bits, child)
            for child in identity.source.children(run.world, identity.whose)(subject, range(length))
        ]
    population, shown = run.world.shown(entities, run.counted, run.lists)
    ordinal, stride = bits % population, stride_of(bits)
    members = []
    for _ in range(length):
        kept = shown.get(ordinal)
        if kept is None:
            members.append(_shown(run, entities, ordinal, shown))
        else:
            run.nodes += kept[1]
            members.append(kept[0]())
        ordinal = (ordinal + stride) % population
    return members


def _shown(run: Run, entities: Settled, ordinal: int, shown: dict[int, Kept]) -> Any:
    """Return the member of a population, and keep it unless it had to be made small."""
    identity = entities.identity
    before, shrunk, run.shrunk = run.nodes, run.shrunk, False
    value = entities.settled(run, identity.source.member(run.world, identity.kind, ordinal))
    if not run.shrunk:
        shown[ordinal] = (copier(copied(value)), run.nodes - before)
    run.shrunk = run.shrunk or shrunk
    return value


def usual_length(run: Run, bits: int, usual: tuple[int, int], least: int) -> int:
    """Return the length of a list of which nothing is known: one that stands deep inside of an entity is short."""
    if run.lists < DEEP:
        return drawn_length(bits, *usual)
    return usual[0] if run.lists == DEEP else least


def varied_length(variant: Variant, bits: int, bounds: tuple[int, int | None], usual: tuple[int, int]) -> int:
    """Return the length of a list in a variant, within the bounds of its schema."""
    (least, most), (low, high) = bounds, usual
    if variant == "maximal":
        low = high = max(high, 5) if most is None else max(least, min(most, 20))
    if variant == "boundary":
        low, high = least, max(least, 2 if most is None else min(most, 20))
        return low if mixed(bits, LENGTH) & 1 else high
    if most is not None:
        low, high = min(low, most), min(high, most)
    return drawn_length(bits, low, high - low + 1)


def drawn_length(bits: int, low: int, width: int) -> int:
    """Return one of `width` lengths from `low` on, the smaller of two draws: most lists are short."""
    draws = mixed(bits, LENGTH)
    return low + min(draws % width, (draws >> 32) % width)


def pins_of(pin: Any) -> Sequence[Any] | None:
    """Return the pins of the elements, or None where nothing is known of them."""
    if isinstance(pin, Known):
        pin = pin.pin
    if isinstance(pin, Value):
        return [Value(element) for element in pin.value] if isinstance(pin.value, list) else None
    return pin.pins if isinstance(pin, Items) else None
