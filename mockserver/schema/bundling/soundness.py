"""What a keyword's value must look like to mean anything: strangers write `required: true` and `maximum: "10"`.

Each entry of `SOUND` returns the value to use, or UNSOUND: then the keyword is left out with a warning, and the rest of
the schema still holds.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any, Final

from mockserver.schema.keywords import TYPES

UNSOUND: Final = object()
"""Stands for a value that its keyword cannot have."""

INTEGER_BOUNDS: dict[str, tuple[int, int]] = {
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint8": (0, 2**8 - 1),
    "uint16": (0, 2**16 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}
"""What the integer formats of the OAS format registry bound."""


def _type(value: Any) -> Any:
    if isinstance(value, str):
        return value if value in TYPES else UNSOUND
    if not isinstance(value, list):
        return UNSOUND
    known = [each for each in dict.fromkeys(filter(_is_string, value)) if each in TYPES]
    return known or UNSOUND


def _names(value: Any) -> Any:
    if not isinstance(value, list):
        return UNSOUND
    names = list(dict.fromkeys(filter(_is_string, value)))
    return UNSOUND if value and not names else names


def _names_by_name(value: Any) -> Any:
    if not isinstance(value, dict):
        return UNSOUND
    return {name: each for name, names in value.items() if (each := _names(names)) is not UNSOUND}


def _count(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value != value // 1:
        return UNSOUND
    return int(value)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return UNSOUND
    return value


def _positive(value: Any) -> Any:
    number = _number(value)
    return number if number is not UNSOUND and number > 0 else UNSOUND


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _of(kind: type) -> Callable[[Any], Any]:
    return lambda value: value if isinstance(value, kind) else UNSOUND


def _discriminator(value: Any) -> Any:
    return value if isinstance(value, dict) and isinstance(value.get("propertyName"), str) else UNSOUND


SOUND: dict[str, tuple[Callable[[Any], Any], str]] = {
    "type": (_type, "one of the seven JSON types, or a list of them"),
    "enum": (_of(list), "a list of values"),
    "required": (_names, "a list of property names"),
    "dependentRequired": (_names_by_name, "an object of lists of property names"),
    "minLength": (_count, "a non-negative integer"),
    "maxLength": (_count, "a non-negative integer"),
    "minItems": (_count, "a non-negative integer"),
    "maxItems": (_count, "a non-negative integer"),
    "minProperties": (_count, "a non-negative integer"),
    "maxProperties": (_count, "a non-negative integer"),
    "minContains": (_count, "a non-negative integer"),
    "maxContains": (_count, "a non-negative integer"),
    "minimum": (_number, "a number"),
    "maximum": (_number, "a number"),
    "exclusiveMinimum": (_number, "a number"),
    "exclusiveMaximum": (_number, "a number"),
    "multipleOf": (_positive, "a number above 0"),
    "uniqueItems": (_of(bool), "true or false"),
    "pattern": (_of(str), "a regular expression"),
    "format": (_of(str), "a string"),
    "contentEncoding": (_of(str), "a string"),
    "contentMediaType": (_of(str), "a string"),
    "discriminator": (_discriminator, "an object with a propertyName"),
    "title": (_of(str), "a string"),
    "description": (_of(str), "a string"),
    "$comment": (_of(str), "a string"),
    "deprecated": (_of(bool), "true or false"),
    "readOnly": (_of(bool), "true or false"),
    "writeOnly": (_of(bool), "true or false"),
    "examples": (_of(list), "a list of values"),
}
"""For each keyword with a value of a fixed shape: how to read it, and what it must be."""
