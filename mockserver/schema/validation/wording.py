"""What a refusal says to people: one voice for every keyword ("must be string, got integer 3")."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.schema.validation.formats import called
from mockserver.schema.values import counted, cut, described, listed, quoted, shortened

if TYPE_CHECKING:
    from mockserver.schema.validation.refusal import Refusal


def message_for(refusal: Refusal) -> str:
    """Return the sentence for one refusal, without the value's place: that stands beside it."""
    words = WORDS.get(refusal.keyword)
    text = words(refusal) if words is not None else f"must satisfy {refusal.keyword}"
    if "/propertyNames" in refusal.rule and isinstance(refusal.value, str):
        return f"property name {quoted(refusal.value)}: {text}"
    return text


def _type(refusal: Refusal) -> str:
    types = refusal.limit if isinstance(refusal.limit, list) else [refusal.limit]
    return f"must be {' or '.join(types)}, got {described(refusal.value)}"


def _bound(words: str, side: str = "") -> Callable[[Refusal], str]:
    def words_for(refusal: Refusal) -> str:
        why = f" (the {side} of {refusal.detail})" if side and refusal.detail else ""
        return f"must be {words} {shortened(refusal.limit)}{why}, got {shortened(refusal.value)}"

    return words_for


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
        return _several(refusal)
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


def _several(refusal: Refusal) -> str:
    """Say which alternatives hold; where a discriminator names one of them, why the others do as well."""
    holding, *discriminator = refusal.detail.split("\0")
    numbers = [int(index) for index in holding.split()]
    counts = ", ".join(str(number + 1) for number in numbers)
    text = f"must match exactly one alternative, matches {len(numbers)}: {counts}"
    if not discriminator:
        return text
    name, named = discriminator[0], int(discriminator[1])
    others = [_called(refusal, number) for number in numbers if number != named]
    where, accept = (others[0], "accepts") if len(others) == 1 else ("each of them", "accept")
    return (
        f"{text}; {name} {shortened(refusal.value[name])} names {_called(refusal, named)}, but {' and '.join(others)} "
        f"{accept} it too: a discriminator alone refuses nothing, an enum or const of {quoted(name)} in {where} would"
    )


def _called(refusal: Refusal, number: int) -> str:
    """Return what an alternative is called: its schema's name, else its number."""
    alternative = refusal.limit[number]
    ref = alternative.get("$ref") if isinstance(alternative, dict) else None
    return ref.rpartition("/")[2] if isinstance(ref, str) else str(number + 1)


def _at(inner: Refusal, outer: Refusal) -> str:
    below = "".join(f"/{token}" for token in inner.path[len(outer.path) :])
    return f"{below} " if below else ""


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
    "format": lambda refusal: f"must be {called(refusal.limit)}, got {shortened(refusal.value)}",
    "items": lambda _: "must not be there: the array has no item at this position",
    "maxItems": _size("at most", "item", "items"),
    "maxLength": _size("at most", "character", "characters"),
    "maxProperties": _size("at most", "property", "properties"),
    "maximum": _bound("<=", "greatest"),
    "minItems": _size("at least", "item", "items"),
    "minLength": _size("at least", "character", "characters"),
    "minProperties": _size("at least", "property", "properties"),
    "minimum": _bound(">=", "least"),
    "multipleOf": _bound("a multiple of"),
    "not": lambda _: "must not match the schema under not",
    "oneOf": _alternatives,
    "pattern": lambda refusal: f"must match the pattern {refusal.limit}, got {shortened(refusal.value)}",
    "required": lambda refusal: f"must have property {quoted(refusal.detail)}",
    "type": _type,
    "unevaluatedItems": lambda refusal: f"must not hold items that no other keyword allows: {cut(refusal.detail)}",
    "unevaluatedProperties": _unevaluated,
    "uniqueItems": lambda _: "must not hold the same item twice",
    "value": lambda refusal: f"must be a value that JSON can carry, got {described(refusal.value)}",
}
"""The sentence of each keyword."""
