"""Texts that several patterns take at once, as near as they allow to an ordinary text that is given.

The patterns are intersected as automata. A text is written along the given one: its characters are kept where the
automaton takes them, replaced, left out or added to where it does not, and the shortest way out follows where the given
one has ended. Which lengths can still be reached from each place is known beforehand, so a length is hit and not tried
for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import Stream, mix
from mockserver.generate.leaves.patterns import charset
from mockserver.generate.leaves.patterns.automaton import END, START, Automaton, ahead, automaton_of, intersection
from mockserver.generate.leaves.patterns.parser import parse
from mockserver.generate.leaves.patterns.sampler import readable

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import Accept, TextLeaf

SEARCH = 200  # draws at compile time before nothing is found
ENOUGH = 24
AGAIN = 24
ROOM = 64  # characters above the least length, where no greatest one is given
LONGEST = 2_000


def woven(patterns: tuple[str, ...], model: TextLeaf, low: int, high: int | None, accept: Accept) -> TextLeaf | None:
    """Return the leaf of texts that all of `patterns` match and `accept` takes, each written along a text of `model`.

    None means that no such text was found. Raises PatternError if one of them is not of ECMA-262.
    """
    automaton = _conjunction(patterns)
    if automaton is None or low > LONGEST:
        return None
    loom = _Loom(automaton, low, high)
    if not loom.reaches():
        return None

    def draw(entropy: int) -> str:
        return loom.weave(model(entropy), Stream(mix(entropy, 5)))

    good = accepted(draw, accept, SEARCH)
    return _redrawn(draw, accept, good) if good else None


def accepted(draw: TextLeaf, accept: Accept, most: int) -> tuple[str, ...]:
    """Return some texts of at most `most` draws that `accept` takes."""
    good: list[str] = []
    for number in range(most):
        value = draw(mix(number, 11))
        if accept(value):
            good.append(value)
        if len(good) == ENOUGH:
            break
    return tuple(good)


def _redrawn(draw: TextLeaf, accept: Accept, good: tuple[str, ...]) -> TextLeaf:
    def text(entropy: int) -> str:
        for attempt in range(AGAIN):
            value = draw(mix(entropy, attempt) if attempt else entropy)
            if accept(value):
                return value
        return good[entropy % len(good)]

    return text


def _conjunction(patterns: tuple[str, ...]) -> Automaton | None:
    trees = [parse(pattern) for pattern in patterns]
    found: Automaton | None = None
    for tree in (part for whole in trees for part in (whole, *ahead(whole))):
        automaton = automaton_of(tree)
        if automaton is None:
            return None
        found = automaton if found is None else intersection(found, automaton)
        if found is None:
            return None
    return found


class _Loom:
    """An automaton with the lengths that each of its places can still lead to, as the bits of a number."""

    def __init__(self, automaton: Automaton, low: int, high: int | None) -> None:
        self._automaton = automaton
        self._alphabets: dict[int, str] = {}
        shortest = _shortest(automaton)
        top = max(low, shortest) + ROOM
        self._low, self._high = low, top if high is None else min(high, top)
        self._lengths = _lengths(automaton, self._high)

    def reaches(self) -> bool:
        return bool(self._lengths[START] >> self._low)

    def weave(self, model: str, stream: Stream) -> str:
        """Return a text of the automaton along `model`."""
        places: tuple[int, ...] = (START,)
        written: list[str] = []
        at = 0
        while True:
            nexts = self._nexts(places, len(written))
            wanted = model[at : at + 1]
            kept = self._kept(wanted, nexts) if wanted else None
            if kept is None and END in nexts:
                return "".join(written)
            if kept is None:
                kept = self._drawn(nexts, wanted, stream)
                at += self._passed(model, at, kept, nexts)
            else:
                at += 1
            written.append(kept)
            places = tuple(each for each in nexts if each != END and self._takes(each, kept))

    def _nexts(self, places: tuple[int, ...], count: int) -> tuple[int, ...]:
        """The places that may follow and from which a length within the window can be reached."""
        least, most = max(self._low - count - 1, 0), self._high - count - 1
        window = ((1 << (most + 1)) - 1) >> least << least if most >= least else 0
        found = {
            each: None
            for place in places
            for each in self._automaton.follow[place]
            if (count >= self._low if each == END else self._lengths[each] & window)
        }
        return tuple(found)

    def _kept(self, wanted: str, nexts: tuple[int, ...]) -> str | None:
        for character in (wanted, wanted.swapcase()):
            if len(character) == 1 and any(self._takes(each, character) for each in nexts if each != END):
                return character
        return None

    def _takes(self, place: int, character: str) -> bool:
        return charset.contains(self._automaton.classes[place], character)

    def _drawn(self, nexts: tuple[int, ...], wanted: str, stream: Stream) -> str:
        """A character on the shortest way out, of the kind of the one that is wanted where there is such a one."""
        ways = [(_lowest(self._lengths[each]), each) for each in nexts]
        nearest = min(ways)[0]
        near = [each for way, each in ways if way == nearest]
        alphabet = self._alphabet(stream.pick(near))
        alike = [character for character in alphabet if wanted and _kind(character) == _kind(wanted)]
        return str(stream.pick(alike or alphabet))

    def _passed(self, model: str, at: int, character: str, nexts: tuple[int, ...]) -> int:
        """How many characters of the model, from `at`, are over with one that it does not have there."""
        wanted = model[at : at + 1]
        alike = bool(wanted) and _kind(wanted) == _kind(character)
        if alike and wanted.isalnum():
            return 1
        if not character.isalnum() and not alike and character in model[at:]:
            return model.index(character, at) + 1 - at
        return 0 if not wanted or self._comes(wanted, nexts) else 1

    def _comes(self, wanted: str, places: tuple[int, ...]) -> bool:
        """Tell whether a character can still be written after one of `places`."""
        waiting, seen = [*places], {END, *places}
        while waiting:
            for each in self._automaton.follow[waiting.pop()]:
                if each not in seen:
                    if self._takes(each, wanted):
                        return True
                    seen.add(each)
                    waiting.append(each)
        return False

    def _alphabet(self, place: int) -> str:
        if place not in self._alphabets:
            found = readable(self._automaton.classes[place])
            plain = "".join(character for character in found if character.isascii())  # what no engine sees otherwise
            self._alphabets[place] = " " if " " in plain else plain or found
        return self._alphabets[place]


def _kind(character: str) -> str:
    return "digit" if character.isdigit() else "letter" if character.isalpha() else "sign"


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length()


def _shortest(automaton: Automaton) -> int:
    """The number of characters on the shortest way from START to END; 0 where there is none."""
    layer, seen, count = {START}, {START}, 0
    while layer:
        nexts = {each for place in layer for each in automaton.follow[place]}
        if END in nexts:
            return count
        layer = nexts - seen
        seen |= layer
        count += 1
    return 0


def _lengths(automaton: Automaton, most: int) -> list[int]:
    """For each place the numbers of characters, up to `most`, that may come after it, as bits."""
    before: list[list[int]] = [[] for _ in automaton.classes]
    for place, nexts in enumerate(automaton.follow):
        for each in nexts:
            before[each].append(place)
    lengths = [0] * len(automaton.classes)
    layer = set(before[END])
    for count in range(most + 1):
        bit = 1 << count
        for place in layer:
            lengths[place] |= bit
        layer = {each for place in layer for each in before[place]}
    return lengths
