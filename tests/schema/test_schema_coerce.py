"""Decoded text becomes what the schema means by it; what does not fit stays as it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.schema.coerce import coercion

TREE = {
    "$ref": "#/$defs/Tree",
    "$defs": {"Tree": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"$ref": "#/$defs/Tree"}}]}},
}
LOOP = {"$ref": "#/$defs/A", "$defs": {"A": {"allOf": [{"$ref": "#/$defs/A"}, {"type": "integer"}]}}}

ROWS = [
    pytest.param({"type": "integer"}, "3", 3, id="integer"),
    pytest.param({"type": "integer"}, "-0", 0, id="minus-zero"),
    pytest.param({"type": "integer"}, "1.0", "1.0", id="a-fraction-is-no-integer"),
    pytest.param({"type": "integer"}, "+1", "+1", id="no-plus"),
    pytest.param({"type": "integer"}, "007", "007", id="no-leading-zeros"),
    pytest.param({"type": "integer"}, " 1", " 1", id="no-spaces"),
    pytest.param({"type": "integer"}, "\u0661", "\u0661", id="ascii-digits-only"),
    pytest.param({"type": "integer"}, "", "", id="empty"),
    pytest.param({"type": "integer"}, "9" * 40, int("9" * 40), id="big"),
    pytest.param({"type": "integer"}, "9" * 5000, "9" * 5000, id="too-big-to-read"),
    pytest.param({"type": "integer"}, 3, 3, id="typed-already"),
    pytest.param({"type": "number"}, "1.5", 1.5, id="number"),
    pytest.param({"type": "number"}, "1e3", 1000.0, id="exponent"),
    pytest.param({"type": "number"}, "1", 1, id="number-without-a-fraction"),
    pytest.param({"type": "number"}, "NaN", "NaN", id="nan"),
    pytest.param({"type": "number"}, "1e999", "1e999", id="beyond-a-double"),
    pytest.param({"type": "number"}, ".5", ".5", id="no-bare-fraction"),
    pytest.param({"type": "boolean"}, "true", True, id="true"),
    pytest.param({"type": "boolean"}, "True", "True", id="lower-case-only"),
    pytest.param({"type": "boolean"}, "1", "1", id="one-is-not-true"),
    pytest.param({"type": "string"}, "3", "3", id="string"),
    pytest.param({}, "3", "3", id="no-type"),
    pytest.param(True, "3", "3", id="anything"),
    pytest.param({"type": "null"}, "null", None, id="null"),
    pytest.param({"type": ["integer", "null"]}, "", None, id="empty-is-null"),
    pytest.param({"type": ["integer", "null"]}, "3", 3, id="nullable-integer"),
    pytest.param({"type": ["string", "null"]}, "", "", id="a-string-may-be-empty"),
    pytest.param({"type": ["string", "null"]}, "null", "null", id="a-string-may-say-null"),
    pytest.param({"type": ["string", "null"], "minLength": 1}, "", None, id="null-where-no-string-fits"),
    pytest.param({"type": ["string", "null"], "enum": ["a", None]}, "null", None, id="null-in-enum"),
    pytest.param({"type": ["integer", "string"]}, "3", 3, id="the-first-type-that-holds"),
    pytest.param({"type": ["integer", "string"], "minimum": 5}, "3", "3", id="the-second-type-that-holds"),
    pytest.param({"enum": [1, 2]}, "2", 2, id="enum-of-numbers"),
    pytest.param({"enum": [True, "x"]}, "true", True, id="enum-of-booleans"),
    pytest.param({"enum": [1, "1"]}, "1", "1", id="enum-that-has-the-text-itself"),
    pytest.param({"const": 5}, "5", 5, id="const"),
    pytest.param({"type": "array", "items": {"type": "integer"}}, ["1", "x"], [1, "x"], id="items"),
    pytest.param({"type": "array", "items": {"type": "integer"}}, "1", "1", id="no-array"),
    pytest.param(
        {"prefixItems": [{"type": "integer"}], "items": {"type": "boolean"}}, ["1", "true"], [1, True], id="prefixItems"
    ),
    pytest.param({"properties": {"a": {"type": "integer"}}}, {"a": "1", "b": "2"}, {"a": 1, "b": "2"}, id="properties"),
    pytest.param({"additionalProperties": {"type": "integer"}}, {"a": "1"}, {"a": 1}, id="additionalProperties"),
    pytest.param(
        {"patternProperties": {"^n": {"type": "integer"}}, "additionalProperties": {"type": "boolean"}},
        {"n": "1", "b": "true"},
        {"n": 1, "b": True},
        id="patternProperties",
    ),
    pytest.param({"allOf": [{"minimum": 1}, {"type": "integer"}]}, "3", 3, id="allOf"),
    pytest.param({"oneOf": [{"type": "integer", "minimum": 5}, {"enum": ["all"]}]}, "all", "all", id="oneOf-second"),
    pytest.param({"oneOf": [{"type": "integer", "minimum": 5}, {"enum": ["all"]}]}, "7", 7, id="oneOf-first"),
    pytest.param({"oneOf": [{"type": "integer", "minimum": 5}, {"enum": ["all"]}]}, "3", 3, id="oneOf-none"),
    pytest.param({"anyOf": [{"type": "boolean"}, {"type": "integer"}]}, "3", 3, id="anyOf"),
    pytest.param(
        {
            "properties": {"kind": {"type": "integer"}},
            "if": {"properties": {"kind": {"const": 1}}},
            "then": {"properties": {"v": {"type": "integer"}}},
            "else": {"properties": {"v": {"type": "boolean"}}},
        },
        {"kind": "2", "v": "true"},
        {"kind": 2, "v": True},
        id="else",
    ),
    pytest.param(
        {"dependentSchemas": {"a": {"properties": {"b": {"type": "integer"}}}}},
        {"a": "", "b": "1"},
        {"a": "", "b": 1},
        id="dependentSchemas",
    ),
    pytest.param(TREE, ["1", ["2", ["x"]]], [1, [2, ["x"]]], id="recursive"),
    pytest.param(LOOP, "3", 3, id="a-reference-to-itself"),
]


@pytest.mark.parametrize(("schema", "text", "expected"), ROWS)
def test_text_becomes_what_the_schema_means(schema: Any, text: Any, expected: Any) -> None:
    value = coercion(schema)(text)
    assert value == expected
    assert type(value) is type(expected)


@given(st.integers(min_value=-(10**60), max_value=10**60))
def test_every_integer_survives_its_text(value: int) -> None:
    assert coercion({"type": "integer"})(str(value)) == value
    assert coercion({"type": "number"})(str(value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_survives_its_text(value: float) -> None:
    assert coercion({"type": "number"})(repr(value)) == value


@given(st.text())
def test_text_stays_text_unless_it_is_written_as_json_writes_the_type(text: str) -> None:
    import json

    for name in ("integer", "number", "boolean"):
        value = coercion({"type": name})(text)
        assert value == text or (json.loads(text) == value and not isinstance(value, str))


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_nothing_is_ever_raised(value: Any) -> None:
    for schema in (TREE, LOOP, {"type": ["object", "array", "null"], "additionalProperties": TREE["$defs"]["Tree"]}):
        coercion({**schema, "$defs": {**TREE["$defs"], **LOOP["$defs"]}})(value)


def test_a_value_too_deep_to_walk_stays_as_it_is() -> None:
    value: Any = "1"
    for _ in range(5000):
        value = [value]
    assert coercion(TREE)(value) is value
