"""Who began a talk wrote its first message: `initiatedBy` says what the direction of that message does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.entropy import mixed, salt_of
from mockserver.generate.identity.kinds import words
from mockserver.generate.leaves import is_person
from mockserver.generate.relations.talk.voices import way_of

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.relations.agreement import Agreement


FEW = 64  # directions of which it is kept whose they are


def begun(flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    """Return what names the side that began an object's list of messages; `flats` are its merged properties.

    The messages go first: each of them is the same alone, without the talk that it is part of.
    """
    listed = next((name for name, flat in flats.items() if (_direction(flat, compiler))), None)
    direction = _direction(flats[listed], compiler) if listed is not None else None
    if listed is None or direction is None:
        return []
    return [
        _first_says(name, (listed, direction), sides)
        for name, flat in flats.items()
        if not _BEGAN.isdisjoint(words(name)) and (sides := _sides(flat)) is not None
    ]


def _direction(flat: Any, compiler: Compiler) -> str | None:
    """Return the property of a list's elements that says which way each went, or None."""
    if not isinstance(flat, dict) or not isinstance(flat.get("items"), dict):
        return None
    items = compiler.definitions.flatten(flat["items"])
    every = [items, *map(compiler.definitions.flatten, _alternatives(items))] if isinstance(items, dict) else []
    names = (name for each in every if isinstance(each, dict) for name in each.get("properties", {}))
    return next((name for name in names if words(name)[-1:] == ("direction",)), None)


def _alternatives(flat: dict[str, Any]) -> list[Any]:
    """Return the alternatives of a schema: messages of several kinds all have a direction."""
    return [*flat.get("oneOf", ()), *flat.get("anyOf", ())]


def _sides(flat: Any) -> dict[str, tuple[str, ...]] | None:
    """Return which values name the customer and which the house, where an enumeration has both."""
    values = flat.get("enum", ()) if isinstance(flat, dict) else ()
    texts = [value for value in values if isinstance(value, str)]
    inward = tuple(value for value in texts if _is_customer(value))
    outward = tuple(value for value in texts if value not in inward)
    return {"in": inward, "out": outward} if inward and outward else None


def _is_customer(value: str) -> bool:
    parts = words(value)
    return bool(parts) and parts[-1] not in _HOUSE and is_person(parts[-1])


def _first_says(name: str, where: tuple[str, str], sides: dict[str, tuple[str, ...]]) -> Agreement:
    listed, direction = where
    told: dict[Any, tuple[str, ...]] = {}

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        try:
            said, way = value[name], value[listed][0][direction]
            side = told.get(way)
        except (LookupError, TypeError):  # it tells of no message
            return
        if side is None:
            side = sides.get(way_of(way), ())
            if len(told) < FEW:
                told[way] = side
        if side and said not in side and said is not None and name not in pins:
            value[name] = side[mixed(bits, _SIDE) % len(side)]

    return agree


_SIDE = salt_of("beginnings:side")
_BEGAN = frozenset({"initiated", "initiator", "started", "begun", "opened", "origin", "originator", "starter"})
_HOUSE = frozenset({"agent", "employee", "staff", "admin", "administrator", "operator", "manager", "member", "owner"})
