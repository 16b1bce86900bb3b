"""What stands in an entity, the short ways to it: parts of it, and entities that are members of a population.

A part is a flat object that depends on nothing else, such as where somebody is. Each is one of so many variants,
whoever asks for it, so it is made once and copied from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import copied, copier
from mockserver.generate.entropy import nth
from mockserver.generate.identity.entities import elder, point_at
from mockserver.generate.relations.times import birth

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.node import Make, Plain, Settled
    from mockserver.generate.compile.run import Run, Subject

VARIANTS = 251  # a prime; more of them would not stay near the processor
MOST_KEPT = 10_000


class Count:
    """How many parts are kept by all who share this."""

    __slots__ = ("kept",)

    def __init__(self) -> None:
        self.kept = 0


def is_drawn(run: Run, subject: Subject) -> bool:
    """Tell whether a part of somebody is one of the variants: neither a whole value, nor what may be like no other."""
    return subject.id is not None and run.distinct is not subject


def drawn(bits: int) -> int:
    """Return the entropy of the variant that a part is."""
    return nth(VARIANTS, bits % VARIANTS)


def pooled(whole: Plain, size: int, tight: int, count: Count) -> Plain:
    """Return what makes a part of `size` nodes by `whole`, or copies it; from `tight` nodes on they are scarce."""
    kept: dict[int, Callable[[], Any]] = {}

    def plain(run: Run, bits: int, subject: Subject) -> Any:
        if subject.id is None or run.distinct is subject:  # as is_drawn() says
            return whole(run, bits, subject)
        variant = bits % VARIANTS
        nodes = run.nodes + size
        if nodes > tight or run.small or run.attempt:
            return whole(run, drawn(bits), subject)
        again = kept.get(variant)
        if again is not None:
            run.nodes = nodes
            return again()
        vain = run.vain
        value = whole(run, drawn(bits), subject)
        if run.vain == vain and count.kept < MOST_KEPT:
            count.kept += 1
            kept[variant] = copier(copied(value))
        return value

    return plain


def standing(entities: Settled, make: Make) -> Plain:
    """Return the short way to make an entity that stands in another; `make` is the long one."""
    identity, settled = entities.identity, entities.settled
    source, kind, step, owners = identity.source, identity.kind, identity.step, identity.owners

    def plain(run: Run, bits: int, subject: Subject) -> Any:
        if not run.plain or run.small or run.attempt or subject.id is None:
            return make(run, bits, None, subject)
        if subject.kind in owners or step in subject.line:
            return make(run, bits, None, subject)
        world = run.world
        known = world.pointed_at.get(source) or point_at(world, source, kind)
        return settled(run, known.members[elder(known, bits, (subject.born or birth(world, subject))[0])])

    return plain
