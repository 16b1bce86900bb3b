"""The two engines agree: jsonschema-rs decides, `jsonschema` finds a reason for every refusal and for nothing else."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from schema_strategies import SCHEMAS, VALUES

from mockserver.schema import Validator, acceptor
from mockserver.schema.validation.walk import walk
from mockserver.violations import Place


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SCHEMAS, st.lists(VALUES, min_size=4, max_size=8))
def test_every_refusal_has_a_reason_and_nothing_else_has(schema: Any, values: list[Any]) -> None:
    accepts, validator = acceptor(schema), Validator(schema, lambda pointer, _: Place("openapi.yaml", pointer))
    event(f"verdicts {sorted({accepts(value) for value in values})}")
    for value in values:
        assert (walk(schema, value, {}) == []) is accepts(value), (schema, value)
        violations = validator.explain(value, "body")
        assert (violations == ()) is accepts(value)
        assert all(each.message and each.code and each.rule for each in violations)
        json.dumps([each.as_item() for each in violations])
