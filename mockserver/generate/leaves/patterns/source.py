"""Text that matches a `pattern` (ECMA-262), of a length within bounds: sampled from the tree, checked, drawn again.

Look-aheads are met by construction where they ask for something to be there (`(?=.*[A-Z])`): what they ask for is laid
over the sample; where they bound the length (`(?=.{8,20}$)`) the window narrows. Every other condition is left to the
check; where no sample passes it, the text is woven of what all the conditions leave. All loops are bounded, so a
pattern that nothing matches ends as None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mockserver.generate.leaves.leaf import Stream, mix
from mockserver.generate.leaves.patterns.parser import parse
from mockserver.generate.leaves.patterns.sampler import EMPTY, Piece, either, joined, piece_of
from mockserver.generate.leaves.patterns.syntax import (
    ENDLESS,
    Anchor,
    Choice,
    Group,
    Look,
    Node,
    Repeat,
    Sequence,
)
from mockserver.generate.leaves.patterns.weaving import accepted, woven
from mockserver.generate.leaves.text.filler import prose, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Accept, TextLeaf

SEARCH = 600  # draws at compile time before a pattern counts as one that nothing matches
AGAIN = 40  # draws at run time before a value seen at compile time is taken


class _Condition(NamedTuple):
    """What must also hold: at the start, at the end, anywhere, or for the `whole` text, whose length it then bounds."""

    piece: Piece
    starts: bool
    ends: bool
    whole: bool


def pattern_source(
    pattern: str, low: int, high: int | None, accept: Accept, others: tuple[str, ...] = ()
) -> TextLeaf | None:
    """Return the leaf of text that `accept` takes and `pattern` matches, `low` to `high` code points long.

    `others` are patterns that must match as well; `accept` holds values to them. None means that no such text was
    found. Raises PatternError if one of them is not of ECMA-262.
    """
    draw = sampler(pattern, low, ENDLESS if high is None else high, others)
    if draw is None:
        return None
    good = accepted(draw, accept, SEARCH)
    if not good:
        return woven((pattern, *others), text(low, high), low, high, accept)

    def matching(entropy: int) -> str:
        for attempt in range(AGAIN):
            value = draw(mix(entropy, attempt))
            if accept(value):
                return value
        return good[entropy % len(good)]

    return matching


def sampler(pattern: str, low: int, high: int, others: tuple[str, ...] = ()) -> Callable[[int], str] | None:
    """Return what draws text that probably matches `pattern` and `others`, or None if its classes leave nothing."""
    tree = parse(pattern)
    piece = _padded(tree)
    if piece is None:
        return None
    conditions = _conditions(tree, others)
    for condition in conditions:
        if condition.whole:
            low, high = max(low, condition.piece.least), min(high, condition.piece.most)
    needs = tuple(condition for condition in conditions if condition.piece.least and not condition.whole)
    if not needs:
        return lambda entropy: piece.draw(Stream(entropy), low, high, {})
    room = min(high, max(low, sum(need.piece.least for need in needs)))
    return lambda entropy: _with_needs(Stream(entropy), piece, needs, room, high)


def _with_needs(stream: Stream, piece: Piece, needs: tuple[_Condition, ...], low: int, high: int) -> str:
    text = piece.draw(stream, low, high, {})
    if stream.below(5) == 0:
        return text
    free = list(range(len(text)))
    for need in needs:
        wanted = need.piece.draw(stream, need.piece.least, need.piece.least, {})
        places = [place for place in free if place + len(wanted) <= len(text)]
        if not wanted or not places:
            continue
        place = 0 if need.starts else len(text) - len(wanted) if need.ends else stream.pick(places)
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


def _conditions(tree: Node, others: tuple[str, ...]) -> list[_Condition]:
    found: list[_Condition] = []
    for look in _looks(tree):
        ends = _anchored(look.body, "$", -1)
        found.append(_Condition(piece_of(look.body) or EMPTY, not _reaches(look.body), ends, ends))
    for node in map(parse, others):
        starts, ends = _anchored(node, "^", 0), _anchored(node, "$", -1)
        found.append(_Condition(piece_of(node) or EMPTY, starts, ends, starts and ends))
        found.extend(_conditions(node, ()))
    return found


def _reaches(node: Node) -> bool:
    """Tell whether the condition may skip characters before what it asks for, as `.*` does."""
    match node:
        case Repeat(_, least, most):
            return least == 0 and most == ENDLESS
        case Sequence(items) if items:
            return _reaches(items[0])
        case Group(body):
            return _reaches(body)
        case Choice(options):
            return all(_reaches(option) for option in options)
    return False


def _pad(stream: Stream, low: int, _high: int, _captures: object) -> str:
    return prose(stream, low, low) if low > 0 else ""


# What may stand outside an unanchored match: nothing, unless the length asks for it.
_PADDING = Piece(0, ENDLESS, _pad)
