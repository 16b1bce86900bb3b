"""Numbers of which nothing says what they mean: two decimals where that is fine enough, else what the bounds need."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable, leaf_node, one_of
from mockserver.generate.scalars.numbers import TRIES, Window, divides

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

FINEST = 40
ROUGHEST = 310


def real_node(flat: Schema, window: Window, spot: Spot, compiler: Compiler) -> Node:
    """Return the node of the numbers in a window that is not empty."""
    accept = compiler.definitions.acceptor(_numeric(flat))
    for step in _steps(window.step):
        first, last = window.grid(step)
        leaf = _floats(first, last, step, window.step is not None) if first <= last else None
        if leaf is not None and _holds(leaf, accept):
            return leaf_node(leaf)
    solid = tuple(value for value in _candidates(window) if accept(value))
    if not solid:
        raise Unsatisfiable.because("no number that JSON can write lies within its bounds", spot.pointer)
    return one_of(solid)


def _numeric(flat: Schema) -> Schema:
    kept = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
    return {"type": "number", **{name: flat[name] for name in kept if name in flat}}


def _steps(step: Fraction | None) -> list[Fraction]:
    if step is not None:
        return [step]
    return [
        Fraction(1, 100),
        *(Fraction(1, 10**places) for places in range(3, FINEST, 3)),
        Fraction(1),
        Fraction(1, 10**ROUGHEST),
    ]


def _floats(first: int, last: int, step: Fraction, strict: bool) -> Callable[[int], float] | None:
    size = last - first + 1
    over, under = step.numerator, step.denominator
    if under == 1:
        return lambda bits: (first + bits % size) * over

    float_step = over / under

    def at(place: int) -> float:
        return (first + place % size) * over / under

    def number(bits: int) -> float:
        value = at(bits)
        if not strict or divides(float_step, value):
            return value
        others = (at(start + more) for start in (bits, 0) for more in range(TRIES))  # the smallest are divided most
        return next((other for other in others if divides(float_step, other)), value)

    try:
        number(0), number(size - 1)
    except OverflowError:
        return None
    return number


def _holds(leaf: Callable[[int], float], accept: Callable[[Any], bool]) -> bool:
    draws = [0, *(number * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF for number in range(1, 16)), -1]
    return all(accept(leaf(bits)) for bits in draws)


def _candidates(window: Window) -> list[Any]:
    ends = [bound for bound in (window.low, window.high) if bound is not None]
    found: list[Any] = [0, 1, -1]
    for bound in [*ends, *([sum(ends) / 2] if len(ends) == 2 else [])]:
        found += [int(bound), int(bound) + 1, int(bound) - 1]
        try:
            found.append(float(bound))
        except OverflowError:
            continue
    if window.step is not None:
        step = window.step
        found += [int(step * count) for count in (0, step.denominator, -step.denominator)]
        for bound in ends:
            found += [int(step * step.denominator * (bound // (step * step.denominator) + add)) for add in (-1, 0, 1)]
    return found
