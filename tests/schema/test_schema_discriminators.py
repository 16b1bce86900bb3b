"""Discriminators: every name that OAS implies, and the refusals of the schema that is named."""

from __future__ import annotations

from typing import Any

import pytest

COMPONENTS = "#/components/schemas"
CAT = {"type": "object", "required": ["kind", "meow"], "properties": {"kind": {"type": "string"}}}
DOG = {"type": "object", "required": ["kind", "bark"], "properties": {"kind": {"type": "string"}}}
PET = {
    "oneOf": [{"$ref": f"{COMPONENTS}/Cat"}, {"$ref": f"{COMPONENTS}/Dog"}],
    "discriminator": {"propertyName": "kind"},
}


def mapping(bundle: Any, *path: str) -> Any:
    here = bundle.schema
    for key in path:
        here = here[key]
    return here["discriminator"]["mapping"]


def test_alternatives_go_by_their_components_name(bundle_of: Any) -> None:
    bundle = bundle_of({"It": PET, "Cat": CAT, "Dog": DOG})
    assert mapping(bundle) == {"Cat": "#/$defs/Cat", "Dog": "#/$defs/Dog"}


@pytest.mark.parametrize("target", ["Cat", f"{COMPONENTS}/Cat", "openapi.json#/components/schemas/Cat"])
def test_a_mapping_names_a_component_or_refers_to_it(target: str, bundle_of: Any) -> None:
    pet = {**PET, "discriminator": {"propertyName": "kind", "mapping": {"cat": target}}}
    bundle = bundle_of({"It": pet, "Cat": CAT, "Dog": DOG})
    assert mapping(bundle) == {"cat": "#/$defs/Cat", "Dog": "#/$defs/Dog"}


def test_a_mapping_that_leads_nowhere_is_reported_and_left_out(bundle_of: Any) -> None:
    pet = {**PET, "discriminator": {"propertyName": "kind", "mapping": {"cow": "Cow"}}}
    bundle = bundle_of({"It": pet, "Cat": CAT, "Dog": DOG})
    assert mapping(bundle) == {"Cat": "#/$defs/Cat", "Dog": "#/$defs/Dog"}
    assert [(each.code, each.message) for each in bundle.warnings] == [
        ("REF_UNRESOLVED", "the mapping of 'cow' leads to nothing: it is ignored")
    ]


def test_without_alternatives_what_extends_the_schema_is_meant(bundle_of: Any) -> None:
    schemas = {
        "It": {"required": ["kind"], "properties": {"kind": {}}, "discriminator": {"propertyName": "kind"}},
        "Cat": {"allOf": [{"$ref": f"{COMPONENTS}/It"}, {"properties": {"meow": {}}}]},
        "Lion": {"allOf": [{"$ref": f"{COMPONENTS}/Cat"}]},
        "Other": {"properties": {"pet": {"$ref": f"{COMPONENTS}/It"}}},
    }
    bundle = bundle_of(schemas)
    assert mapping(bundle) == {"It": "#/$defs/It", "Cat": "#/$defs/Cat", "Lion": "#/$defs/Lion"}
    assert mapping(
        bundle_of({**schemas, "Root": {"$ref": f"{COMPONENTS}/Lion"}}, name="Root"), "$defs", "It"
    ).keys() == {
        "It",
        "Cat",
        "Lion",
    }


def test_a_discriminator_of_2_0_is_a_string(bundle_of: Any) -> None:
    bundle = bundle_of(
        {
            "It": {"required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": "kind"},
            "Cat": {"allOf": [{"$ref": "#/definitions/It"}]},
        },
        "2.0",
    )
    assert bundle.schema["discriminator"] == {
        "propertyName": "kind",
        "mapping": {"It": "#/$defs/It", "Cat": "#/$defs/Cat"},
    }


EXPLAINED = [
    pytest.param({"kind": "Cat"}, "", "required", "must have property 'meow'", id="the-named-schema"),
    pytest.param({"kind": "Cow"}, "/kind", "discriminator", "must be one of 'Cat' or 'Dog', got 'Cow'", id="unknown"),
    pytest.param({"kind": 3}, "/kind", "discriminator", "must be one of 'Cat' or 'Dog', got 3", id="no-name"),
    pytest.param(
        {"kind": {}}, "/kind", "discriminator", "must be one of 'Cat' or 'Dog', got empty object", id="no-text"
    ),
    pytest.param({}, "", "required", "must have property 'kind'", id="missing"),
    pytest.param("x", "", "oneOf", "must be object, got string 'x'", id="no-object"),
    pytest.param(
        {"kind": "Cat", "meow": 1, "bark": 1},
        "",
        "oneOf",
        "must match exactly one alternative, matches 2: 1, 2; kind 'Cat' names Cat, but Dog accepts it too: "
        "a discriminator alone refuses nothing, an enum or const of 'kind' in Dog would",
        id="both",
    ),
]


