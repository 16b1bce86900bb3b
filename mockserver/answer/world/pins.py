"""Small tools for values and pins by pointer: both are nested mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import MISSING
from mockserver.generate import ABSENT, Absent, Value
from mockserver.kinds import is_number

if TYPE_CHECKING:
    from mockserver.contract.resources import Pointer
    from mockserver.contract.shape import Shape


def pinned(pointer: Pointer, pin: Any, more: Mapping[Pointer, Any] | None = None) -> Any:
    """Return pins that hold `pin` at `pointer`, and each of `more` at its own."""
    if not pointer:
        return pin
    if not more and len(pointer) == 1:
        return {pointer[0]: pin}
    root: dict[str, Any] = {}
    for where, each in ((pointer, pin), *(more or {}).items()):
        holder = root
        for name in where[:-1]:
            holder = holder.setdefault(name, {})
        holder[where[-1]] = each
    return root


def at(value: Any, pointer: Pointer) -> Any:
    """Return what stands at `pointer` in a value, or MISSING."""
    for name in pointer:
        if not isinstance(value, dict) or name not in value:
            return MISSING
        value = value[name]
    return value


def replaced(value: Any, pointer: Pointer, part: Any) -> Any:
    """Return `value` with `part` at `pointer`; nothing of `value` is changed."""
    if not pointer:
        return part
    inner = value.get(pointer[0], {}) if isinstance(value, dict) else {}
    return {**value, pointer[0]: replaced(inner, pointer[1:], part)}


def overlaid(value: Any, part: Any) -> Any:
    """Return `value` with the members of `part` in their places, at any depth; anything but two objects is replaced."""
    if isinstance(value, dict) and isinstance(part, dict):
        return {**value, **{name: overlaid(value.get(name), member) for name, member in part.items()}}
    return part


def same_id(one: Any, other: Any) -> bool:
    """Tell whether two ids are the same, however a path or a body writes them."""
    return one == other or str(one) == str(other)


def written_as(value: Any, shape: Shape) -> Any:
    """Return an id out of a path as a property writes it: "7" as 7 where its schema counts, and 7 as "7" where not."""
    if "string" in shape.types:
        return str(value)
    return int(value) if shape.types & {"integer", "number"} and is_number(str(value)) else value


def told_or_absent(value: Any, shape: Shape) -> Value | Absent:
    """Return the pin of a member of the envelope: nothing is said by null, or by leaving it out."""
    null = value is None and not any("null" in (part.get("type") or ()) for part in shape.parts)
    return ABSENT if null else Value(value)


def shape_at(shape: Shape, pointer: Pointer) -> Shape:
    """Return the shape of what stands at `pointer` below `shape`."""
    for name in pointer:
        shape = shape.property(name)
    return shape
