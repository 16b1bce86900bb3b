"""The children of an owner, made in a row: who each is, the entropy that belongs to it, and when it was born."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.run import Subject
from mockserver.generate.entropy import MASK, MULTIPLIER, nth
from mockserver.generate.identity.ids import CHECK_BITS
from mockserver.generate.identity.lineage import KIND_BITS, WIDTH, extend, pack
from mockserver.generate.relations.times import PLACES, birth, brood, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockserver.generate.compile.node import Leaf
    from mockserver.generate.compile.run import Children, World
    from mockserver.generate.identity.ids import Style


def children_of(world: World, kind: str, step: int, style: Style) -> Children:
    """Return what makes children of a kind, whose hash is `step`, with ids of a style."""
    if style.form in ("integer", "counted"):
        return _counted(world, kind, step, style)
    start, first, second, half, mask, modulus, salt, write = world.ids.writer(style)
    alone, (others, shares) = kind in world.alone, _shares(start, first, mask)

    def children(owner: Subject, ordinals: Sequence[int]) -> list[Subject]:
        above, chain, line = owner.path, owner.chain, line_below(owner)
        root = owner.packed = owner.packed or pack(above)
        oldest = root << KIND_BITS + 8 | step
        number = oldest << CHECK_BITS
        common = ((number ^ start) & others) * first & mask if number <= mask else None
        since, span = (0.0, 0.0) if alone or not chain else brood(owner.born or birth(world, owner), len(chain) - 1)
        made: list[Subject] = []
        ids: list[Any] = []
        row = (style, ids) if type(ordinals) is range and not ordinals.start else None
        for ordinal in ordinals:
            packed = oldest | ordinal << KIND_BITS + 2 if ordinal < WIDTH else extend(root, (step, ordinal))
            if ordinal < WIDTH and common is not None:
                number = common + shares[ordinal] & mask
            else:
                number = packed << CHECK_BITS
                number = ((number if number <= mask else packed % modulus | 1) ^ start) * first & mask
            number = (number ^ number >> half) * second & mask  # as ids.Writer does
            number ^= number >> half
            bits = (number >> 58 ^ number ^ salt) * MULTIPLIER & MASK  # as IdScheme.bits_of does
            identifier, path = write(number), (*above, (step, ordinal))
            child = Subject(kind, identifier, bits ^ bits >> 32, path, (*chain, ordinal), owner, packed, line)
            if span:
                place, share = PLACES[ordinal] if ordinal < 32 else place_of(ordinal)
                child.born = (since + span * place, span * share)
            child.row = row
            ids.append(identifier)
            made.append(child)
        return made

    return children


def _shares(start: int, first: int, mask: int) -> tuple[int, tuple[int, ...]]:
    """Return the bits in which the packed paths of siblings do not differ, and what each place adds to the product.

    So the first steps of the permutation are taken for all siblings at once.
    """
    at = CHECK_BITS + KIND_BITS + 2
    offset = start >> at & WIDTH - 1
    return ~(WIDTH - 1 << at), tuple(((ordinal ^ offset) << at) * first & mask for ordinal in range(WIDTH))


def _counted(world: World, kind: str, step: int, style: Style) -> Children:
    def children(owner: Subject, ordinals: Sequence[int]) -> list[Subject]:
        made = []
        for ordinal in ordinals:
            path = (*owner.path, (step, ordinal))
            identifier = world.ids.id_for(path, style)
            bits = world.bits_for(step, identifier)
            made.append(Subject(kind, identifier, bits, path, (*owner.chain, ordinal), owner, 0, line_below(owner)))
        return made

    return children


def drawn_children(world: World, kind: str, step: int, leaf: Leaf) -> Children:
    """Return what makes children whose ids are drawn: they carry no ancestry."""

    def children(owner: Subject, ordinals: Sequence[int]) -> list[Subject]:
        made = []
        for ordinal in ordinals:
            child = world.entity(kind, leaf(nth(owner.bits ^ step, ordinal)))
            chain = (*owner.chain, ordinal)
            made.append(Subject(kind, child.id, child.bits, child.path, chain, owner, 0, child.line))
        return made

    return children


def line_below(owner: Subject) -> tuple[int, ...]:
    """Return the hashes of the kinds above a child of `owner`."""
    return (*owner.line, owner.path[-1][0]) if owner.path else ()