@pytest.mark.parametrize(("value", "pointer", "code", "message"), EXPLAINED)
def test_the_named_alternative_is_explained(value: Any, pointer: str, code: str, message: str, bundle_of: Any) -> None:
    bundle = bundle_of({"It": PET, "Cat": CAT, "Dog": DOG})
    violations = bundle.validator.explain(value, "body")
    assert [(each.pointer, each.code, each.message) for each in violations] == [(pointer, code, message)]


SEVERAL = [
    pytest.param(
        {"kind": "Cat", "name": "Tom", "lives": 9},
        "",
        "oneOf",
        "must match exactly one alternative, matches 3: 1, 2, 3; kind 'Cat' names Cat, but Dog and Cow accept it too: "
        "a discriminator alone refuses nothing, an enum or const of 'kind' in each of them would",
        id="the-named-one-too",
    ),
    pytest.param({"kind": "Cat"}, "", "required", "must have property 'lives'", id="the-named-one-does-not"),
    pytest.param(
        {"kind": "Bat", "lives": 9},
        "/kind",
        "discriminator",
        "must be one of 'Cat', 'Dog' or 'Cow', got 'Bat'",
        id="none",
    ),
    pytest.param({"lives": 9, "name": "Tom"}, "", "required", "must have property 'kind'", id="none-said"),
]


@pytest.mark.parametrize(("value", "pointer", "code", "message"), SEVERAL)
def test_where_several_alternatives_hold_the_named_one_is_told(
    value: Any, pointer: str, code: str, message: str, bundle_of: Any
) -> None:
    kind = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
    pet = {
        "oneOf": [{"$ref": f"{COMPONENTS}/{name}"} for name in ("Cat", "Dog", "Cow")],
        "discriminator": {"propertyName": "kind"},
    }
    bundle = bundle_of({"It": pet, "Cat": {**kind, "required": ["kind", "lives"]}, "Dog": kind, "Cow": kind})
    violations = bundle.validator.explain(value, "body")
    assert [(each.pointer, each.code, each.message) for each in violations] == [(pointer, code, message)]


def test_a_property_that_base_and_alternatives_require_is_missing_once(bundle_of: Any) -> None:
    bundle = bundle_of({"It": {**PET, "required": ["kind"]}, "Cat": CAT, "Dog": DOG})
    violations = bundle.validator.explain({}, "body")
    assert [(each.pointer, each.code, each.message) for each in violations] == [
        ("", "required", "must have property 'kind'")
    ]


def test_a_discriminator_changes_no_verdict(bundle_of: Any) -> None:
    """The value names no alternative, but JSON Schema accepts it: so do we."""
    bundle = bundle_of({"It": PET, "Cat": CAT, "Dog": DOG})
    assert bundle.validator.is_valid({"kind": "Cow", "meow": 1})
    assert bundle.validator.explain({"kind": "Cow", "meow": 1}, "body") == ()


def test_a_schema_that_a_thousand_others_extend_takes_in_some_of_them(bundle_of: Any) -> None:
    kinds = {
        f"Kind{number}": {
            "allOf": [{"$ref": f"{COMPONENTS}/It"}],
            "properties": {"related": {"$ref": f"{COMPONENTS}/Kind{number + 1}"}} if number % 10 else {},
        }
        for number in range(1, 1001)
    }
    bundle = bundle_of({"It": {"properties": {"kind": {}}, "discriminator": {"propertyName": "kind"}}, **kinds})
    mapped = {ref.removeprefix("#/$defs/") for ref in mapping(bundle).values()}
    assert 200 < len(bundle.schema["$defs"]) < 300
    assert mapped <= bundle.schema["$defs"].keys()
    assert mapping(bundle, "$defs", "It") == mapping(bundle)
    assert bundle.validator.is_valid({"kind": "Kind999"})
