"""Universes: every value that a schema may have, where these are few enough to be listed and judged one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from mockserver.generate.scalars.numbers import Window
from mockserver.generate.scene import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema

MOST = 2_000
STEPS = 4_000  # schemas and values that are looked at, at most
DEEPEST = 4

Values = tuple[Any, ...]


def universe(schema: Any, compiler: Compiler) -> Values | None:
    """Return values among which all those of `schema` are; None where they are too many.

    What is not said by the type and its bounds is not heard (`not`, `pattern`, ...): who asks judges what is listed.
    """
    return _Lister(compiler).values(schema)


class _Lister:
    """Lists the values of one schema within the steps that it may take."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self._steps = STEPS

    def values(self, schema: Any, depth: int = 0) -> Values | None:
        """Return the values of a schema that stands `depth` levels inside; None where they are too many."""
        flat = self.compiler.definitions.flatten(schema)
        if flat is False:
            return ()
        self._steps -= 1
        if depth > DEEPEST or self._steps < 0:
            return None
        if "const" in flat or "enum" in flat:
            return (flat["const"],) if "const" in flat else tuple(flat["enum"])
        kinds = flat.get("type", ())
        if not kinds:
            return _alternatives(flat, self, depth)
        found: list[Any] = []
        for kind in (kinds,) if isinstance(kinds, str) else kinds:
            values = _LISTS[kind](flat, self, depth) if kind in _LISTS else None
            if values is None or len(found) + len(values) > MOST:
                return None
            found += values
        self._steps -= len(found)
        return tuple(found)


def _alternatives(flat: Schema, lister: _Lister, depth: int) -> Values | None:
    parts = flat.get("oneOf") or flat.get("anyOf")
    if not parts:
        return None
    found: list[Any] = []
    seen: set[Any] = set()
    for part in parts:
        values = lister.values(part, depth + 1)
        if values is None or len(found) + len(values) > MOST:
            return None
        solid = [
            value for value in values if isinstance(value, dict | list) or (type(value) is bool, value) not in seen
        ]
        seen.update((type(value) is bool, value) for value in solid if not isinstance(value, dict | list))
        found += solid
    return tuple(found)


def _integers(flat: Schema, _lister: _Lister, _depth: int) -> Values | None:
    window = Window(flat)
    step = window.step.numerator if window.step else 1
    first, last = window.full(Fraction(step))
    if first is None or last is None or last - first >= MOST:
        return None
    return tuple(number * step for number in range(first, last + 1))


def _strings(flat: Schema, _lister: _Lister, _depth: int) -> Values | None:
    return ("",) if flat.get("maxLength") == 0 else None


def _arrays(flat: Schema, lister: _Lister, depth: int) -> Values | None:
    first = [lister.values(part, depth + 1) for part in flat.get("prefixItems", ())]
    rest = lister.values(flat.get("items", flat.get("unevaluatedItems", True)), depth + 1)
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


def _objects(flat: Schema, lister: _Lister, depth: int) -> Values | None:
    compiler = lister.compiler
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
        values = () if unseen else lister.values(schema, depth + 1)
        if values is None:
            return None
        places.append(values if name in required else (*values, ABSENT))
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


_LISTS: dict[str, Callable[[Schema, _Lister, int], Values | None]] = {
    "array": _arrays,
    "boolean": lambda _flat, _lister, _depth: (False, True),
    "integer": _integers,
    "null": lambda _flat, _lister, _depth: (None,),
    "object": _objects,
    "string": _strings,
}
