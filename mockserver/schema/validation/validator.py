"""Validator: one compiled schema that decides quickly and explains what it refuses."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from mockserver.later import later
from mockserver.schema.validation.engine import acceptor, compile_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.schema.keywords import Schema
    from mockserver.schema.validation.walk import Compiled
    from mockserver.violations import Location, Place, Violation

violations: Callable[..., tuple[Violation, ...]] = later("mockserver.schema.validation.violating", "violations")


class Validator:
    """Decides with jsonschema-rs; `place` maps a pointer into `schema` to where its author wrote it."""

    def __init__(self, schema: Schema, place: Callable[[str], Place]) -> None:
        self.schema = schema
        self.place = place
        self.compiled: Compiled = {}

    @cached_property
    def _accepts(self) -> Callable[[Any], bool]:
        try:
            return acceptor(self.schema)
        except ValueError:
            return acceptor(True)

    @cached_property
    def failure(self) -> str:
        """Why the engine cannot read the schema, so that it accepts everything; empty where it can."""
        try:
            compile_schema(self.schema)
        except ValueError as error:
            return str(error).partition("\n")[0]
        return ""

    def is_valid(self, value: Any) -> bool:
        """Tell whether `value` is what the schema allows; what is no JSON value is not."""
        try:
            return self._accepts(value)
        except ValueError:
            return False

    def explain(self, value: Any, location: Location, prefix: tuple[str | int, ...] = ()) -> tuple[Violation, ...]:
        """Return what is wrong with `value`, one Violation for each rule it breaks; nothing if it is valid.

        `prefix` is the path of `value` in its part of the message. At most MOST_REFUSALS are returned; of alternatives,
        those of the one that was meant.
        """
        return () if self.is_valid(value) else violations(self, value, location, prefix)
