"""The parts of a regular expression of ECMA-262, as named tuples: eight dataclasses would cost the start-up 5 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from mockserver.generate.leaves.patterns.charset import Ranges

ENDLESS = 1 << 30


class Chars(NamedTuple):
    """One character out of a set."""

    ranges: Ranges


class Sequence(NamedTuple):
    """Its items one after the other; the empty sequence matches the empty string."""

    items: tuple[Node, ...]


class Choice(NamedTuple):
    """One of its options."""

    options: tuple[Node, ...]


class Repeat(NamedTuple):
    """Its body from `least` to `most` times (`ENDLESS`: without end)."""

    body: Node
    least: int
    most: int


class Group(NamedTuple):
    """A capture, by number and by name if it has one."""

    body: Node
    number: int
    name: str | None


class Reference(NamedTuple):
    """The text that a capture holds."""

    group: int | str


class Anchor(NamedTuple):
    """A place: the start, the end, a word boundary or none."""

    kind: Literal["^", "$", "b", "B"]


class Look(NamedTuple):
    """A condition on what follows or precedes."""

    body: Node
    ahead: bool
    negative: bool


Node = Chars | Sequence | Choice | Repeat | Group | Reference | Anchor | Look
