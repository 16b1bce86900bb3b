"""A bundle holds what a schema reaches and nothing else: self-contained, named, each part at its author's place."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.schema import Schemas

COMPONENTS = "#/components/schemas"


def test_only_what_is_reachable_is_bundled_under_its_components_name(bundle_of: Any) -> None:
    bundle = bundle_of(
        {
            "It": {"properties": {"pet": {"$ref": f"{COMPONENTS}/Pet"}}},
            "Pet": {"properties": {"tag": {"$ref": f"{COMPONENTS}/Tag"}}},
            "Tag": {"type": "string"},
            "Unused": {"type": "integer"},
        }
    )
    assert bundle.schema == {
        "properties": {"pet": {"$ref": "#/$defs/Pet"}},
        "$defs": {"Pet": {"properties": {"tag": {"$ref": "#/$defs/Tag"}}}, "Tag": {"type": "string"}},
    }
    assert bundle.name == "It"


def test_a_cycle_is_one_entry(bundle_of: Any) -> None:
    bundle = bundle_of({"type": "object", "properties": {"next": {"$ref": f"{COMPONENTS}/It"}}})
    assert bundle.schema["$defs"] == {"It": {"type": "object", "properties": {"next": {"$ref": "#/$defs/It"}}}}
    assert not bundle.validator.is_valid({"next": {"next": 1}})


def test_a_schema_that_only_refers_to_itself_says_nothing(bundle_of: Any) -> None:
    bundle = bundle_of({"$ref": f"{COMPONENTS}/It"})
    assert bundle.validator.is_valid(1)
    assert bundle.validator.explain(1, "body") == ()


def test_references_lead_through_files(bundle_of: Any) -> None:
    bundle = bundle_of(
        {"It": {"items": {"$ref": "schemas/pet.json"}}},
        files={
            "schemas/pet.json": {"properties": {"tag": {"$ref": "common.json#/$defs/Tag"}}},
            "schemas/common.json": {"$defs": {"Tag": {"type": "string"}}},
        },
    )
    assert bundle.schema == {
        "items": {"$ref": "#/$defs/pet"},
        "$defs": {"pet": {"properties": {"tag": {"$ref": "#/$defs/Tag"}}}, "Tag": {"type": "string"}},
    }
    place = bundle.place("/$defs/Tag/type")
    assert (place.file.rpartition("/")[2], place.pointer, place.line) == ("common.json", "/$defs/Tag/type", 4)


def test_two_schemas_of_one_name_keep_apart(bundle_of: Any) -> None:
    bundle = bundle_of(
        {
            "It": {"prefixItems": [{"$ref": f"{COMPONENTS}/Tag"}, {"$ref": "other.json#/$defs/Tag"}]},
            "Tag": {"type": "string"},
        },
        files={"other.json": {"$defs": {"Tag": {"type": "integer"}}}},
    )
    assert bundle.schema["$defs"] == {"Tag": {"type": "string"}, "Tag-2": {"type": "integer"}}


@pytest.mark.parametrize("name", ["Foo«Bar»", "a/b", "List[Pet]", "100%", "naïve name"])
def test_any_name_of_2_0_can_be_referred_to(name: str, bundle_of: Any) -> None:
    from mockserver.document.pointer import escape

    bundle = bundle_of({"It": {"$ref": f"#/definitions/{escape(name)}"}, name: {"type": "string"}}, "2.0")
    assert bundle.validator.is_valid("a")
    assert [each.code for each in bundle.validator.explain(1, "body")] == ["type"]


def test_the_same_schema_is_bundled_once(describe: Any) -> None:
    document = describe({"It": {"type": "string"}})
    schemas = Schemas(document)
    node = document.root / "components" / "schemas" / "It"
    assert schemas.bundle(node, "request") is schemas.bundle(node, "request")
    assert schemas.bundle(node, "request") is not schemas.bundle(node, "response")


def test_an_entry_is_shared_by_all_bundles_of_a_document(describe: Any) -> None:
    document = describe({"A": {"$ref": f"{COMPONENTS}/C"}, "B": {"$ref": f"{COMPONENTS}/C"}, "C": {"type": "string"}})
    schemas = Schemas(document)
    first, second = (schemas.bundle(document.root / "components" / "schemas" / name, "request") for name in "AB")
    assert first.schema["$defs"]["C"] is second.schema["$defs"]["C"]


@pytest.mark.parametrize(
    ("schemas", "expected"),
    [
        pytest.param({"It": {"title": "A thing"}}, "It", id="component"),
        pytest.param({"It": {"$ref": f"{COMPONENTS}/Pet"}, "Pet": {}}, "Pet", id="reference"),
    ],
)
def test_a_bundle_has_the_name_of_its_component(schemas: Any, expected: str, bundle_of: Any) -> None:
    assert bundle_of(schemas).name == expected


def test_a_schema_inside_another_has_its_title_for_a_name(describe: Any) -> None:
    document = describe({"It": {"properties": {"a": {"title": "Age"}, "b": {}}}})
    properties = document.root / "components" / "schemas" / "It" / "properties"
    names = [Schemas(document).bundle(properties / name, "request").name for name in "ab"]
    assert names == ["Age", ""]


class TestIdentifiers:
    """`$id`, `$anchor` and `$dynamicRef` beyond what the official suite asks."""

    def test_an_absolute_uri_reaches_an_embedded_resource(self, bundle_of: Any) -> None:
        bundle = bundle_of(
            {
                "It": {"$ref": "https://example.com/schemas/pet#/$defs/Name"},
                "Pet": {"$id": "https://example.com/schemas/pet", "$defs": {"Name": {"type": "string"}}},
            }
        )
        assert bundle.schema == {"$ref": "#/$defs/Name", "$defs": {"Name": {"type": "string"}}}

    def test_a_pointer_that_only_the_file_has_is_taken_as_meant(self, bundle_of: Any) -> None:
        bundle = bundle_of(
            {
                "It": {"$id": "https://example.com/it", "$ref": f"{COMPONENTS}/Name"},
                "Name": {"type": "string"},
            }
        )
        assert bundle.schema == {"$ref": "#/$defs/Name", "$defs": {"Name": {"type": "string"}}}
        assert bundle.warnings == ()

    def test_a_dynamic_reference_becomes_a_plain_one_per_scope(self, bundle_of: Any) -> None:
        """A generic list, as the OAS 3.1 examples write it; components without `$id` each keep their own anchors."""
        bundle = bundle_of(
            {
                "It": {
                    "properties": {"a": {"$ref": f"{COMPONENTS}/Names"}, "b": {"$ref": f"{COMPONENTS}/Numbers"}},
                },
                "Names": {"$ref": f"{COMPONENTS}/Page", "$defs": {"T": {"$dynamicAnchor": "T", "type": "string"}}},
                "Numbers": {"$ref": f"{COMPONENTS}/Page", "$defs": {"T": {"$dynamicAnchor": "T", "type": "number"}}},
                "Page": {"items": {"$dynamicRef": "#T"}, "$defs": {"T": {"$dynamicAnchor": "T", "not": {}}}},
            }
        )
        assert bundle.validator.is_valid({"a": ["x"], "b": [1]})
        assert [each.pointer for each in bundle.validator.explain({"a": [1], "b": ["x"]}, "body")] == ["/a/0", "/b/0"]
        assert "$dynamicRef" not in str(bundle.schema)

    def test_nothing_that_names_a_place_is_left(self, bundle_of: Any) -> None:
        bundle = bundle_of({"$id": "https://example.com/it", "$anchor": "a", "$defs": {"b": {}}, "$comment": "c"})
        assert bundle.schema == {"$comment": "c"}


class TestDirections:
    """Who need not send what (OAS 3.1 section 4.8.24.2)."""

    ROWS = (
        pytest.param(
            {"required": ["id", "name"], "properties": {"id": {"readOnly": True}, "name": {}}}, {}, id="beside"
        ),
        pytest.param(
            {"required": ["id", "name"], "properties": {"id": {"$ref": f"{COMPONENTS}/Id"}}},
            {"Id": {"type": "string", "readOnly": True}},
            id="behind-a-reference",
        ),
        pytest.param(
            {"required": ["id", "name"], "properties": {"id": {"allOf": [{"$ref": f"{COMPONENTS}/Id"}]}}},
            {"Id": {"type": "string", "readOnly": True}},
            id="in-allOf-of-the-property",
        ),
        pytest.param(
            {"allOf": [{"properties": {"id": {"readOnly": True}}}, {"required": ["id", "name"]}]},
            {},
            id="in-another-part-of-allOf",
        ),
        pytest.param(
            {"required": ["id", "name"], "allOf": [{"$ref": f"{COMPONENTS}/Base"}]},
            {"Base": {"properties": {"id": {"readOnly": True}}}},
            id="required-outside-flag-behind-a-reference",
        ),
        pytest.param(
            {"properties": {"id": {"readOnly": True}}, "allOf": [{"$ref": f"{COMPONENTS}/Base"}]},
            {"Base": {"required": ["id", "name"], "properties": {"id": {}}}},
            id="flag-outside-required-behind-a-reference",
        ),
        pytest.param(
            {
                "required": ["id", "name"],
                "oneOf": [
                    {"properties": {"id": {"readOnly": True}}},
                    {"properties": {"other": {"type": "null"}}, "required": ["other"]},
                ],
            },
            {},
            id="in-an-alternative",
        ),
        pytest.param(
            {
                "properties": {"id": {"readOnly": True}},
                "if": {"required": ["id"]},
                "then": {},
                "else": {"required": ["id", "name"]},
            },
            {},
            id="in-else",
        ),
        pytest.param(
            {"$ref": f"{COMPONENTS}/Base"},
            {"Base": {"required": ["id", "name"], "properties": {"id": {"readOnly": True}}}},
            id="wholly-behind-a-reference",
        ),
    )

    @pytest.mark.parametrize(("schema", "others"), ROWS)
    def test_a_request_need_not_hold_what_is_read_only(self, schema: Any, others: Any, bundle_of: Any) -> None:
        request = bundle_of({"It": schema, **others}, direction="request").validator
        assert request.is_valid({"name": "n"})
        assert not request.is_valid({}), "what is not flagged stays required"
        assert request.is_valid({"name": "n", "id": "sent all the same"})
        response = bundle_of({"It": schema, **others}, direction="response").validator
        assert not response.is_valid({"name": "n"})

    def test_a_response_need_not_hold_what_is_write_only(self, bundle_of: Any) -> None:
        schema = {"required": ["password"], "properties": {"password": {"writeOnly": True}}}
        assert bundle_of(schema, direction="response").validator.is_valid({})
        assert not bundle_of(schema, direction="request").validator.is_valid({})

    def test_a_shared_schema_still_requires_it_elsewhere(self, bundle_of: Any) -> None:
        bundle = bundle_of(
            {
                "It": {
                    "properties": {
                        "a": {"allOf": [{"$ref": f"{COMPONENTS}/Base"}], "properties": {"id": {"readOnly": True}}},
                        "b": {"$ref": f"{COMPONENTS}/Base"},
                    }
                },
                "Base": {"required": ["id"], "properties": {"id": {}}},
            },
            direction="request",
        )
        assert sorted(bundle.schema["$defs"]) == ["Base", "Base-2"]
        assert [each.pointer for each in bundle.validator.explain({"a": {}, "b": {}}, "body")] == ["/b"]

    def test_one_alternative_does_not_excuse_from_another(self, bundle_of: Any) -> None:
        schema = {
            "oneOf": [
                {"properties": {"kind": {"const": "a"}, "id": {"readOnly": True}}, "required": ["kind", "id"]},
                {"properties": {"kind": {"const": "b"}, "id": {}}, "required": ["kind", "id"]},
            ]
        }
        request = bundle_of(schema, direction="request").validator
        assert request.is_valid({"kind": "a"})
        assert not request.is_valid({"kind": "b"})

    def test_conditions_stay_as_they_are(self, bundle_of: Any) -> None:
        schema = {
            "properties": {"id": {"readOnly": True}},
            "if": {"required": ["id"]},
            "then": {"required": ["name"]},
            "not": {"required": ["id", "bad"]},
        }
        request = bundle_of(schema, direction="request").validator
        assert request.is_valid({})
        assert not request.is_valid({"id": 1})
        assert not request.is_valid({"id": 1, "name": 1, "bad": 1})

    def test_a_flag_beside_a_reference_counts_as_the_dialect_says(self, bundle_of: Any) -> None:
        schemas = {
            "It": {"required": ["id"], "properties": {"id": {"$ref": f"{COMPONENTS}/Id", "readOnly": True}}},
            "Id": {"type": "string"},
        }
        assert not bundle_of(schemas, "3.0.3", "request").validator.is_valid({})
        assert bundle_of(schemas, "3.1.0", "request").validator.is_valid({})
