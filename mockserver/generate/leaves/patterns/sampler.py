"""Turns a syntax tree into pieces that draw matching text, of a length within a window where one is asked for.

Each piece knows the least and the most characters it can be; a sequence hands every item the window that the others
leave, a repetition picks a count that the window allows. Conditions (look-arounds, boundaries) draw nothing: whoever
asked checks the result and draws again. Classes prefer what is easy to read: words, then letters and digits, then the
rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mockserver.generate.leaves.patterns import charset
from mockserver.generate.leaves.patterns.syntax import (
    ENDLESS,
    Anchor,
    Chars,
    Choice,
    Group,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
)
from mockserver.generate.leaves.text.filler import BY_LENGTH, LONGEST_WORD, characters, prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Stream
    from mockserver.generate.leaves.patterns.charset import Ranges

    Captures = dict[int | str, str]
    Draw = Callable[[Stream, int, int, Captures], str]

MOST_ROUNDS = 100_000


class Piece(NamedTuple):
    """Draws text of `least` to `most` code points, as near to a window as it can."""

    least: int
    most: int
    draw: Draw


def piece_of(node: Node) -> Piece | None:
    """Return what draws text for `node`, or None if nothing matches it."""
    match node:
        case Chars(ranges):
            return _character(ranges)
        case Sequence(items):
            return _sequence(items)
        case Choice(options):
            return _choice(options)
        case Repeat(body, least, most):
            return _run(body.ranges, least, most) if isinstance(body, Chars) else _repeat(body, least, most)
        case Group(body, number, name):
            return _capture(body, number, name)
        case Reference(group):
            return Piece(0, ENDLESS, lambda _stream, _low, _high, captures: captures.get(group, ""))
        case Anchor() | Look():
            return EMPTY


def _character(ranges: Ranges) -> Piece | None:
    if not ranges:
        return None
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return _literal(chr(ranges[0][0]))
    alphabet = readable(ranges)
    size = len(alphabet)
    return Piece(1, 1, lambda stream, _low, _high, _captures: alphabet[stream.bits() % size])


def _literal(text: str) -> Piece:
    return Piece(len(text), len(text), lambda _stream, _low, _high, _captures: text)


def _run(ranges: Ranges, least: int, most: int) -> Piece | None:
    if not ranges:
        return EMPTY if least == 0 else None
    usual = _usual(least, most)
    spell = _speller(ranges, least, most)

    def draw(stream: Stream, low: int, high: int, _captures: Captures) -> str:
        count = _count(stream, max(least, low), min(most, high), usual)
        return spell(stream, count)

    return Piece(least, most, draw)


def _usual(least: int, most: int) -> tuple[int, int]:
    if most <= 4:
        return least, most
    if most == ENDLESS:
        return (least, least + 4) if least > 8 else (max(least, 3), max(least + 4, 8))
    return max(least, min(4, most)), min(most, max(least, 4) + 8)


def _count(stream: Stream, low: int, high: int, usual: tuple[int, int]) -> int:
    if high <= low:
        return low
    bottom = min(max(usual[0], low), high)
    top = max(min(usual[1], high), bottom)
    return bottom if top == bottom else stream.between(bottom, top)


def _speller(ranges: Ranges, least: int, most: int) -> Callable[[Stream, int], str]:
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return lambda _stream, count: chr(ranges[0][0]) * count
    alphabet = readable(ranges, code=least == most)
    if least == most and least < 2:
        return lambda stream, count: characters(stream, alphabet, count)
    if _holds_all(ranges, "abcdefghijklmnopqrstuvwxyz") and least != most:
        if _holds_all(ranges, " ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
            return lambda stream, count: prose(stream, count, count) if count else ""
        return lambda stream, count: _wordlike(stream, count, alphabet)
    return lambda stream, count: characters(stream, alphabet, count)


def _wordlike(stream: Stream, count: int, alphabet: str) -> str:
    if 0 < count <= LONGEST_WORD:
        words = BY_LENGTH[count]
        return words[stream.bits() % len(words)]
    return characters(stream, alphabet, count)


def _holds_all(ranges: Ranges, text: str) -> bool:
    return all(charset.contains(ranges, character) for character in text)


def readable(ranges: Ranges, *, code: bool = False) -> str:
    """Return the characters of the set that read best; a `code` mixes cases, anything else prefers the lower one."""
    lower, upper, numbers = (
        "".join(character for character in characters if charset.contains(ranges, character))
        for characters in ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789")
    )
    letters = (lower + upper if code else lower) or upper
    best = letters + numbers
    if len(best) > 1 or (best and charset.negate(ranges) == ()):
        return best
    return best + charset.members(ranges, 64)


def _sequence(items: tuple[Node, ...]) -> Piece | None:
    pieces: list[Piece] = []
    literal = ""
    for item in items:
        if isinstance(item, Chars) and len(item.ranges) == 1 and item.ranges[0][0] == item.ranges[0][1]:
            literal += chr(item.ranges[0][0])
            continue
        piece = piece_of(item)
        if piece is None:
            return None
        if literal:
            pieces.append(_literal(literal))
            literal = ""
        if piece is not EMPTY:
            pieces.append(piece)
    if literal:
        pieces.append(_literal(literal))
    return joined(tuple(pieces))


def joined(pieces: tuple[Piece, ...]) -> Piece:
    """Return the piece that draws `pieces` one after the other."""
    if len(pieces) < 2:
        return pieces[0] if pieces else EMPTY
    rest_least = [sum(piece.least for piece in pieces[index + 1 :]) for index in range(len(pieces))]
    rest_most = [min(sum(piece.most for piece in pieces[index + 1 :]), ENDLESS) for index in range(len(pieces))]
    plan = tuple(zip((piece.draw for piece in pieces), rest_least, rest_most, strict=True))

    def draw(stream: Stream, low: int, high: int, captures: Captures) -> str:
        parts: list[str] = []
        for item, after_least, after_most in plan:
            part = item(stream, low - after_most, high - after_least, captures)
            parts.append(part)
            low -= len(part)
            high -= len(part)
        return "".join(parts)

    return Piece(
        min(sum(piece.least for piece in pieces), ENDLESS), min(sum(piece.most for piece in pieces), ENDLESS), draw
    )


def _choice(options: tuple[Node, ...]) -> Piece | None:
    return either(tuple(piece for option in options if (piece := piece_of(option)) is not None))


def either(pieces: tuple[Piece, ...]) -> Piece | None:
    """Return the piece that draws one of `pieces`, or None if there are none."""
    if len(pieces) < 2:
        return pieces[0] if pieces else None

    def draw(stream: Stream, low: int, high: int, captures: Captures) -> str:
        piece = pieces[stream.bits() % len(pieces)]
        if piece.least > high or piece.most < low:
            fitting = [other for other in pieces if other.least <= high and other.most >= low]
            piece = stream.pick(fitting or pieces)
        return piece.draw(stream, low, high, captures)

    return Piece(min(piece.least for piece in pieces), max(piece.most for piece in pieces), draw)


def _repeat(body: Node, least: int, most: int) -> Piece | None:
    piece = piece_of(body)
    if piece is None:
        return EMPTY if least == 0 else None
    once, longest, inner = piece.least, piece.most, piece.draw

    def draw(stream: Stream, low: int, high: int, captures: Captures) -> str:
        fewest = max(least, -(-low // longest) if longest and low > 0 else 0)
        greatest = min(most, high // once if once else most, MOST_ROUNDS)
        count = _count(stream, fewest, greatest, (least, least + 2))
        parts: list[str] = []
        for left in range(count - 1, -1, -1):
            part = inner(stream, low - left * longest, high - left * once, captures)
            parts.append(part)
            low -= len(part)
            high -= len(part)
        return "".join(parts)

    return Piece(min(once * least, ENDLESS), min(longest * most, ENDLESS), draw)


def _capture(body: Node, number: int, name: str | None) -> Piece | None:
    piece = piece_of(body)
    if piece is None:
        return None
    inner = piece.draw

    def draw(stream: Stream, low: int, high: int, captures: Captures) -> str:
        text = captures[number] = inner(stream, low, high, captures)
        if name is not None:
            captures[name] = text
        return text

    return Piece(piece.least, piece.most, draw)


EMPTY = Piece(0, 0, lambda _stream, _low, _high, _captures: "")
