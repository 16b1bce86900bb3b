"""What a refusal says: path, code, message, rule, expected and got, held as they read."""

from __future__ import annotations

import functools
import json
from typing import Any

import pytest
from untimed import SOON, counted, no_hang

MESSAGES = [
    pytest.param({"type": "string"}, 3, "type", "must be string, got integer 3", id="type"),
    pytest.param({"type": ["string", "null"]}, True, "type", "must be string or null, got boolean true", id="types"),
    pytest.param({"type": "integer"}, 1.5, "type", "must be integer, got number 1.5", id="integer"),
    pytest.param({"type": "object"}, [1], "type", "must be object, got array of 1 item", id="object"),
    pytest.param({"type": "array"}, {"a": 1}, "type", "must be array, got object with 1 property", id="array"),
    pytest.param({"type": "array"}, {}, "type", "must be array, got empty object", id="empty-object"),
    pytest.param({"type": "object"}, "x" * 99, "type", f"must be object, got string '{'x' * 60}...'", id="long"),
    pytest.param({"enum": ["a", 1, None]}, "b", "enum", "must be one of 'a', 1 or null, got 'b'", id="enum"),
    pytest.param(
        {"enum": list(range(20))},
        "b",
        "enum",
        "must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ... (20 in all), got 'b'",
        id="long-enum",
    ),
    pytest.param({"const": "a"}, "b", "const", "must be 'a', got 'b'", id="const"),
    pytest.param({"minimum": 1}, 0, "minimum", "must be >= 1, got 0", id="minimum"),
    pytest.param({"maximum": 1}, 2, "maximum", "must be <= 1, got 2", id="maximum"),
    pytest.param({"exclusiveMinimum": 1}, 1, "exclusiveMinimum", "must be > 1, got 1", id="exclusiveMinimum"),
    pytest.param({"exclusiveMaximum": 1}, 1, "exclusiveMaximum", "must be < 1, got 1", id="exclusiveMaximum"),
    pytest.param({"multipleOf": 0.01}, 1.005, "multipleOf", "must be a multiple of 0.01, got 1.005", id="multipleOf"),
    pytest.param({"minLength": 1}, "", "minLength", "must have at least 1 character, got 0", id="minLength"),
    pytest.param({"maxLength": 2}, "abc", "maxLength", "must have at most 2 characters, got 3", id="maxLength"),
    pytest.param({"pattern": "^a$"}, "b", "pattern", "must match the pattern ^a$, got 'b'", id="pattern"),
    pytest.param({"format": "date"}, "x", "format", "must be a valid date, got 'x'", id="format"),
    pytest.param({"minItems": 2}, [1], "minItems", "must have at least 2 items, got 1", id="minItems"),
    pytest.param({"maxItems": 1}, [1, 2], "maxItems", "must have at most 1 item, got 2", id="maxItems"),
    pytest.param({"uniqueItems": True}, [1, 1.0], "uniqueItems", "must not hold the same item twice", id="unique"),
    pytest.param(
        {"contains": {"const": 1}},
        [2],
        "contains",
        "must contain items that match the schema under contains: at least 1, contains 0",
        id="contains",
    ),
    pytest.param(
        {"contains": {"const": 1}, "maxContains": 1},
        [1, 1],
        "contains",
        "must contain items that match the schema under contains: at most 1, contains 2",
        id="maxContains",
    ),
    pytest.param({"required": ["a"]}, {}, "required", "must have property 'a'", id="required"),
    pytest.param(
        {"dependentRequired": {"a": ["b"]}},
        {"a": 1},
        "dependentRequired",
        "must have property 'b' when 'a' is present",
        id="dependentRequired",
    ),
    pytest.param({"minProperties": 1}, {}, "minProperties", "must have at least 1 property, got 0", id="minProperties"),
    pytest.param(
        {"propertyNames": {"maxLength": 1}},
        {"ab": 1},
        "maxLength",
        "property name 'ab': must have at most 1 character, got 2",
        id="propertyNames",
    ),
    pytest.param({"not": {"type": "string"}}, "a", "not", "must not match the schema under not", id="not"),
    pytest.param(False, 1, "not-allowed", "must not have a value", id="false"),
    pytest.param(
        {"anyOf": [{"type": "string"}, {"type": ["integer", "null"]}]},
        1.5,
        "anyOf",
        "must be string or integer or null, got number 1.5",
        id="anyOf-types",
    ),
    pytest.param(
        {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {},
        "anyOf",
        "must match at least one of 2 alternatives: (1) must have property 'a'; (2) must have property 'b'",
        id="anyOf-tie",
    ),
    pytest.param(
        {"oneOf": [{"minimum": 1}, {"minimum": 2}, {"maximum": 0}]},
        3,
        "oneOf",
        "must match exactly one alternative, matches 2: 1, 2",
        id="oneOf-several",
    ),
    pytest.param(
        {"prefixItems": [True], "unevaluatedItems": False},
        [1, "a"],
        "unevaluatedItems",
        'must not hold items that no other keyword allows: "a"',
        id="unevaluatedItems",
    ),
]


@pytest.mark.parametrize(("schema", "value", "code", "message"), MESSAGES)
def test_each_keyword_speaks_in_one_voice(schema: Any, value: Any, code: str, message: str, bundle_of: Any) -> None:
    bundle = bundle_of({"It": schema})
    assert not bundle.validator.is_valid(value)
    (violation,) = bundle.validator.explain(value, "body")
    assert (violation.code, violation.message, violation.path) == (code, message, ())


MEMBERS = [
    pytest.param({"additionalProperties": False}, {"a": 1}, "/a", "must not have property 'a'", 1, id="additional"),
    pytest.param({"unevaluatedProperties": False}, {"a": 1}, "/a", "must not have property 'a'", 1, id="unevaluated"),
    pytest.param({"properties": {"a": False}}, {"a": 1}, "/a", "must not be present", 1, id="false-property"),
    pytest.param(
        {"items": False}, [7], "/0", "must not be there: the array has no item at this position", 7, id="false-items"
    ),
    pytest.param({"prefixItems": [{"type": "null"}]}, [7], "/0", "must be null, got integer 7", 7, id="prefixItems"),
    pytest.param(
        {"patternProperties": {"^a": {"type": "null"}}},
        {"a/~b": 7},
        "/a~1~0b",
        "must be null, got integer 7",
        7,
        id="p",
    ),
    pytest.param(
        {"additionalProperties": {"type": "null"}}, {"a": 7}, "/a", "must be null, got integer 7", 7, id="map"
    ),
    pytest.param(
        {"dependentSchemas": {"a": {"properties": {"a": {"type": "null"}}}}},
        {"a": 7},
        "/a",
        "must be null, got integer 7",
        7,
        id="dependentSchemas",
    ),
    pytest.param(
        {"if": True, "then": {"properties": {"a": {"type": "null"}}}},
        {"a": 7},
        "/a",
        "must be null, got integer 7",
        7,
        id="then",
    ),
]


@pytest.mark.parametrize(("schema", "value", "pointer", "message", "got"), MEMBERS)
def test_a_member_is_named_by_its_pointer(
    schema: Any, value: Any, pointer: str, message: str, got: Any, bundle_of: Any
) -> None:
    (violation,) = bundle_of(schema).validator.explain(value, "body")
    assert (violation.pointer, violation.message, violation.got) == (pointer, message, got)


def test_a_violation_tells_the_whole_story(bundle_of: Any) -> None:
    bundle = bundle_of(
        {
            "It": {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/Pet"}}},
            "Pet": {"type": "object", "required": ["name"], "properties": {"age": {"minimum": 0}}},
        }
    )
    violations = bundle.validator.explain({"pet": {"age": -1}}, "body", ("data", 0))
    items = [each.as_item() for each in violations]
    for item in items:
        item["rule"]["place"] = item["rule"]["place"].rpartition("/")[2]
    assert items == [
        {
            "location": ["body", "data", "0", "pet"],
            "severity": "Error",
            "code": "required",
            "message": "must have property 'name'",
            "pointer": "/data/0/pet",
            "rule": {"pointer": "#/components/schemas/Pet/required", "place": "openapi.json:20"},
            "expected": "name",
            "got": {"age": -1},
        },
        {
            "location": ["body", "data", "0", "pet", "age"],
            "severity": "Error",
            "code": "minimum",
            "message": "must be >= 0, got -1",
            "pointer": "/data/0/pet/age",
            "rule": {"pointer": "#/components/schemas/Pet/properties/age/minimum", "place": "openapi.json:25"},
            "expected": 0,
            "got": -1,
        },
    ]


class TestAlternatives:
    """Which alternative was meant, where nothing says so outright."""

    def test_the_alternative_whose_constant_fits(self, bundle_of: Any) -> None:
        schema = {
            "oneOf": [
                {"properties": {"kind": {"const": kind}, "size": {"type": "integer"}}, "required": ["kind", "size"]}
                for kind in ("a", "b")
            ]
        }
        (violation,) = bundle_of(schema).validator.explain({"kind": "b", "size": "x"}, "body")
        assert (violation.pointer, violation.message) == ("/size", "must be integer, got string 'x'")
        assert violation.rule is not None
        assert violation.rule.pointer == "/components/schemas/It/oneOf/1/properties/size/type"

    def test_the_alternative_of_the_right_type(self, bundle_of: Any) -> None:
        schema = {"anyOf": [{"type": "string"}, {"type": "object", "required": ["a", "b"]}]}
        messages = [each.message for each in bundle_of(schema).validator.explain({}, "body")]
        assert messages == ["must have property 'a'", "must have property 'b'"]

    def test_a_value_that_may_be_null(self, bundle_of: Any) -> None:
        bundle = bundle_of({"nullable": True, "allOf": [{"type": "object", "required": ["a"]}]}, "3.0.3")
        assert [each.message for each in bundle.validator.explain({}, "body")] == ["must have property 'a'"]
        assert [each.message for each in bundle.validator.explain("x", "body")] == [
            "must be object or null, got string 'x'"
        ]


class TestHostileValues:
    """Values that would keep a naive walk busy, or break it."""

    @staticmethod
    def explained(bundle: Any, value: Any) -> Any:
        with no_hang():
            violations, calls = counted(lambda: bundle.validator.explain(value, "body"))
        assert calls < SOON
        json.dumps([each.as_item() for each in violations])
        return violations

    def test_a_report_is_bounded(self, bundle_of: Any) -> None:
        bundle = bundle_of({"items": {"type": "integer"}})
        violations = self.explained(bundle, ["x" * 1000] * 5000)
        assert len(violations) == 50
        assert len(violations[0].got) < 300

    def test_one_bad_item_among_many(self, bundle_of: Any) -> None:
        bundle = bundle_of({"items": {"properties": {"x": {"type": "integer"}}}})
        violations = self.explained(bundle, [{"x": 1}] * 50_000 + [{"x": "a"}])
        assert [each.pointer for each in violations] == ["/50000/x"]

    def test_many_items_that_must_differ(self, bundle_of: Any) -> None:
        bundle = bundle_of({"uniqueItems": True})
        items = [{"x": index} for index in range(20_000)]
        assert [each.code for each in self.explained(bundle, [*items, {"x": 0}])] == ["uniqueItems"]

    def test_a_pattern_that_hangs_naive_engines(self, bundle_of: Any) -> None:
        for pattern in ("^(a+)+$", "^(?=(a+)+$)", "(a*)*b"):
            bundle = bundle_of({"pattern": pattern, "patternProperties": {pattern: {}}, "additionalProperties": False})
            assert [each.code for each in self.explained(bundle, "a" * 20_000 + "!")] == ["pattern"]
            with no_hang():
                assert not bundle.validator.is_valid({"a" * 20_000 + "!": 1})

    @pytest.mark.parametrize("depth", [50, 500, 5000])
    def test_a_deep_value_is_refused_clearly(self, depth: int, bundle_of: Any) -> None:
        bundle = bundle_of(
            {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/It"}}},
        )
        value = functools.reduce(lambda inner, _: {"next": inner}, range(depth), 3)
        (violation,) = self.explained(bundle, value)
        if depth == 50:
            assert (violation.code, len(violation.path)) == ("type", 50)
        else:
            assert (violation.code, violation.message) == (
                "too-deep",
                "is too deep or too large to say where it breaks the schema",
            )

    def test_alternatives_within_alternatives(self, bundle_of: Any) -> None:
        tree = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/It"}}}
        bundle = bundle_of({"oneOf": [tree, {**tree, "required": ["a"]}, {**tree, "required": ["b"]}]})
        value = functools.reduce(lambda inner, _: {"next": inner}, range(40), 3)
        assert self.explained(bundle, value)

    @pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf"), b"x", {1: 2}, {"a": {2}}], ids=repr)
    def test_what_json_cannot_carry(self, value: Any, bundle_of: Any) -> None:
        bundle = bundle_of({"type": ["string", "number", "object"], "maxProperties": 0, "maxLength": 0, "maximum": 0})
        assert not bundle.validator.is_valid(value)
        assert self.explained(bundle, value)


def test_both_engines_get_a_registry_that_cannot_fetch() -> None:
    """Even a schema that no bundle ever holds must not make an engine reach out."""
    from mockserver.schema import acceptor

    for ref in ("http://127.0.0.1:9/x", "file:///etc/passwd", "https://json-schema.org/draft/2020-12/schema#/$defs/x"):
        with pytest.raises(ValueError, match=r"Retrieval is disabled|does not exist"):
            acceptor({"$ref": ref})
