"""Lists of entities of which nothing is known: a subject's own, or some of all that there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.generate.compile.node import Unsatisfiable, copied, copier
from mockserver.generate.compile.run import Known
from mockserver.generate.containers.siblings import all_differ
from mockserver.generate.entropy import MASK, MULTIPLIER, mixed
from mockserver.generate.identity.entities import stride_of
from mockserver.generate.scene import Items, Value

if TYPE_CHECKING:
    from mockserver.generate.compile.node import Make, Plain, Settled
    from mockserver.generate.compile.run import Kept, Run, Subject

LENGTH = 0x1E57


class Bounds(NamedTuple):
    """How long a list is, one of `width` lengths from `low` on, and at least; from `tight` nodes on they are scarce."""

    low: int
    width: int
    tight: int
    least: int


def short_list(entities: Settled, bounds: Bounds, make: Make, names: tuple[str, Callable[..., Any]] | None) -> Plain:
    """Return the short way to make a list of entities; `make` is the long one.

    `names` are the property by which people tell them apart, and what sees to it that none stands there twice.
    """
    low, width, tight, least = bounds

    def plain(run: Run, bits: int, subject: Subject) -> Any:
        if run.nodes >= tight or not run.plain:
            return make(run, bits, None, subject)
        draws = (bits ^ LENGTH) * MULTIPLIER & MASK  # as drawn_length() does
        draws ^= draws >> 32
        first, second = draws % width, (draws >> 32) % width
        length = low + (min(second, first))
        run.nodes += 1 + length
        try:
            made = entities_of(entities, run, bits, length, subject)
        except Unsatisfiable:
            if least:
                raise
            return []
        if names is None or length < 2 or all_differ(made, names[0]):
            return made
        return names[1](made, run, bits, subject)

    return plain


def entities_of(entities: Settled, run: Run, bits: int, length: int, subject: Subject) -> list[Any]:
    """Return the elements of a list of entities: the subject's own, or the members of a population one by one."""
    identity = entities.identity
    if subject.kind in identity.owners:
        made = entities.plain
        return [made(run, child.bits, child) for child in identity.children(run.world)(subject, range(length))]
    population, shown = run.world.shown(entities, run.counted)
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
