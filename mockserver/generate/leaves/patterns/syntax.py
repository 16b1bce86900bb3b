"""The parts of a regular expression of ECMA-262, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from mockserver.generate.leaves.patterns.charset import Ranges

ENDLESS = 1 << 30


class PatternError(ValueError):
    """A pattern that ECMA-262 does not allow, with the offset where it goes wrong."""


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of a set."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Sequence:
    """Its items one after the other; the empty sequence matches the empty string."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of its options."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Its body from `least` to `most` times (`ENDLESS`: without end)."""

    body: Node
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Group:
    """A capture, by number and by name if it has one."""

    body: Node
    number: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """The text that a capture holds."""

    group: int | str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place: the start, the end, a word boundary or none."""

    kind: Literal["^", "$", "b", "B"]


@dataclass(frozen=True, slots=True)
class Look:
    """A condition on what follows or precedes."""

    body: Node
    ahead: bool
    negative: bool


Node = Chars | Sequence | Choice | Repeat | Group | Reference | Anchor | Look
