"""What is wrong with a value that a schema refuses, as violations: loaded with the first refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.schema.validation.choice import told
from mockserver.schema.validation.engine import compile_schema
from mockserver.schema.validation.refusal import MOST_REFUSALS, Refusal, pointer_of, value_at
from mockserver.schema.validation.walk import walk
from mockserver.schema.validation.wording import message_for
from mockserver.schema.values import bounded
from mockserver.violations import Location, Place, Violation

if TYPE_CHECKING:
    from collections.abc import Callable

    from jsonschema_rs import ValidationError as EngineError

    from mockserver.schema.keywords import Schema
    from mockserver.schema.validation.validator import Validator


def violations(
    validator: Validator, value: Any, location: Location, prefix: tuple[str | int, ...]
) -> tuple[Violation, ...]:
    """Return one Violation for each rule that `value` breaks, at most MOST_REFUSALS."""
    refusals = list(told(validator.schema, _refusals(validator, value)))[:MOST_REFUSALS]
    return tuple(_violation(each, location, prefix, validator.place) for each in refusals)


def _refusals(validator: Validator, value: Any) -> list[Refusal]:
    try:
        return walk(validator.schema, value, validator.compiled) or [_from_engine(validator.schema, value)]
    except ValueError:
        return [Refusal("value", "", (), None, value)]


def _from_engine(schema: Schema, value: Any) -> Refusal:
    """Return the fast engine's own first reason, where the walk finds none."""
    error: EngineError = next(iter(compile_schema(schema).iter_errors(value)))
    rule = pointer_of(tuple(error.schema_path))
    limit = value_at(schema, rule)
    return Refusal(error.kind.name, rule, tuple(error.instance_path), limit, error.instance, error.message)


def _violation(
    refusal: Refusal, location: Location, prefix: tuple[str | int, ...], place: Callable[[str], Place]
) -> Violation:
    code = CODES.get(refusal.keyword, refusal.keyword)
    return Violation(
        location,
        (*prefix, *refusal.path),
        code,
        message_for(refusal),
        place(refusal.rule),
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
