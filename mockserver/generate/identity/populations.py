"""What is kept of the members of populations, who are shown and pointed at again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.generate.identity.subject import Subject

Kept = tuple[Callable[[], Any], int]
"""What makes copies of a value that was made before, and how many nodes the value has."""

STRIDES = (181, 191, 193, 197, 199, 211, 223, 227, 229, 233)
"""What may lie between members that stand side by side: primes above every population, so none is met twice."""

MOST_LISTS = 1_000


class Pointed:
    """The members of a population that properties point at, the oldest first: births, who they are, and ids."""

    __slots__ = ("births", "ids", "members")

    def __init__(self, births: tuple[float, ...], members: tuple[Subject, ...], ids: tuple[Any, ...]) -> None:
        self.births = births
        self.members = members
        self.ids = ids


class Shown:
    """What lists show of a population: its size, its members by ordinal, and whole lists by variant and length.

    There are so many `variants` as there are members to begin with and strides to the next.
    """

    __slots__ = ("lists", "members", "population", "variants")

    def __init__(self, population: int) -> None:
        self.population = population
        self.variants = population * len(STRIDES)
        self.members: dict[int, Kept] = {}
        self.lists: dict[int, tuple[tuple[Callable[[], Any], ...], int]] = {}

    def ordinals(self, bits: int, length: int) -> list[int]:
        """Return which members stand in a list whose entropy is `bits`."""
        return [member_at(bits, index, self.population) for index in range(length)]


def member_at(bits: int, index: int, population: int) -> int:
    """Return which member stands at `index` of an array whose entropy is `bits`: no two places share one."""
    variant = bits % (population * len(STRIDES))
    return (variant + index * STRIDES[variant // population]) % population
