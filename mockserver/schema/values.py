"""JSON values in words, for messages, and cut to a size, for reports."""

from __future__ import annotations

from typing import Any

LONGEST = 60
LONGEST_SHOWN = 200
MOST_BITS = 1000
MOST_LISTED = 10
MOST_MEMBERS = 20


def described(value: Any) -> str:
    """Return a value as a person would name it: "integer 3", "string 'abc'", "array of 2 items"."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return f"boolean {str(value).lower()}"
    if isinstance(value, str):
        return f"string {quoted(value)}"
    if isinstance(value, int | float):
        return f"{'integer' if isinstance(value, int) else 'number'} {shortened(value)}"
    if isinstance(value, list):
        return f"array of {counted(len(value), 'item')}"
    if isinstance(value, dict):
        return f"object with {counted(len(value), 'property', 'properties')}" if value else "empty object"
    return f"{type(value).__name__}, which is no JSON value"


def quoted(text: str) -> str:
    """Return text between quotes, cut where it is long."""
    return f"'{cut(text)}'"


def cut(text: str, length: int = LONGEST) -> str:
    """Return at most `length` characters; half of a surrogate pair, which no JSON can carry, shows as its escape."""
    short = text if len(text) <= length else text[:length] + "..."
    return short.encode("utf-8", "backslashreplace").decode()


def shortened(value: Any) -> str:
    """Return a JSON value in few characters."""
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return "beyond 1000 bits"
    if isinstance(value, int | float):
        return str(value)
    return described(value)


def listed(values: list[Any], last: str = "or") -> str:
    """Return values as a list in a sentence; of many, the first few and how many there are."""
    shown = [shortened(each) for each in values[:MOST_LISTED]]
    if len(values) > MOST_LISTED:
        return f"{', '.join(shown)}, ... ({len(values)} in all)"
    return f" {last} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "1 item", "2 items"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def bounded(value: Any, depth: int = 3) -> Any:
    """Return a JSON value cut to a size that fits into a report; what was cut shows as "..."."""
    if isinstance(value, str):
        return cut(value, LONGEST_SHOWN)
    if isinstance(value, dict):
        if not depth:
            return "{...}"
        kept = {bounded(str(key)): bounded(value[key], depth - 1) for key in list(value)[:MOST_MEMBERS]}
        return kept if len(value) <= MOST_MEMBERS else {**kept, "...": counted(len(value) - MOST_MEMBERS, "more")}
    if isinstance(value, list | tuple):
        if not depth:
            return "[...]"
        kept_items = [bounded(each, depth - 1) for each in value[:MOST_MEMBERS]]
        return kept_items if len(value) <= MOST_MEMBERS else [*kept_items, f"... {len(value) - MOST_MEMBERS} more"]
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return "an integer beyond 1000 bits"
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and value - value == 0):
        return value
    return described(value)
