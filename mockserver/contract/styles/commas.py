"""Whether a percent-encoded comma can be data, or only the comma that a client should not have encoded.

RFC 6570 (section 3.2.1) leaves the commas between two items bare and encodes those within one. Most clients encode
both: `requests` and axios write `ids=1%2C2`. Where no item can hold a comma nothing is confused: both part items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.shape import resolve

if TYPE_CHECKING:
    from mockserver.contract.shape import Shape


def part_always(shape: Shape) -> bool:
    """Tell whether each comma in the text of an array, however it is spelled, parts two items."""
    if shape.kinds != ("array",) or any("prefixItems" in part for part in shape.parts):
        return False
    items = shape.items
    return all(_holds_none(schema, items.root, frozenset()) for schema in items.schemas)


def _holds_none(schema: Any, root: Any, trail: frozenset[int]) -> bool:
    """Tell whether no value of a schema can hold a comma in its text."""
    if not isinstance(schema, dict) or id(schema) in trail:
        return False
    trail |= {id(schema)}
    if _by_type(schema) or _by_values(schema) or schema.get("format") in COMMALESS:
        return True
    if any(_holds_none(each, root, trail) for each in (resolve(schema, root), *(schema.get("allOf") or ()))):
        return True
    choices = [schema[keyword] for keyword in ("anyOf", "oneOf") if schema.get(keyword)]
    return any(all(_holds_none(each, root, trail) for each in some) for some in choices)


def _by_type(schema: dict[str, Any]) -> bool:
    types = schema.get("type")
    return bool(types) and set([types] if isinstance(types, str) else types or ()) <= PLAIN


def _by_values(schema: dict[str, Any]) -> bool:
    values = [schema["const"]] if "const" in schema else schema.get("enum") or ()
    return bool(values) and all(
        "," not in value if isinstance(value, str) else not isinstance(value, dict | list) for value in values
    )


PLAIN: Final = {"integer", "number", "boolean", "null"}
COMMALESS: Final = frozenset({"base64url", "byte", "date", "date-time", "ipv4", "ipv6", "time", "uuid"})
"""Formats of texts in which no comma can stand."""
