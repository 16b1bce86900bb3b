"""The children of an owner, made in a row: who each is, the entropy that belongs to it, and when it was born."""

from __future__ import annotations

from binascii import hexlify
from typing import TYPE_CHECKING, Any

from mockserver.generate.entropy import MASK, nth
from mockserver.generate.identity.ids import CHECK_BITS, SHARED, plain_of
from mockserver.generate.identity.lineage import KIND_BITS, WIDTH, extend
from mockserver.generate.identity.numbers import FORMS, groups, uuid_of
from mockserver.generate.identity.subject import Subject, packed_of
from mockserver.generate.relations.times import LEVELS, PLACES, SPANS, birth, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockserver.generate.compile.node import Leaf
    from mockserver.generate.compile.run import Children, World
    from mockserver.generate.identity.ids import Style, Writer


def children_of(world: World, kind: str, step: int, style: Style) -> Children:
    """Return what makes children of a kind, whose hash is `step`: a range is of all of them, from the first on."""
    if style.form in ("integer", "counted"):
        return _counted(world, kind, step, style)
    return _in_a_row(world, kind, step, style)


def _in_a_row(world: World, kind: str, step: int, style: Style) -> Children:
    # Written out: ids.Writer, IdScheme.read, numbers.uuid_of and times.brood. Children are most of all there is.
    writer = world.ids.writer(style)
    start, first, second, half, mask, modulus, write = writer
    alone, is_uuid, shares = kind in world.alone, write is uuid_of, _shares(start, first, mask)
    longest, low, others = mask >> SHARED, step << CHECK_BITS, start & ~(WIDTH - 1 << PLACE_AT)

    def children(owner: Subject, ordinals: Sequence[int]) -> list[Subject]:
        stem, span = owner.packed or packed_of(owner), 0.0
        if stem <= longest:
            common = ((stem << SHARED | low) ^ others) * first
        else:
            stem %= modulus
            common = ((stem << SHARED | low | 1) ^ others) * first
        depth, line = owner.depth + 1, () if owner.step < 0 else owner.line + (owner.step,)  # noqa: RUF005 - fast
        if depth > 1 and not alone:
            born = owner.born or birth(world, owner)
            since = born[0] + born[1]
            span = SPANS[depth - 2] if depth < LEVELS + 2 else SPANS[-1]
            span = (span if span < -since else -since) * 0.8  # noqa: FURB136 - a call less
        made: list[Subject] = []
        ids: list[Any] = []  # not the children: they would be garbage that only the collector finds
        row = (style, ids) if type(ordinals) is range else None
        for ordinal in ordinals:
            child = new(Subject)
            if ordinal < WIDTH:
                number, shared = common + shares[ordinal] & mask, stem
            else:
                number, shared = _beginning(writer, extend(owner.packed, (step, ordinal)))
            number = (number ^ number >> half) * second & mask
            number ^= number >> half
            octets = number.to_bytes(16, "big")
            child.id = identifier = (FORMS[octets[0]] % groups(hexlify(octets))).decode() if is_uuid else write(number)
            child.bits = (number ^ shared) & MASK
            child.kind, child.step, child.ordinal = kind, step, ordinal
            child.owner, child.depth, child.line = owner, depth, line
            child.told_path = child.told_chain = None
            child.packed, child.row = 0, row
            place, share = PLACES[ordinal] if ordinal < 32 else place_of(ordinal)
            child.born = (since + span * place, span * share) if span else None
            ids.append(identifier)
            made.append(child)
        return made

    return children


def _beginning(writer: Writer, packed: int) -> tuple[int, int]:
    """Return the first step of the permutation of a packed path, and what it shares with its siblings."""
    plain = plain_of(packed, writer.mask, writer.modulus)
    return (plain ^ writer.start) * writer.first & writer.mask, plain >> SHARED


def _shares(start: int, first: int, mask: int) -> tuple[int, ...]:
    """Return what each place adds to the product of what siblings share, whose packed paths differ in six bits.

    So the first steps of the permutation are taken for all siblings at once.
    """
    offset = start >> PLACE_AT & WIDTH - 1
    return tuple(((ordinal ^ offset) << PLACE_AT) * first & mask for ordinal in range(WIDTH))


def _counted(world: World, kind: str, step: int, style: Style) -> Children:
    def children(owner: Subject, ordinals: Sequence[int]) -> list[Subject]:
        made = []
        for ordinal in ordinals:
            path = (*owner.path, (step, ordinal))
            identifier = world.ids.id_for(path, style)
            bits = world.bits_for(step, identifier)
            made.append(Subject(kind, identifier, bits, path, (*owner.chain, ordinal), owner))
        return made

    return children


def drawn_children(world: World, kind: str, step: int, leaf: Leaf) -> Children:
    """Return what makes children whose ids are drawn: they carry no ancestry."""

    def children(owner: Subject, ordinals: Sequence[int]) -> list[Subject]:
        made = []
        for ordinal in ordinals:
            child = world.entity(kind, leaf(nth(owner.bits ^ step, ordinal)))
            chain = (*owner.chain, ordinal)
            made.append(Subject(kind, child.id, child.bits, child.path, chain, owner))
        return made

    return children


new = object.__new__
PLACE_AT = CHECK_BITS + KIND_BITS + 2
