"""Universes: every value that a schema may have, where these are few enough to be listed and judged one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from mockserver.generate.scalars.numbers import Window
from mockserver.generate.scene import ABSENT
from mockserver.schema import same

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema

MOST = 2_000
DEEPEST = 4

Values = tuple[Any, ...]


def universe(schema: Any, compiler: Compiler, depth: int = 0) -> Values | None:
    """Return values among which all those of `schema` are; None where they are too many.

    What is not said by the type and its bounds is not heard (`not`, `pattern`, ...): who asks judges what is listed.
    """
    flat = compiler.definitions.flatten(schema)
    if flat is False:
        return ()
    if depth > DEEPEST:
        return None
    if "const" in flat or "enum" in flat:
        return (flat["const"],) if "const" in flat else tuple(flat["enum"])
    kinds = flat.get("type", ())
    if not kinds:
        return _alternatives(flat, compiler, depth)
    found: list[Any] = []
    for kind in (kinds,) if isinstance(kinds, str) else kinds:
        values = _LISTS[kind](flat, compiler, depth) if kind in _LISTS else None
        if values is None or len(found) + len(values) > MOST:
            return None
        found += values
    return tuple(found)


def _alternatives(flat: Schema, compiler: Compiler, depth: int) -> Values | None:
    parts = flat.get("oneOf") or flat.get("anyOf")
    if not parts:
        return None
    found: list[Any] = []
    for part in parts:
        values = universe(part, compiler, depth + 1)
        if values is None or len(found) + len(values) > MOST:
            return None
        found += [value for value in values if not any(same(value, other) for other in found)]
    return tuple(found)


def _integers(flat: Schema, _compiler: Compiler, _depth: int) -> Values | None:
    window = Window(flat)
    step = window.step.numerator if window.step else 1
    first, last = window.full(Fraction(step))
    if first is None or last is None or last - first >= MOST:
        return None
    return tuple(number * step for number in range(first, last + 1))


def _strings(flat: Schema, _compiler: Compiler, _depth: int) -> Values | None:
    return ("",) if flat.get("maxLength") == 0 else None


def _arrays(flat: Schema, compiler: Compiler, depth: int) -> Values | None:
    first = [universe(part, compiler, depth + 1) for part in flat.get("prefixItems", ())]
    rest = universe(flat.get("items", flat.get("unevaluatedItems", True)), compiler, depth + 1)
    most = flat.get("maxItems", len(first) if rest == () else None)
    if most is None or most > MOST:
        return None
    found: list[Any] = []
    for length in range(int(-(-flat.get("minItems", 0) // 1)), int(most) + 1):
        places = [*first[:length], *([rest] * (length - len(first)))]
        rows = _rows(places)
        if rows is None or len(found) + len(rows) > MOST:
            return None
        found += map(list, rows)
    return tuple(found)


def _objects(flat: Schema, compiler: Compiler, depth: int) -> Values | None:
    others = flat.get("additionalProperties", flat.get("unevaluatedProperties", True))
    if compiler.definitions.flatten(others) is not False or flat.get("patternProperties"):
        return None if flat.get("maxProperties") != 0 else ({},)
    required, properties = flat.get("required", ()), flat.get("properties", {})
    if not properties.keys() >= set(required):
        return ()
    places: list[Values | None] = []
    for name, schema in properties.items():
        inner = compiler.definitions.flatten(schema)
        unseen = name not in required and isinstance(inner, dict) and inner.get(compiler.hidden) is True
        values = () if unseen else universe(schema, compiler, depth + 1)
        places.append(values if values is None or name in required else (*values, ABSENT))
    rows = _rows(places)
    if rows is None:
        return None
    named = (zip(properties, row, strict=True) for row in rows)
    return tuple({name: value for name, value in pairs if value is not ABSENT} for pairs in named)


def _rows(places: Sequence[Values | None]) -> list[Values] | None:
    """Return every way to fill all places at once; None where they are too many."""
    size = 1
    for values in places:
        if values is None:
            return None
        size *= len(values)
        if size > MOST:
            return None
    return list(product(*(values or () for values in places)))


_LISTS: dict[str, Callable[[Schema, Compiler, int], Values | None]] = {
    "array": _arrays,
    "boolean": lambda _flat, _compiler, _depth: (False, True),
    "integer": _integers,
    "null": lambda _flat, _compiler, _depth: (None,),
    "object": _objects,
    "string": _strings,
}
