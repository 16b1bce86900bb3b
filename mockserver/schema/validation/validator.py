"""Validator: one compiled schema that decides quickly and explains what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mockserver.document.pointer import escape
from mockserver.schema.validation.engine import compile_schema
from mockserver.violations import Location, Place, Violation

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

    from mockserver.schema.keywords import Schema


class Validator:
    """Decides with jsonschema-rs; `place` maps a pointer into `schema` to where its author wrote it."""

    def __init__(self, schema: Schema, place: Callable[[str], Place]) -> None:
        self.schema = schema
        self._place = place

    @cached_property
    def _engine(self) -> Draft202012Validator:
        return compile_schema(self.schema)

    def is_valid(self, value: Any) -> bool:
        """Tell whether `value` is what the schema allows; what is no JSON value is not."""
        try:
            return self._engine.is_valid(value)
        except ValueError:
            return False

    def explain(self, value: Any, location: Location, prefix: tuple[str | int, ...] = ()) -> tuple[Violation, ...]:
        """Return what is wrong with `value`, one Violation for each rule it breaks; nothing if it is valid."""
        return tuple(
            Violation(
                location,
                (*prefix, *error.instance_path),
                error.kind.name,
                error.message,
                self._place("".join("/" + escape(token) for token in error.schema_path)),
            )
            for error in self._engine.iter_errors(value)
        )
