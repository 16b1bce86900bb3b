"""What the texts of a form may mean, and which of the meanings counts: for one field, and for the form as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.json_text import load

if TYPE_CHECKING:
    from mockserver.contract.bodies.codec import Described
    from mockserver.contract.bodies.forms.fields import Field
    from mockserver.contract.shape import Shape


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of what a form says for a field; `typed` where it was JSON, whose strings are strings."""

    value: Any
    typed: bool = False


def from_text(text: str, shape: Shape) -> list[Reading]:
    """Return what one text may mean: JSON where a container may stand there, else itself."""
    readings = []
    if text[:1] in ("{", "[") and shape.kinds != ("primitive",) and not shape.untyped:
        with suppress(Malformed):
            readings.append(Reading(load(text), typed=True))
    if shape.allows("primitive") or not readings:
        readings.append(Reading(None if shape.is_null(text) else text))
    return readings


def of_items(items: list[Reading]) -> Reading:
    """Return an array of what its items mean."""
    return Reading([item.value for item in items], any(item.typed for item in items))


def pick(field: Field, readings: list[Reading]) -> Reading:
    """Return the first meaning that the field's own schema accepts, else the first."""
    if len(readings) == 1:
        return readings[0]
    fitting = (one for one in readings if field.accepts(one.value if one.typed else field.coerce(one.value)))
    return next(fitting, readings[0])


def settle(described: Described, said: Mapping[Field, list[Reading]]) -> dict[str, Any]:
    """Return the form: each field as its schema takes it; if that breaks the whole, as the whole schema types it."""
    chosen = {field: pick(field, readings) for field, readings in said.items()}
    typed = {field.name: reading.value for field, reading in chosen.items() if reading.typed}
    texts = {field.name: reading.value for field, reading in chosen.items()}
    fields = {field.name: field.coerce(texts[field.name]) for field in chosen}
    first: dict[str, Any] = described.coerce(fields | typed) | typed
    if described.whole is None or described.whole.validator.is_valid(first):
        return first
    second: dict[str, Any] = described.coerce(texts) | typed
    return second if described.whole.validator.is_valid(second) else first
