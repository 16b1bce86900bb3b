"""A form's value out of what each of its fields may mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from mockserver.contract.bodies.codec import Described


def settle(described: Described, options: Mapping[str, list[Any]], typed: Collection[str]) -> dict[str, Any]:
    """Return the form that the schema accepts, else the likeliest: the first option of each field.

    The names in `typed` hold values that were JSON: their strings are strings.
    """
    first: dict[str, Any] | None = None
    ambiguous = any(len(values) > 1 for values in options.values())
    for choice in islice(product(*options.values()), MOST_CHOICES):
        value = dict(zip(options, choice, strict=True))
        coerced: dict[str, Any] = described.coerce(value) | {name: value[name] for name in typed}
        if not ambiguous or described.whole is None or described.whole.validator.is_valid(coerced):
            return coerced
        first = first or coerced
    return first or {}


MOST_CHOICES: Final = 64
