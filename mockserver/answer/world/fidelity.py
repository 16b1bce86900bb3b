"""Values that clients wrote stand in an answer as they were sent wherever its schema takes them so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mockserver.generate import Absent, Entity, Items, Value


def faithful(value: Any, pins: Any, valid: Callable[[Any], bool]) -> Any:
    """Return `value` with what the pins say in the place of what was made of it; as it is where that is not valid."""
    told = _told(value, pins)
    return value if told is value or told == value or not valid(told) else told


def _told(value: Any, pin: Any) -> Any:
    """Return `value` with the known parts in it; the same object where nothing differs. Nothing is added to it."""
    if isinstance(pin, Value):
        return value if type(value) is type(pin.value) and value == pin.value else pin.value
    if isinstance(pin, Entity):
        return _told_of(value, pin.values) if pin.values and isinstance(value, dict) else value
    if isinstance(pin, Items):
        return _told_each(value, pin) if isinstance(value, list) else value
    if isinstance(pin, Mapping):
        return _told_of(value, pin) if isinstance(value, dict) else value
    return value if pin is None or isinstance(pin, Absent | list) else pin


def _told_of(value: dict[str, Any], pins: Mapping[str, Any]) -> dict[str, Any]:
    changed = {
        name: told
        for name, pin in pins.items()
        if name in value and (told := _told(value[name], pin)) is not value[name]
    }
    return {**value, **changed} if changed else value


def _told_each(value: list[Any], pin: Items) -> list[Any]:
    if len(value) != len(pin.pins):
        return value
    told = [_told(each, one) for each, one in zip(value, pin.pins, strict=True)]
    return told if any(new is not old for new, old in zip(told, value, strict=True)) else value
