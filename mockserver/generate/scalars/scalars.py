"""Scalars: numbers on their grid, strings by the leaves, booleans."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.meaning import meant
from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable, leaf_node, one_of
from mockserver.generate.compile.run import Run, World
from mockserver.generate.leaves import json_writer, string_source
from mockserver.generate.scalars.numbers import Window, divides
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

_NASTY = "mockserver.generate.scalars.nasty"
nasty_integers: Callable[[int | None, int | None], tuple[int, ...]] = later(_NASTY, "nasty_integers")
nasty_strings: Callable[[Schema, Compiler], tuple[str, ...]] = later(_NASTY, "nasty_strings")

FINEST = 40
ROUGHEST = 310
TRIES = 50  # multiples tried for one that binary floating point divides without a remainder too


def boolean_node(flat: Schema, spot: Spot, compiler: Compiler) -> Node:
    """Return the node of `type: boolean`."""
    return meant(flat, spot, compiler) or leaf_node(lambda bits: bool(bits >> 33 & 1))


def integer_node(flat: Schema, spot: Spot, compiler: Compiler) -> Node:
    """Return the node of `type: integer`."""
    window = Window(flat)
    step = Fraction(window.step.numerator) if window.step else Fraction(1)
    first, last = window.grid(step)
    if first > last:
        raise Unsatisfiable.because("no integer lies within its bounds", spot.pointer)
    if compiler.variant == "boundary":
        return one_of(tuple(number * int(step) for number in nasty_integers(*window.full(step))))
    given = meant({**flat, "type": "integer"}, spot, compiler)
    if given is not None or window.step is None or window.step.denominator == 1:
        return given or leaf_node(_multiples(first, last, int(step)))
    return leaf_node(_divided(_multiples(first, last, int(step)), flat["multipleOf"], last - first + 1))


def _divided(leaf: Callable[[int], int], step: float, size: int) -> Callable[[int], int]:
    """Return the leaf of those of its values that binary floating point divides by `step` too, where there are any."""

    def number(bits: int) -> int:
        tried = (leaf(start + more) for start in (bits, 0) for more in range(min(TRIES, size)))
        return next((value for value in tried if divides(step, value)), leaf(bits))

    return number


def _multiples(first: int, last: int, step: int) -> Callable[[int], int]:
    size = last - first + 1
    if size > 1 << 60:
        return lambda bits: (first + bits * size // (1 << 64)) * step
    if step == 1:
        return lambda bits: first + bits % size
    return lambda bits: (first + bits % size) * step


def number_node(flat: Schema, spot: Spot, compiler: Compiler) -> Node:
    """Return the node of `type: number`: two decimals where that is fine enough, else as many as the bounds need."""
    window = Window(flat)
    low, high = window.low, window.high
    if low is not None and high is not None and (low > high or (low == high and (window.low_open or window.high_open))):
        raise Unsatisfiable.because("no number lies within its bounds", spot.pointer)
    given = meant(flat, spot, compiler)
    if given is not None:
        return given
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


def string_node(flat: Schema, spot: Spot, compiler: Compiler) -> Node:
    """Return the node of `type: string`."""
    least = flat.get("minLength", 0)
    if least > compiler.options.max_bytes:
        reason = f"minLength {least} is above the budget of {compiler.options.max_bytes} bytes"
        raise Unsatisfiable.because(reason, spot.pointer)
    if compiler.variant == "boundary":
        nasty = nasty_strings(flat, compiler)
        if nasty:
            return one_of(nasty)
    write = json_writer(flat) if "contentSchema" in flat else None
    said = write is None or not flat.keys().isdisjoint(("example", "examples"))
    if said and compiler.variant != "boundary":
        given = meant({**flat, "type": "string"}, spot, compiler)
        if given is not None:
            return given
    if write is not None:
        inner = compiler.compile(flat["contentSchema"], spot.at("contentSchema")).make
        return Node(lambda run, bits, _pin, subject: write(inner(run, bits, None, subject)))
    source = string_source(flat, spot.name, spot.parents, compiler.options, _content(flat, spot, compiler))
    if source is None:
        raise Unsatisfiable.because("no string was found for its pattern, format and length", spot.pointer)
    return leaf_node(source)


def _content(flat: Schema, spot: Spot, compiler: Compiler) -> Callable[[int], Any] | None:
    """Return the leaf of the values that `contentSchema` describes: each is a value of its own, without identity."""
    if "contentSchema" not in flat:
        return None
    node = compiler.compile(flat["contentSchema"], spot.at("contentSchema"))
    world = World(str(compiler.options.seed), compiler.options.domain)
    return lambda bits: node.make(Run(world, compiler.options.max_nodes), bits, None, world.root(str(bits), ""))
