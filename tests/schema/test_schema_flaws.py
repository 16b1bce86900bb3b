"""What strangers write wrong is left out with a warning at its place; the rest of the schema still holds."""

from __future__ import annotations

from typing import Any

import pytest

ROWS = [
    pytest.param(
        {"required": True}, "required", "required must be a list of property names, got boolean true", id="required"
    ),
    pytest.param(
        {"required": [1]}, "required", "required must be a list of property names, got array of 1 item", id="names"
    ),
    pytest.param(
        {"type": "any"},
        "type",
        "type must be one of the seven JSON types, or a list of them, got string 'any'",
        id="type-any",
    ),
    pytest.param(
        {"type": None}, "type", "type must be one of the seven JSON types, or a list of them, got null", id="type-null"
    ),
    pytest.param({"enum": "a"}, "enum", "enum must be a list of values, got string 'a'", id="enum"),
    pytest.param({"maximum": "10"}, "maximum", "maximum must be a number, got string '10'", id="maximum"),
    pytest.param(
        {"exclusiveMinimum": "1"},
        "exclusiveMinimum",
        "exclusiveMinimum must be a number, got string '1'",
        id="exclusive",
    ),
    pytest.param(
        {"minLength": -1}, "minLength", "minLength must be a non-negative integer, got integer -1", id="length"
    ),
    pytest.param({"minItems": 1.5}, "minItems", "minItems must be a non-negative integer, got number 1.5", id="items"),
    pytest.param(
        {"multipleOf": 0}, "multipleOf", "multipleOf must be a number above 0, got integer 0", id="multipleOf"
    ),
    pytest.param(
        {"uniqueItems": "true"}, "uniqueItems", "uniqueItems must be true or false, got string 'true'", id="unique"
    ),
    pytest.param(
        {"properties": None}, "properties", "properties must be an object of schemas, got null", id="properties"
    ),
    pytest.param({"items": "string"}, "items", "items must be a schema, got string 'string'", id="items-string"),
    pytest.param({"allOf": {}}, "allOf", "allOf must be a list of schemas, got empty object", id="allOf"),
    pytest.param({"anyOf": []}, "anyOf", "anyOf must be a list of schemas, got array of 0 items", id="empty-anyOf"),
    pytest.param(
        {"additionalProperties": "false"},
        "additionalProperties",
        "additionalProperties must be a schema, got string 'false'",
        id="additional",
    ),
    pytest.param({"format": 1}, "format", "format must be a string, got integer 1", id="format"),
    pytest.param(
        {"discriminator": {}},
        "discriminator",
        "discriminator must be an object with a propertyName, got empty object",
        id="discriminator",
    ),
    pytest.param({"$ref": 1}, "$ref", "$ref must be a URI reference, got integer 1", id="ref-number"),
    pytest.param({"dependencies": 1}, "dependencies", "dependencies must be an object", id="dependencies"),
    pytest.param(
        {"pattern": "("}, "pattern", "pattern '(' cannot be read as an ECMA-262 regular expression", id="pattern"
    ),
    pytest.param({"not": None}, "not", "not must be a schema, got null", id="not"),
]


@pytest.mark.parametrize(("schema", "keyword", "message"), ROWS)
def test_a_keyword_that_means_nothing_is_left_out(schema: Any, keyword: str, message: str, bundle_of: Any) -> None:
    bundle = bundle_of({**schema, "maxProperties": 1})
    assert bundle.schema == {"maxProperties": 1}
    assert not bundle.validator.is_valid({"a": 1, "b": 2})
    (warning,) = bundle.warnings
    ending = "it is not checked" if keyword == "pattern" else "it is ignored"
    assert warning.message == f"{message}: {ending}"
    assert warning.severity == "warning"
    assert warning.place.pointer == f"/components/schemas/It/{keyword}"
    assert warning.place.line > 0


def test_the_sound_part_of_a_list_of_types_counts(bundle_of: Any) -> None:
    bundle = bundle_of({"type": ["string", "nulll"]})
    assert bundle.schema == {"type": ["string"]}
    assert [each.message for each in bundle.warnings] == [
        "type must be one of the seven JSON types, or a list of them: read as 'string'"
    ]


def test_repeated_names_are_no_reason_to_refuse_the_schema(bundle_of: Any) -> None:
    assert not bundle_of({"required": ["a", "a"]}).validator.is_valid({})


def test_what_is_no_schema_accepts_anything(bundle_of: Any) -> None:
    bundle = bundle_of({"properties": {"type": "object", "name": {"type": "string"}}})
    assert bundle.schema == {"properties": {"type": True, "name": {"type": "string"}}}
    assert [(each.code, each.place.pointer) for each in bundle.warnings] == [
        ("UNSOUND_SCHEMA", "/components/schemas/It/properties/type")
    ]


def test_a_reference_to_nothing_is_left_out(bundle_of: Any) -> None:
    bundle = bundle_of({"properties": {"a": {"$ref": "#/components/schemas/Nmae"}}, "required": ["a"]})
    assert bundle.validator.is_valid({"a": 1})
    assert not bundle.validator.is_valid({})
    (warning,) = bundle.warnings
    assert warning.code == "REF_UNRESOLVED"
    assert warning.place.pointer == "/components/schemas/It/properties/a/$ref"


@pytest.mark.parametrize(
    "ref", ["https://example.com/schema.json", "file:///etc/passwd", "../outside.json", "ftp://x/y"]
)
def test_a_reference_that_must_not_be_followed_is_left_out(ref: str, bundle_of: Any) -> None:
    bundle = bundle_of({"$ref": ref})
    assert bundle.schema == {}
    assert [each.severity for each in bundle.warnings] == ["warning"]
    assert bundle.validator.is_valid(1)


def test_an_unreadable_pattern_leaves_open_what_is_additional(bundle_of: Any) -> None:
    bundle = bundle_of({"patternProperties": {"(": {}, "^a": {"type": "string"}}, "additionalProperties": False})
    assert bundle.schema == {"patternProperties": {"^a": {"type": "string"}}}
    assert [each.code for each in bundle.warnings] == ["UNREADABLE_PATTERN"]


def test_annotations_of_any_kind_do_no_harm(bundle_of: Any) -> None:
    bundle = bundle_of(
        {
            "type": "string",
            "example": {"$ref": "#/nowhere", "$id": "::"},
            "default": {"$anchor": 3},
            "x-internal": {"$ref": 1, "type": "any"},
            "xml": {"name": "n"},
            "externalDocs": {"url": 3},
        }
    )
    assert bundle.warnings == ()
    assert bundle.validator.is_valid("a")
    assert not bundle.validator.is_valid(1)


@pytest.mark.parametrize("schema", [None, 3, "string", []])
def test_a_component_that_is_no_schema_accepts_anything(schema: Any, bundle_of: Any) -> None:
    bundle = bundle_of({"It": schema})
    assert bundle.schema is True
    assert bundle.validator.is_valid({"a": 1})
    assert bundle.coerce("1") == "1"
    assert [each.code for each in bundle.warnings] == ["UNSOUND_SCHEMA"]


def test_a_schema_that_no_engine_reads_accepts_everything_and_says_so(describe: Any) -> None:
    """Half of a surrogate pair cannot be handed to the engine; JSON with one can be written, though."""
    from mockserver.schema import Schemas

    document = describe({"It": {"type": "integer"}})
    node = document.root / "components" / "schemas" / "It"
    node.value["const"] = "\ud800"
    bundle = Schemas(document).bundle(node, "request")
    assert bundle.validator.is_valid("anything")
    assert [each.code for each in bundle.warnings] == ["UNREADABLE_SCHEMA"]
