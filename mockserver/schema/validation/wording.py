"""What a refusal says to people: one voice for every keyword ("must be string, got integer 3")."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TYPE_CHECKING


if TYPE_CHECKING:
    from mockserver.schema.validation.refusal import Refusal


def message_for(refusal: Refusal) -> str:
    """Return the sentence for one refusal, without the value's place: that stands beside it."""
    words = WORDS.get(refusal.keyword)
    text = words(refusal) if words is not None else f"must satisfy {refusal.keyword}"
    if "/propertyNames" in refusal.rule and isinstance(refusal.value, str):
        return f"property name {quoted(refusal.value)}: {text}"
    return text


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
    return f"'{_cut(text, LONGEST)}'"


def _cut(text: str, length: int) -> str:
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
        return _cut(value, LONGEST_SHOWN)
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


def _type(refusal: Refusal) -> str:
    types = refusal.limit if isinstance(refusal.limit, list) else [refusal.limit]
    return f"must be {' or '.join(types)}, got {described(refusal.value)}"


def _bound(words: str) -> Callable[[Refusal], str]:
    return lambda refusal: f"must be {words} {shortened(refusal.limit)}, got {shortened(refusal.value)}"


def _size(words: str, one: str, many: str) -> Callable[[Refusal], str]:
    return lambda refusal: f"must have {words} {counted(int(refusal.limit), one, many)}, got {_length(refusal.value)}"


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str | list | dict) else 0


def _additional(refusal: Refusal) -> str:
    return f"must not have property {quoted(refusal.detail)}"


def _unevaluated(refusal: Refusal) -> str:
    if refusal.limit is False:
        return _additional(refusal)
    return "must match the schema under unevaluatedProperties"


def _false(refusal: Refusal) -> str:
    return "must not be present" if refusal.path else "must not have a value"


def _dependent(refusal: Refusal) -> str:
    name, _, present = refusal.detail.partition("\0")
    return f"must have property {quoted(name)} when {quoted(present)} is present"


def _contains(refusal: Refusal) -> str:
    return f"must contain items that match the schema under contains: {refusal.detail}"


def _alternatives(refusal: Refusal) -> str:
    """Say that several alternatives hold, or what each of them misses."""
    if refusal.detail:
        numbers = [str(int(index) + 1) for index in refusal.detail.split()]
        return f"must match exactly one alternative, matches {len(numbers)}: {', '.join(numbers)}"
    firsts = [branch[0] for branch in refusal.branches if branch]
    if firsts and all(each.keyword == "type" and each.path == refusal.path for each in firsts):
        types = [name for each in firsts for name in ([each.limit] if isinstance(each.limit, str) else each.limit)]
        return f"must be {' or '.join(dict.fromkeys(types))}, got {described(refusal.value)}"
    kind = "exactly one" if refusal.keyword == "oneOf" else "at least one"
    misses = [
        f"({number}) {_at(each, refusal)}{message_for(each)}" for number, each in enumerate(firsts[:MOST_TOLD], 1)
    ]
    return f"must match {kind} of {counted(len(refusal.limit), 'alternative')}" + (
        f": {'; '.join(misses)}" if misses else ""
    )


def _at(inner: Refusal, outer: Refusal) -> str:
    below = "".join(f"/{token}" for token in inner.path[len(outer.path) :])
    return f"{below} " if below else ""


LONGEST = 60
LONGEST_SHOWN = 200
MOST_BITS = 1000
MOST_LISTED = 10
MOST_MEMBERS = 20
MOST_TOLD = 4

WORDS: dict[str, Callable[[Refusal], str]] = {
    "additionalProperties": _additional,
    "anyOf": _alternatives,
    "const": lambda refusal: f"must be {shortened(refusal.limit)}, got {shortened(refusal.value)}",
    "contains": _contains,
    "dependentRequired": _dependent,
    "depth": lambda _: "is too deep or too large to say where it breaks the schema",
    "discriminator": lambda refusal: f"must be one of {listed(refusal.limit)}, got {shortened(refusal.value)}",
    "enum": lambda refusal: f"must be one of {listed(refusal.limit)}, got {shortened(refusal.value)}",
    "exclusiveMaximum": _bound("<"),
    "exclusiveMinimum": _bound(">"),
    "false": _false,
    "format": lambda refusal: f"must be a valid {refusal.limit}, got {shortened(refusal.value)}",
    "items": lambda _: "must not be there: the array has no item at this position",
    "maxItems": _size("at most", "item", "items"),
    "maxLength": _size("at most", "character", "characters"),
    "maxProperties": _size("at most", "property", "properties"),
    "maximum": _bound("<="),
    "minItems": _size("at least", "item", "items"),
    "minLength": _size("at least", "character", "characters"),
    "minProperties": _size("at least", "property", "properties"),
    "minimum": _bound(">="),
    "multipleOf": _bound("a multiple of"),
    "not": lambda _: "must not match the schema under not",
    "oneOf": _alternatives,
    "pattern": lambda refusal: f"must match the pattern {refusal.limit}, got {shortened(refusal.value)}",
    "required": lambda refusal: f"must have property {quoted(refusal.detail)}",
    "type": _type,
    "unevaluatedItems": lambda refusal: (
        f"must not hold items that no other keyword allows: {_cut(refusal.detail, LONGEST)}"
    ),
    "unevaluatedProperties": _unevaluated,
    "uniqueItems": lambda _: "must not hold the same item twice",
    "value": lambda refusal: f"must be a value that JSON can carry, got {described(refusal.value)}",
}
"""The sentence of each keyword."""
