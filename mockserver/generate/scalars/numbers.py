"""Numbers within bounds and on a grid, computed in exact fractions so that `multipleOf: 0.01` means what it says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.node import Schema

USUAL_WIDTH = 1000
TRIES = 50  # multiples tried for one that binary floating point divides without a remainder too
WIDEST = 2**31 - 1  # bounds from here on are those of a type, and say nothing of the size that is meant


def exact(number: Any) -> Fraction:
    """Return a JSON number as the fraction that its decimal digits write."""
    return Fraction(number) if isinstance(number, int) else Fraction(Decimal(repr(number)))


def divided(step: Any, accept: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return what takes the numbers that `accept` does and that binary floating point divides by `step` as well.

    19.99 is a multiple of 0.01, and so we judge; jsonschema and others divide floats, and refuse it.
    """
    if not isinstance(step, float) or step.is_integer():
        return accept

    def accepts(value: Any) -> bool:
        return accept(value) and (not isinstance(value, int | float) or divides(step, value))

    return accepts


def divides(step: float, value: float) -> bool:
    """Tell whether a float divides a number without a remainder in binary floating point."""
    try:
        return (value / step).is_integer()
    except OverflowError:
        return True


class Window:
    """The numbers that a schema allows: from `low` to `high` (None: unbounded), ends excluded where said."""

    __slots__ = ("high", "high_open", "low", "low_open", "step")

    def __init__(self, flat: Schema) -> None:
        self.low, self.low_open = _tighter(flat.get("minimum"), flat.get("exclusiveMinimum"), max)
        self.high, self.high_open = _tighter(flat.get("maximum"), flat.get("exclusiveMaximum"), min)
        step = flat.get("multipleOf")
        self.step = exact(step) if step else None

    def grid(self, step: Fraction, width: int = USUAL_WIDTH) -> tuple[int, int]:
        """Return the first and last multiple of `step` to choose from, counted in steps; empty if first > last."""
        low, high = self.low, self.high
        if low is None or (high is not None and low <= -WIDEST < high):
            low_side = None
        else:
            low_side = floor(low / step) + 1 if self.low_open else ceil(low / step)
        if high is None or (low is not None and high >= WIDEST > low):
            high_side = None
        else:
            high_side = ceil(high / step) - 1 if self.high_open else floor(high / step)
        reach = max(1, int(width / step)) if step < width else USUAL_WIDTH
        if low_side is None and high_side is None:
            return 1, reach
        if high_side is None:
            assert low_side is not None  # noqa: S101 - the line above
            return low_side, self._within(max(low_side + reach, reach), step)
        if low_side is None:
            return (min(1, high_side) if high_side > 0 else self._from(high_side - reach, step)), high_side
        return low_side, high_side

    def _from(self, first: int, step: Fraction) -> int:
        if self.low is None:
            return first
        return max(first, floor(self.low / step) + 1 if self.low_open else ceil(self.low / step))

    def _within(self, last: int, step: Fraction) -> int:
        if self.high is None:
            return last
        return min(last, ceil(self.high / step) - 1 if self.high_open else floor(self.high / step))

    def full(self, step: Fraction) -> tuple[int | None, int | None]:
        """Return the very first and last multiple of `step` in the window, None where it is open-ended."""
        low = None if self.low is None else floor(self.low / step) + 1 if self.low_open else ceil(self.low / step)
        high = None if self.high is None else ceil(self.high / step) - 1 if self.high_open else floor(self.high / step)
        return low, high


def _tighter(
    closed: Any, opened: Any, choose: Callable[[Fraction, Fraction], Fraction]
) -> tuple[Fraction | None, bool]:
    if isinstance(opened, bool) or opened is None:
        return (None if closed is None else exact(closed)), bool(opened) and closed is not None
    if closed is None:
        return exact(opened), True
    first, second = exact(closed), exact(opened)
    if first == second:
        return second, True
    return choose(first, second), choose(first, second) == second
