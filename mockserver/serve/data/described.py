"""What a description's root says of its data: json-schema-faker's options, as Prism reads them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.errors import UsageError
from mockserver.generate.leaves import Pools


def of_description(table: Any) -> dict[str, Any]:
    """Read what json-schema-faker's options mean here; values that make no sense are left aside."""
    if not isinstance(table, Mapping):
        return {}
    read = {}
    for name, value in table.items():
        field, accepts = MEANINGS.get(name, ("", _nothing))
        if accepts(value):
            read[field] = value
    if "min_items" in read or "max_items" in read:
        read["members"] = (read.get("min_items", 0), read.get("max_items"))
    return read


def _nothing(_value: Any) -> bool:
    return False


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _locale(value: Any) -> bool:
    """Tell whether Faker knows a locale; one that only its JavaScript kin knows leaves the usual one in place."""
    try:
        if _text(value):
            Pools("", value).assure_locale()
            return True
    except UsageError:
        return False
    return False


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000


def _probability(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and 0 <= value <= 1


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


MEANINGS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "locale": ("locale", _locale),
    "min-items": ("min_items", _count),
    "minItems": ("min_items", _count),
    "max-items": ("max_items", _count),
    "maxItems": ("max_items", _count),
    "optionalsProbability": ("optionals", _probability),
    "optionals-probability": ("optionals", _probability),
    "fillProperties": ("fill_properties", _flag),
    "fill-properties": ("fill_properties", _flag),
}
"""json-schema-faker's names, in both of the spellings that Prism takes."""
