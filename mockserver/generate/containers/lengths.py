"""How long lists are: most are short, and the shorter the deeper they stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mockserver.generate.entropy import mixed, picking, salt_of

if TYPE_CHECKING:
    from mockserver.generate.compile.run import Run
    from mockserver.generate.scene import Variant

LENGTH = salt_of("list:length")
STEPS = 32  # lengths that are told apart
DEEP = 2
"""From how many lists around it on, inside an entity, a list is as short as it may be: lists in lists multiply."""


def usual_length(run: Run, bits: int, lengths: tuple[int, ...], least: int) -> int:
    """Return the length of a list of which nothing is known: one that stands deep inside of an entity is short."""
    if run.lists < DEEP:
        return drawn_length(bits, lengths)
    return lengths[0] if run.lists == DEEP else least


def varied_length(variant: Variant, bits: int, bounds: tuple[int, int | None], usual: tuple[int, int]) -> int:
    """Return the length of a list in a variant, within the bounds of its schema."""
    (least, most), (low, high) = bounds, usual
    if variant == "maximal":
        low = high = max(high, 5) if most is None else max(least, min(most, 20))
    if variant == "boundary":
        low, high = least, max(least, 2 if most is None else min(most, 20))
        return low if mixed(bits, LENGTH) & 1 else high
    if most is not None:
        low, high = min(low, most), min(high, most)
    return drawn_length(bits, lengths_between(low, high - low + 1))


@lru_cache(maxsize=256)
def lengths_between(low: int, width: int) -> tuple[int, ...]:
    """Return lengths to draw one from, of `width` from `low` on, the shortest first: most lists are short."""
    steps = range(min(width, STEPS))
    return tuple(low + min(one, other) * width // len(steps) for one in steps for other in steps)


def drawn_length(bits: int, lengths: tuple[int, ...]) -> int:
    """Return one of some lengths."""
    return lengths[picking(bits, LENGTH) % len(lengths)]
