"""Each dialect means what its specification says, whatever it is called in 2020-12."""

from __future__ import annotations

from typing import Any

import pytest

NULLABLE_REF = {"It": {"nullable": True, "$ref": "#/components/schemas/Name"}, "Name": {"type": "string"}}
NULLABLE_ALL_OF = {
    "It": {"nullable": True, "allOf": [{"$ref": "#/components/schemas/Name"}]},
    "Name": {"type": "string"},
}

ROWS = [
    pytest.param("3.0.3", {"type": "string", "nullable": True}, ["a", None], [1], id="nullable"),
    pytest.param("3.0.3", {"type": "string", "nullable": False}, ["a"], [None], id="nullable-false"),
    pytest.param("3.0.3", {"nullable": True}, ["a", None, 1], [], id="nullable-without-type"),
    pytest.param("3.0.3", NULLABLE_REF, ["a", None], [1], id="nullable-ref"),
    pytest.param("3.0.3", NULLABLE_ALL_OF, ["a", None], [1], id="nullable-allOf"),
    pytest.param(
        "3.0.3",
        {"allOf": [{"type": "string", "nullable": True}, {"type": "string"}]},
        ["a"],
        [None],
        id="one-part-that-is-not-nullable-refuses-null",
    ),
    pytest.param("2.0", {"type": "string", "x-nullable": True}, ["a", None], [1], id="x-nullable-2.0"),
    pytest.param("2.0", {"type": "string", "nullable": True}, ["a"], [None], id="nullable-is-no-keyword-of-2.0"),
    pytest.param("3.1.0", {"type": "string", "nullable": True}, ["a"], [None], id="nullable-is-no-keyword-of-3.1"),
    pytest.param("3.1.0", {"type": ["string", "null"]}, ["a", None], [1], id="type-list"),
    pytest.param("3.0.3", {"minimum": 1, "exclusiveMinimum": True}, [2, "a"], [1], id="exclusive-minimum"),
    pytest.param("3.0.3", {"minimum": 1, "exclusiveMinimum": False}, [1], [0], id="inclusive-minimum"),
    pytest.param("3.0.3", {"maximum": 1, "exclusiveMaximum": True}, [0], [1], id="exclusive-maximum"),
    pytest.param("3.0.3", {"exclusiveMaximum": True}, [0, 1e9], [], id="exclusive-without-a-bound"),
    pytest.param("2.0", {"maximum": 1, "exclusiveMaximum": True}, [0], [1], id="exclusive-maximum-2.0"),
    pytest.param("3.1.0", {"exclusiveMaximum": 1}, [0], [1], id="exclusive-number"),
    pytest.param("2.0", {"type": "file"}, ["bytes\xff"], [1], id="file"),
    pytest.param("3.0.3", {"type": "string", "format": "byte"}, ["YQ==", ""], ["@", "YQ"], id="byte"),
    pytest.param("3.0.3", {"type": "string", "format": "binary"}, ["\x00\xff"], [1], id="binary"),
    pytest.param("3.0.3", {"type": "integer", "format": "int32"}, [2**31 - 1], [2**31, -(2**31) - 1], id="int32"),
    pytest.param("3.0.3", {"type": "integer", "format": "int64"}, [2**63 - 1], [2**63, -(2**63) - 1], id="int64"),
    pytest.param("3.0.3", {"type": "integer", "format": "int32", "minimum": 5}, [5], [4, 2**31], id="int32-minimum"),
    pytest.param("3.0.3", {"type": "string", "format": "int64"}, ["9"], [9], id="int64-in-a-string"),
    pytest.param(
        "3.0.3",
        {"It": {"$ref": "#/components/schemas/A", "maxLength": 1}, "A": {"type": "string"}},
        ["abc"],
        [1],
        id="siblings-of-ref-are-ignored-in-3.0",
    ),
    pytest.param(
        "3.1.0",
        {"It": {"$ref": "#/components/schemas/A", "maxLength": 1}, "A": {"type": "string"}},
        ["a"],
        ["abc", 1],
        id="siblings-of-ref-count-in-3.1",
    ),
    pytest.param("3.0.3", {"properties": {"$ref": {"type": "string"}}}, [{"$ref": "a"}], [{"$ref": 1}], id="ref-name"),
    pytest.param("3.1.0", {"items": [{"type": "string"}]}, [["a", 1]], [[1]], id="items-list-in-3.1-is-understood"),
]

OLD = "http://json-schema.org/draft-07/schema#"
DECLARED = [
    pytest.param(
        {"$schema": OLD, "items": [{"type": "string"}], "additionalItems": False}, [["a"]], [["a", 1]], id="items-list"
    ),
    pytest.param({"$schema": OLD, "additionalItems": False}, [[1]], [], id="additionalItems-alone"),
    pytest.param(
        {"$schema": OLD, "dependencies": {"a": ["b"], "c": {"minProperties": 3}}},
        [{"a": 1, "b": 1}, {"b": 1}],
        [{"a": 1}, {"c": 1}],
        id="dependencies",
    ),
    pytest.param({"$schema": OLD, "if": {"type": "string"}, "then": {"minLength": 2}}, ["ab", 1], ["a"], id="if"),
    pytest.param(
        {"$schema": "http://json-schema.org/draft-04/schema#", "const": 1, "minimum": 0, "exclusiveMinimum": True},
        [2],
        [0],
        id="draft-04-knows-no-const",
    ),
    pytest.param(
        {
            "$schema": "https://json-schema.org/draft/2019-09/schema",
            "$id": "https://example.com/tree",
            "$recursiveAnchor": True,
            "properties": {"child": {"$recursiveRef": "#"}, "name": {"type": "string"}},
        },
        [{"child": {"child": {"name": "a"}}}],
        [{"child": {"child": {"name": 1}}}],
        id="recursiveRef",
    ),
    pytest.param({"$schema": "https://example.com/mine", "const": 1}, [1], [2], id="unknown-is-2020-12"),
]


