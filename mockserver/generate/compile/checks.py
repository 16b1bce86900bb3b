"""Where a value cannot be shown to be valid by construction: it is checked, and made again, a bounded number of times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.disjoint import surely_one
from mockserver.generate.compile.node import Node, Spot, Unsatisfiable
from mockserver.generate.entropy import nth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema
    from mockserver.generate.compile.run import Run, Subject

ATTEMPTS = 64


def needs_check(schema: Schema, flat: Schema, compiler: Compiler) -> bool:
    """Tell whether what is built for `flat`, which is `schema` merged, might break it."""
    if any(_unsure(part) for part in _in_place(schema, compiler)) or not _UNSURE.isdisjoint(flat):
        return True
    return "oneOf" in flat and not surely_one(flat, compiler)


def _unsure(part: Schema) -> bool:
    return not _UNSURE_INSIDE.isdisjoint(part)


def _in_place(schema: Any, compiler: Compiler) -> Iterator[Schema]:
    """Yield `schema` and every schema that is applied to the same value."""
    waiting, seen = [schema], set()
    while waiting:
        here = waiting.pop()
        if not isinstance(here, dict) or id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        for keyword in ("allOf", "anyOf", "oneOf"):
            waiting.extend(here.get(keyword, ()))
        waiting.extend(here[keyword] for keyword in ("then", "else") if keyword in here)
        waiting.extend(here.get("dependentSchemas", {}).values())
        if "$ref" in here:
            waiting.append(compiler.definitions.resolve(here["$ref"]))


def checked(node: Node, accept: Callable[[Any], bool], spot: Spot) -> Node:
    """Return a node that only gives what `accept` takes; it raises Unsatisfiable after a bounded number of attempts."""
    make_once = node.make

    def make(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        before = run.attempt
        refusal: Unsatisfiable | None = None
        try:
            for attempt in range(ATTEMPTS):
                run.attempt = before + attempt
                try:
                    value = make_once(run, nth(bits, attempt) if attempt else bits, pin if attempt < 3 else None, subject)
                except Unsatisfiable as error:
                    refusal = refusal or error
                    continue
                if accept(value):
                    return value
        finally:
            run.attempt = before
        raise refusal or Unsatisfiable.because(f"none of {ATTEMPTS} candidates satisfied all of it", spot.pointer)

    return Node(make)


_UNSURE_INSIDE = frozenset({"unevaluatedItems", "unevaluatedProperties", "$dynamicRef"})
_UNSURE = _UNSURE_INSIDE | {"not", "if", "dependentSchemas", "contains", "allOf", "propertyNames"}
