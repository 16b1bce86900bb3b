"""merge: for every value, valid under all the parts if and only if valid under the merged schema."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from schema_strategies import SCHEMAS, VALUES

from mockserver.schema import acceptor, merge

DEFS: dict[str, Any] = {
    "Base": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]},
    "Loop": {"allOf": [{"$ref": "#/$defs/Loop"}, {"type": "object", "properties": {"next": {"$ref": "#/$defs/Loop"}}}]},
}


def resolve(ref: str) -> Any:
    return DEFS[ref.removeprefix("#/$defs/")]


ROWS = [
    pytest.param([{"minimum": 1}, {"minimum": 3, "maximum": 5}], {"minimum": 3, "maximum": 5}, id="bounds"),
    pytest.param([{"type": ["integer", "string"]}, {"type": "number"}], {"type": "integer"}, id="integer-is-a-number"),
    pytest.param([{"type": "integer"}, {"type": "string"}], False, id="no-common-type"),
    pytest.param([{"enum": [1, 2, 3]}, {"enum": [3.0, 2]}], {"enum": [2, 3]}, id="enum"),
    pytest.param([{"enum": [1, True]}, {"type": "boolean"}], {"enum": [True], "type": "boolean"}, id="enum-by-type"),
    pytest.param([{"const": 1}, {"const": True}], False, id="true-is-not-1"),
    pytest.param([{"const": 1}, {"enum": [2]}], False, id="const-outside-enum"),
    pytest.param([{"multipleOf": 0.1}, {"multipleOf": 0.25}], {"multipleOf": 0.5}, id="multipleOf"),
    pytest.param([{"multipleOf": 4}, {"multipleOf": 6}], {"multipleOf": 12}, id="multipleOf-integers"),
    pytest.param([{"minimum": 3}, {"maximum": 2}, {"type": "integer"}], False, id="empty-range"),
    pytest.param([{"exclusiveMinimum": 3}, {"maximum": 3}, {"type": "number"}], False, id="open-range"),
    pytest.param(
        [{"minLength": 3}, {"maxLength": 2}, {"type": ["string", "null"]}],
        {"minLength": 3, "maxLength": 2, "type": "null"},
        id="a-type-without-values-goes",
    ),
    pytest.param(
        [{"pattern": "^a"}, {"pattern": "b$"}],
        {"pattern": r"^(?=[\s\S]*(?:^a))(?=[\s\S]*(?:b$))", "x-allPatterns": ["^a", "b$"]},
        id="patterns",
    ),
    pytest.param(
        [{"properties": {"a": {"type": "integer"}}}, {"properties": {"a": {"minimum": 1}, "b": {}}}],
        {"properties": {"a": {"allOf": [{"type": "integer"}, {"minimum": 1}]}, "b": {}}},
        id="properties",
    ),
    pytest.param(
        [{"properties": {"a": {}}, "additionalProperties": False}, {"properties": {"b": {}}}],
        {"properties": {"a": {}, "b": False}, "additionalProperties": False},
        id="additional",
    ),
    pytest.param(
        [{"properties": {"a": False}}, {"required": ["a"]}, {"type": "object"}], False, id="required-but-forbidden"
    ),
    pytest.param([{"oneOf": [True]}, {"oneOf": [{}]}], {"oneOf": [True], "allOf": [{"oneOf": [{}]}]}, id="two-oneOf"),
    pytest.param(
        [{"not": {"const": 1}}, {"not": {"const": 2}}], {"not": {"anyOf": [{"const": 1}, {"const": 2}]}}, id="not"
    ),
    pytest.param(
        [{"$ref": "#/$defs/Base"}, {"properties": {"name": {}}, "unevaluatedProperties": False}],
        False,  # which forbids the property that the other part requires
        id="unevaluated-sees-only-its-own-part",
    ),
    pytest.param([False, {}], False, id="false"),
    pytest.param([True, {"type": "null"}], {"type": "null"}, id="true"),
]


@pytest.mark.parametrize(("parts", "expected"), ROWS)
def test_parts_become_one(parts: list[Any], expected: Any) -> None:
    assert merge({"allOf": parts}, resolve) == expected


def test_a_reference_keeps_its_example_where_nothing_is_added() -> None:
    defs = {"Pet": {"type": "object", "example": {"name": "Rex"}}}
    described = merge({"$ref": "#/$defs/Pet", "description": "mine"}, lambda ref: defs["Pet"])
    assert described == {"type": "object", "example": {"name": "Rex"}, "description": "mine"}
    extended = merge({"$ref": "#/$defs/Pet", "required": ["age"]}, lambda ref: defs["Pet"])
    assert extended == {"type": "object", "required": ["age"]}


def test_recursion_ends() -> None:
    assert merge(DEFS["Loop"], resolve) == {"type": "object", "properties": {"next": {"$ref": "#/$defs/Loop"}}}


def test_unevaluated_is_additional_where_the_schema_shows_it() -> None:
    merged = merge({"$ref": "#/$defs/Base", "unevaluatedProperties": False}, resolve)
    assert merged == {**DEFS["Base"], "additionalProperties": False}


def test_a_schema_with_nothing_to_merge_is_itself() -> None:
    schema = {"type": "string", "minLength": 1}
    assert merge(schema, resolve) == schema


@settings(max_examples=400, deadline=None)
@given(st.lists(SCHEMAS, min_size=2, max_size=3), st.lists(VALUES, min_size=5, max_size=8))
def test_a_value_is_valid_under_the_parts_if_and_only_if_under_the_merged(parts: list[Any], values: list[Any]) -> None:
    whole, merged = acceptor({"allOf": parts}), merge({"allOf": parts}, resolve)
    accepts = acceptor(merged)
    verdicts = {whole(value) for value in values}
    event(f"verdicts {sorted(verdicts)}")
    for value in values:
        assert accepts(value) is whole(value), (merged, value)
