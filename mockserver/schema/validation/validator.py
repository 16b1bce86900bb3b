"""Validator: one compiled schema that decides quickly and explains what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mockserver.later import later
from mockserver.schema.validation.engine import acceptor, compile_schema
from mockserver.schema.validation.refusal import MOST_REFUSALS, Refusal, pointer_of, value_at
from mockserver.violations import Location, Place, Violation

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError as EngineError

    from mockserver.schema.keywords import Schema
    from mockserver.schema.validation.walk import Compiled

told: Callable[[Schema, list[Refusal]], Iterable[Refusal]] = later("mockserver.schema.validation.choice", "told")
walk: Callable[[Schema, Any, Compiled], list[Refusal]] = later("mockserver.schema.validation.walk", "walk")
message_for: Callable[[Refusal], str] = later("mockserver.schema.validation.wording", "message_for")
bounded: Callable[[Any], Any] = later("mockserver.schema.values", "bounded")


class Validator:
    """Decides with jsonschema-rs; `place` maps a pointer into `schema`, and a name there, to its author's place."""

    def __init__(self, schema: Schema, place: Callable[[str, str], Place]) -> None:
        self.schema = schema
        self._place = place
        self._compiled: Compiled = {}

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
        if self.is_valid(value):
            return ()
        refusals = list(told(self.schema, self._refusals(value)))[:MOST_REFUSALS]
        return tuple(self._violation(each, location, prefix) for each in refusals)

    def _refusals(self, value: Any) -> list[Refusal]:
        try:
            return walk(self.schema, value, self._compiled) or [self._from_engine(value)]
        except ValueError:
            return [Refusal("value", "", (), None, value)]

    def _from_engine(self, value: Any) -> Refusal:
        """Return the fast engine's own first reason, where the walk finds none."""
        error: EngineError = next(iter(compile_schema(self.schema).iter_errors(value)))
        rule = pointer_of(tuple(error.schema_path))
        limit = value_at(self.schema, rule)
        detail = "" if error.kind.name in ("minimum", "maximum") else error.message
        return Refusal(error.kind.name, rule, tuple(error.instance_path), limit, error.instance, detail)

    def _violation(self, refusal: Refusal, location: Location, prefix: tuple[str | int, ...]) -> Violation:
        code = CODES.get(refusal.keyword, refusal.keyword)
        return Violation(
            location,
            (*prefix, *refusal.path),
            code,
            message_for(refusal),
            self._place(refusal.rule, refusal.detail if refusal.keyword == "required" else ""),
            bounded(_expected(refusal)),
            bounded(refusal.value),
        )


def _expected(refusal: Refusal) -> Any:
    """Return what the rule asks for: the name of a property or of alternatives where it has one, else its own value."""
    if refusal.keyword == "required":
        return refusal.detail
    if refusal.keyword in ("anyOf", "oneOf"):
        refs = [each.get("$ref") if isinstance(each, dict) else None for each in refusal.limit]
        return [ref.rpartition("/")[2] if ref else each for ref, each in zip(refs, refusal.limit, strict=True)]
    return refusal.limit


CODES = {"false": "not-allowed", "value": "malformed", "depth": "too-deep"}
"""Stable words of ours for what has no keyword."""
