"""What a leaf is: a pure function from 64 bits of entropy to a value; and how one draws more than once from them.

A leaf is compiled once per schema and called for every value, so it must cost about a microsecond: most index a tuple.
Nothing here holds state between calls; the same entropy gives the same value in every process.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Leaf = Callable[[int], Any]
TextLeaf = Callable[[int], str]
Accept = Callable[[Any], bool]

MASK = (1 << 64) - 1
TRIALS = 48  # draws that show at compile time whether a leaf fits its schema
RETRIES = 12  # fresh draws at run time before a value that is known to fit is taken


def mix(entropy: int, salt: int = 1) -> int:
    """Return 64 other bits that look independent of `entropy` (splitmix64)."""
    state = (entropy + salt * 0x9E3779B97F4A7C15) & MASK
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & MASK
    return state ^ (state >> 31)


class Stream:
    """Any number of draws from 64 bits of entropy, for values that need more than one index."""

    __slots__ = ("_state",)

    def __init__(self, entropy: int) -> None:
        self._state = entropy

    def bits(self) -> int:
        """Return the next 64 bits."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & MASK
        return mix(self._state)

    def below(self, limit: int) -> int:
        """Return an integer from 0 up to, and not including, `limit` (at most 2**64)."""
        return self.bits() % limit

    def between(self, low: int, high: int) -> int:
        """Return an integer from `low` to `high`, both included."""
        return low + self.bits() % (high - low + 1)

    def pick(self, values: Sequence[Any]) -> Any:
        """Return one of `values`."""
        return values[self.bits() % len(values)]


def pooled(values: Sequence[Any]) -> Leaf:
    """Return the leaf that picks one of `values`."""
    pool = tuple(values)
    size = len(pool)
    return lambda entropy: pool[entropy % size]


def constant(value: Any) -> Leaf:
    """Return the leaf that is always `value`."""
    return lambda _entropy: value


def fitted(leaf: Leaf, accept: Accept) -> Leaf | None:
    """Return a leaf whose every value passes `accept`, or None if too few of `leaf`'s do.

    A refused value is drawn afresh a bounded number of times; then one of those seen to pass at compile time is taken.
    """
    samples = [leaf(mix(number, 7)) for number in range(TRIALS)]
    good = tuple(value for value in samples if accept(value))
    if len(good) * 6 < len(samples):
        return None

    def fit(entropy: int) -> Any:
        value = leaf(entropy)
        attempt = 0
        while not accept(value):
            attempt += 1
            if attempt > RETRIES:
                return good[entropy % len(good)]
            value = leaf(mix(entropy, attempt))
        return value

    return fit
