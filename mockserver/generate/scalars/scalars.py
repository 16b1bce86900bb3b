"""Scalars: numbers on their grid, strings by the leaves, booleans."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.meaning import meant
from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable, leaf_node, one_of
from mockserver.generate.compile.run import Run, World
from mockserver.generate.leaves import json_writer, string_source
from mockserver.generate.scalars.numbers import TRIES, Window, divides
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

_NASTY = "mockserver.generate.scalars.nasty"
real_node: Callable[[Schema, Window, Spot, Compiler], Node] = later("mockserver.generate.scalars.reals", "real_node")
nasty_integers: Callable[[int | None, int | None], tuple[int, ...]] = later(_NASTY, "nasty_integers")
nasty_strings: Callable[[Schema, Compiler], tuple[str, ...]] = later(_NASTY, "nasty_strings")


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
    return real_node(flat, window, spot, compiler)


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
