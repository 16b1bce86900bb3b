r"""A pattern as an automaton whose states are the places of its characters, so that two patterns can be intersected.

Anchors and word boundaries are decided between two neighbouring places, exactly; where a pattern has boundaries, every
place is one of word characters or of others. Look-aheads that hold on the way become automata of their own. What is
left out (other look-arounds, back-references, counts beyond `MOST_OPTIONAL`) only widens what the automaton takes:
whoever draws from it checks the result.
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

if TYPE_CHECKING:
    from mockserver.generate.leaves.patterns.charset import Ranges

START, END = 0, 1
MOST_COPIES = 300
MOST_OPTIONAL = 64  # copies that may be left out, each of which can be followed by every later one
MOST_PLACES = 3_000


class Automaton(NamedTuple):
    """The characters that each place takes, and the places that may follow it; the first two are START and END."""

    classes: tuple[Ranges, ...]
    follow: tuple[tuple[int, ...], ...]


def automaton_of(tree: Node) -> Automaton | None:
    """Return the automaton of the texts in which `tree` is found, or None where it would be too large."""
    builder = _Builder(split=_has_boundary(tree))
    padded = Sequence((_ANYTHING, tree, _ANYTHING))
    first = builder.node()
    last = builder.build(padded, first)
    return None if last is None else builder.whole(first, last)


def ahead(tree: Node) -> tuple[Node, ...]:
    """Return what each positive look-ahead of a sequence asks for, with what stands before it, as a pattern."""
    match tree:
        case Group(body):
            return ahead(body)
        case Sequence(items):
            found: list[Node] = []
            for at, item in enumerate(items):
                if isinstance(item, Look) and item.ahead and not item.negative:
                    found.append(Sequence((*items[:at], item.body)))
                if isinstance(item, Group):
                    found.extend(Sequence((*items[:at], part)) for part in ahead(item.body))
            return tuple(found)
    return ()


def intersection(first: Automaton, second: Automaton) -> Automaton | None:
    """Return the automaton of the texts that both take, or None where it would be too large."""
    numbers = {(START, START): START, (END, END): END}
    classes: list[Ranges] = [(), ()]
    follow: list[tuple[int, ...]] = [(), ()]
    waiting = [(START, START)]
    while waiting:
        one, other = pair = waiting.pop()
        nexts: list[int] = []
        for left in first.follow[one]:
            for right in second.follow[other]:
                if (left == END) != (right == END):
                    continue
                number = numbers.get((left, right))
                if number is None:
                    shared = _shared(first.classes[left], second.classes[right])
                    if not shared:
                        continue
                    number = numbers[left, right] = len(classes)
                    classes.append(shared)
                    follow.append(())
                    waiting.append((left, right))
                nexts.append(number)
        follow[numbers[pair]] = tuple(nexts)
        if len(classes) > MOST_PLACES:
            return None
    return Automaton(tuple(classes), tuple(follow))


def _shared(first: Ranges, second: Ranges) -> Ranges:
    return tuple(
        (max(low, start), min(high, end))
        for low, high in first
        for start, end in second
        if max(low, start) <= min(high, end)
    )


class _Builder:
    """Thompson's construction: nodes, silent steps that may hold under a condition only, and places of characters."""

    def __init__(self, *, split: bool) -> None:
        self._split = split
        self._silent: list[list[tuple[int, str]]] = []
        self._places: list[list[int]] = []
        self._classes: list[Ranges] = [(), ()]
        self._after: list[int] = [0, 0]

    def node(self) -> int:
        self._silent.append([])
        self._places.append([])
        return len(self._silent) - 1

    def build(self, tree: Node, start: int) -> int | None:
        """Append `tree` after the node `start`; return the node behind it, or None where it grows too large."""
        if len(self._classes) > MOST_PLACES:
            return None
        match tree:
            case Chars(ranges):
                return self._characters(ranges, start)
            case Sequence(items):
                return self._sequence(items, start)
            case Choice(options):
                return self._choice(options, start)
            case Repeat(body, least, most):
                return self._repeat(body, least, most, start)
            case Group(body):
                return self.build(body, start)
            case Anchor(kind):
                return self._step(start, self.node(), kind)
            case Reference():
                return self._repeat(_ANY, 0, ENDLESS, start)
            case Look():
                return start

    def _characters(self, ranges: Ranges, start: int) -> int:
        end = self.node()
        parts = [_shared(ranges, charset.WORD), _shared(ranges, _OTHERS)] if self._split else [ranges]
        for part in parts:
            if part:
                self._places[start].append(len(self._classes))
                self._classes.append(part)
                self._after.append(end)
        return end

    def _sequence(self, items: tuple[Node, ...], start: int) -> int | None:
        at: int | None = start
        for item in items:
            at = None if at is None else self.build(item, at)
        return at

    def _choice(self, options: tuple[Node, ...], start: int) -> int | None:
        end = self.node()
        for option in options:
            last = self.build(option, self._step(start, self.node()))
            if last is None:
                return None
            self._step(last, end)
        return end

    def _repeat(self, body: Node, least: int, most: int, start: int) -> int | None:
        if least > MOST_COPIES:
            return None
        at = self._sequence((body,) * least, start)
        if at is None or most - least > MOST_OPTIONAL:
            return None if at is None else self._loop(body, at)
        end = self.node()
        for _ in range(most - least):
            self._step(at, end)
            last = self.build(body, at)
            if last is None:
                return None
            at = last
        return self._step(at, end)

    def _loop(self, body: Node, start: int) -> int | None:
        again = self._step(start, self.node())
        last = self.build(body, again)
        if last is None:
            return None
        self._step(last, again)
        return self._step(again, self.node())

    def _step(self, start: int, end: int, condition: str = "") -> int:
        self._silent[start].append((end, condition))
        return end

    def whole(self, first: int, last: int) -> Automaton:
        """Return the automaton of what leads from `first` to `last`, without the silent steps."""
        self._after[START] = first
        follow = [self._followers(place, last) if place != END else () for place in range(len(self._classes))]
        return Automaton(tuple(self._classes), tuple(follow))

    def _followers(self, place: int, last: int) -> tuple[int, ...]:
        found: dict[int, None] = {}
        seen: set[tuple[int, frozenset[str]]] = set()
        waiting = [(self._after[place], _NOTHING)]
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            node, conditions = state
            nexts = [*self._places[node], *([END] if node == last else [])]
            found.update((each, None) for each in nexts if self._holds(conditions, place, each))
            for end, condition in self._silent[node]:
                waiting.append((end, conditions | {condition} if condition else conditions))
        return tuple(found)

    def _holds(self, conditions: frozenset[str], before: int, after: int) -> bool:
        if ("^" in conditions and before != START) or ("$" in conditions and after != END):
            return False
        boundary = self._is_word(before) != self._is_word(after)
        return not ("b" in conditions and not boundary) and not ("B" in conditions and boundary)

    def _is_word(self, place: int) -> bool:
        ranges = self._classes[place]
        return bool(ranges) and charset.contains(charset.WORD, chr(ranges[0][0]))


def _has_boundary(tree: Node) -> bool:
    match tree:
        case Anchor(kind):
            return kind in ("b", "B")
        case Sequence(parts) | Choice(parts):
            return any(_has_boundary(part) for part in parts)
        case Repeat(body) | Group(body):
            return _has_boundary(body)
    return False


_NOTHING: frozenset[str] = frozenset()
_OTHERS = charset.negate(charset.WORD)
_ANY = Chars(charset.ANY)
_ANYTHING = Repeat(_ANY, 0, ENDLESS)
