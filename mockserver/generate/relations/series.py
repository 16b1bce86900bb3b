"""Lists of moments go forward: the elements of a series stand in the order of their dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import id_property

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def series(flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    """Return what sorts the lists of an object whose elements are points in time, and no entities."""
    found = []
    for name, schema in flats.items():
        moment = _moment(schema, compiler)
        if moment is not None:
            found.append(_forward(name, moment))
    return found


def _moment(schema: Any, compiler: Compiler) -> str | None:
    """Return the property of a list's elements that says when each is, or None."""
    if not isinstance(schema, dict) or not isinstance(schema.get("items"), dict) or not _OTHER.isdisjoint(schema):
        return None
    items = compiler.definitions.flatten(schema["items"])
    properties = items.get("properties") if isinstance(items, dict) else None
    if not properties or id_property(properties) is not None:
        return None
    return next((name for name in properties if name.lower() in _MOMENTS), None)


def _forward(name: str, moment: str) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        points = value.get(name)
        if name in pins or not isinstance(points, list) or len(points) < 2:
            return
        if all(isinstance(point, dict) and isinstance(point.get(moment), str) for point in points):
            points.sort(key=lambda point: str(point[moment]))

    return agree


_MOMENTS = ("date", "timestamp", "time", "datetime", "day", "month", "hour", "bucket")
_OTHER = frozenset({"prefixItems", "contains", "x-contains", "unevaluatedItems"})