@pytest.mark.parametrize(("version", "schema", "valid", "invalid"), ROWS)
def test_a_dialect_means_what_its_specification_says(
    version: str, schema: Any, valid: list[Any], invalid: list[Any], bundle_of: Any
) -> None:
    validator = bundle_of(schema, version).validator
    assert [value for value in valid if not validator.is_valid(value)] == []
    assert [value for value in invalid if validator.is_valid(value)] == []
    assert all(validator.explain(value, "body") for value in invalid)


@pytest.mark.parametrize(("schema", "valid", "invalid"), DECLARED)
def test_a_schema_may_declare_an_older_draft(schema: Any, valid: list[Any], invalid: list[Any], bundle_of: Any) -> None:
    validator = bundle_of(schema).validator
    assert [value for value in valid if not validator.is_valid(value)] == []
    assert [value for value in invalid if validator.is_valid(value)] == []


@pytest.mark.parametrize("listed", [{"type": "string", "enum": ["a"]}, {"enum": ["a"]}])
@pytest.mark.parametrize(("version", "keyword"), [("3.0.3", "nullable"), ("2.0", "x-nullable")])
def test_null_outside_of_a_list_of_values_is_taken_and_not_sent(
    listed: Any, version: str, keyword: str, bundle_of: Any
) -> None:
    """OAS 3.0.3 4.7.24 and proposal 2019-10-31: null must be in `enum` explicitly."""
    for direction, values in (("request", ["a", None]), ("response", ["a"])):
        valid = bundle_of({**listed, keyword: True}, version, direction).validator.is_valid
        assert [value for value in ("a", None, "b") if valid(value)] == values
        valid = bundle_of({**listed, "enum": ["a", None], keyword: True}, version, direction).validator.is_valid
        assert [value for value in ("a", None, "b") if valid(value)] == ["a", None]


def test_null_that_only_authors_mean_is_marked(bundle_of: Any) -> None:
    assert bundle_of({"type": "string", "enum": ["a"], "nullable": True}, "3.0.3", "request").schema == {
        "type": ["string", "null"],
        "enum": ["a", None],
        "x-implied-null": True,
    }
    assert "x-implied-null" not in bundle_of({"type": "string", "nullable": True}, "3.0.3").schema


def test_descriptions_stay_outside_of_the_wrapper_for_null(bundle_of: Any) -> None:
    bundle = bundle_of(
        {
            "It": {
                "nullable": True,
                "description": "d",
                "example": "e",
                "allOf": [{"$ref": "#/components/schemas/Name"}],
            },
            "Name": {"type": "string"},
        },
        "3.0.3",
    )
    assert bundle.schema == {
        "description": "d",
        "example": "e",
        "anyOf": [{"allOf": [{"$ref": "#/$defs/Name"}]}, {"type": "null"}],
        "x-implied-null": True,
        "$defs": {"Name": {"type": "string"}},
    }


def test_the_dialect_of_a_document_may_be_an_older_draft(describe: Any, tmp_path: Any) -> None:
    import json

    from mockserver.document import load
    from mockserver.schema import Schemas

    description = {
        "openapi": "3.1.0",
        "jsonSchemaDialect": OLD,
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": {"It": {"items": [{"type": "string"}], "dependentRequired": {"a": ["b"]}}}},
    }
    (tmp_path / "openapi.json").write_text(json.dumps(description), encoding="utf-8")
    document = load(tmp_path / "openapi.json")
    bundle = Schemas(document).bundle(document.root / "components" / "schemas" / "It", "request")
    assert bundle.schema == {"prefixItems": [{"type": "string"}]}


def test_places_of_renamed_keywords_are_the_authors(bundle_of: Any) -> None:
    bundle = bundle_of(
        {
            "type": "integer",
            "format": "int32",
            "minimum": 1,
            "exclusiveMinimum": True,
            "dependencies": {"a": ["b"]},
            "items": [{"type": "string"}],
            "additionalItems": {"type": "integer"},
        },
        "3.0.3",
    )
    root = "/components/schemas/It"
    assert bundle.place("/exclusiveMinimum").pointer == f"{root}/minimum"
    assert bundle.place("/maximum").pointer == f"{root}/format"
    assert bundle.place("/dependentRequired").pointer == f"{root}/dependencies"
    assert bundle.place("/prefixItems/0/type").pointer == f"{root}/items/0/type"
    assert bundle.place("/items/type").pointer == f"{root}/additionalItems/type"
    assert bundle.place("/type").line == bundle.place("").line + 1


def test_the_place_of_a_wrapped_nullable_is_inside_the_wrapper(bundle_of: Any) -> None:
    bundle = bundle_of({"nullable": True, "allOf": [{"type": "string"}]}, "3.0.3")
    assert bundle.place("/anyOf/0/allOf/0/type").pointer == "/components/schemas/It/allOf/0/type"
    assert bundle.place("/anyOf/1/type").pointer == "/components/schemas/It/nullable"
