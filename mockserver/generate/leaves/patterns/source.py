"""Text that matches a `pattern` (ECMA-262), of a length within bounds: sampled from the tree, checked, drawn again.

Look-aheads are met by construction where they ask for something to be there (`(?=.*[A-Z])`): what they ask for is laid
over the sample; where they bound the length (`(?=.{8,20}$)`) the window narrows. Every other condition is left to the
check. All loops are bounded, so a pattern that nothing matches ends as None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import Stream, mix
from mockserver.generate.leaves.patterns.parser import parse
from mockserver.generate.leaves.patterns.sampler import Piece, either, joined, piece_of
from mockserver.generate.leaves.patterns.syntax import (
    ENDLESS,
    Anchor,
    Choice,
    Group,
    Look,
    Node,
    Sequence,
)
from mockserver.generate.leaves.text.filler import prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Accept, TextLeaf

SEARCH = 600  # draws at compile time before a pattern counts as one that nothing matches
ENOUGH = 24
AGAIN = 40  # draws at run time before a value seen at compile time is taken


def pattern_source(pattern: str, low: int, high: int | None, accept: Accept) -> TextLeaf | None:
    """Return the leaf of text that `accept` takes and `pattern` matches, `low` to `high` code points long.

    None means that no such text was found. Raises PatternError if `pattern` is not one of ECMA-262.
    """
    draw = sampler(pattern, low, ENDLESS if high is None else high)
    if draw is None:
        return None
    good = _search(draw, accept)
    if not good:
        return None

    def text(entropy: int) -> str:
        for attempt in range(AGAIN):
            value = draw(mix(entropy, attempt))
            if accept(value):
                return value
        return good[entropy % len(good)]

    return text


def sampler(pattern: str, low: int, high: int) -> Callable[[int], str] | None:
    """Return what draws text that probably matches `pattern`, or None if its classes leave nothing."""
    tree = parse(pattern)
    piece = _padded(tree)
    if piece is None:
        return None
    needs = _needs(tree)
    for least, most in _windows(tree):
        low, high = max(low, least), min(high, most)
    if not needs:
        return lambda entropy: piece.draw(Stream(entropy), low, high, {})
    room = min(high, max(low, sum(need.least for need in needs)))
    return lambda entropy: _with_needs(Stream(entropy), piece, needs, room, high)


def _search(draw: Callable[[int], str], accept: Accept) -> tuple[str, ...]:
    good: list[str] = []
    for number in range(SEARCH):
        value = draw(mix(number, 11))
        if accept(value):
            good.append(value)
        if len(good) == ENOUGH:
            break
    return tuple(good)


def _with_needs(stream: Stream, piece: Piece, needs: tuple[Piece, ...], low: int, high: int) -> str:
    text = piece.draw(stream, low, high, {})
    if stream.below(5) == 0:
        return text
    free = list(range(len(text)))
    for need in needs:
        wanted = need.draw(stream, need.least, need.least, {})
        places = [place for place in free if place + len(wanted) <= len(text)]
        if not wanted or not places:
            continue
        place = stream.pick(places)
        text = text[:place] + wanted + text[place + len(wanted) :]
        free = [other for other in free if not place - len(wanted) < other < place + len(wanted)]
    return text


def _padded(tree: Node) -> Piece | None:
    options = tree.options if isinstance(tree, Choice) else (tree,)
    return either(tuple(piece for option in options if (piece := _with_padding(option)) is not None))


def _with_padding(option: Node) -> Piece | None:
    piece = piece_of(option)
    if piece is None:
        return None
    before = () if _anchored(option, "^", 0) else (_PADDING,)
    after = () if _anchored(option, "$", -1) else (_PADDING,)
    return joined((*before, piece, *after))


def _anchored(node: Node, kind: str, end: int) -> bool:
    match node:
        case Anchor(found):
            return found == kind
        case Sequence(items) if items:
            beside = [item for item in items if not isinstance(item, Look)] or [Sequence(())]
            return _anchored(beside[end], kind, end)
        case Group(body):
            return _anchored(body, kind, end)
        case Choice(options):
            return all(_anchored(option, kind, end) for option in options)
    return False


def _looks(node: Node) -> list[Look]:
    """The positive look-aheads that hold at the very start of the match."""
    match node:
        case Look(_, ahead, negative):
            return [node] if ahead and not negative else []
        case Group(body):
            return _looks(body)
        case Sequence(items):
            found: list[Look] = []
            for item in items:
                if isinstance(item, (Look, Group, Anchor)):
                    found.extend(_looks(item))
                if not isinstance(item, (Look, Anchor)):
                    break
            return found
    return []


def _needs(tree: Node) -> tuple[Piece, ...]:
    pieces = [piece_of(look.body) for look in _looks(tree) if not _anchored(look.body, "$", -1)]
    return tuple(piece for piece in pieces if piece is not None and piece.least)


def _windows(tree: Node) -> list[tuple[int, int]]:
    pieces = [piece_of(look.body) for look in _looks(tree) if _anchored(look.body, "$", -1)]
    return [(piece.least, piece.most) for piece in pieces if piece is not None]


def _pad(stream: Stream, low: int, _high: int, _captures: object) -> str:
    return prose(stream, low, low) if low > 0 else ""


# What may stand outside an unanchored match: nothing, unless the length asks for it.
_PADDING = Piece(0, ENDLESS, _pad)
