"""openapi.yaml is an OpenAPI 3.1 document by the OpenAPI Initiative's own schema.

oas-3.1-schema.json is https://spec.openapis.org/oas/3.1/schema/2022-10-07, unchanged; Apache License 2.0.
"""

import json
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest


@pytest.fixture(scope="module")
def official() -> jsonschema_rs.Draft202012Validator:
    schema = json.loads((Path(__file__).parent / "oas-3.1-schema.json").read_bytes())
    return jsonschema_rs.Draft202012Validator(schema)


def test_the_official_schema_accepts_the_description(official, described):
    assert [f"{error.instance_path}: {error.message}" for error in official.iter_errors(described)] == []


@pytest.mark.parametrize(
    "broken", [{"info": {"title": "no version"}}, {"openapi": "3.0.3"}, {"paths": {"no-slash": {}}}]
)
def test_the_official_schema_refuses_a_broken_description(official, described, broken):
    assert not official.is_valid({**described, **broken})


def test_every_schema_is_a_json_schema_of_2020_12(described):
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_component_is_used(described):
    text = json.dumps(described)
    unused = [
        f"{kind}/{name}"
        for kind in ("schemas", "parameters", "responses")
        for name in described["components"][kind]
        if f'"#/components/{kind}/{name}"' not in text
    ]
    assert unused == []


def test_every_tag_is_declared_and_described(described, operations):
    declared = {tag["name"]: tag["description"] for tag in described["tags"]}
    used = {tag for operation in operations.values() for tag in operation["tags"]}
    assert all(declared.values())
    assert set(declared) - used == {"Knowledge Base"}
    assert used <= set(declared)


def test_every_operation_is_explained(operations):
    for operation in operations.values():
        assert operation["summary"]
        assert operation["description"].endswith(".")
        assert all(response["description"] for response in operation["responses"].values())
        assert all(parameter["description"] for parameter in operation["parameters"])


def test_every_link_leads_to_an_operation_and_its_parameters(operations):
    links = [
        link
        for operation in operations.values()
        for response in operation["responses"].values()
        for link in response.get("links", {}).values()
    ]
    assert len(links) >= 15
    for link in links:
        target = operations[link["operationId"]]["parameters"]
        assert set(link["parameters"]) <= {parameter["name"] for parameter in target}
        assert {parameter["name"] for parameter in target if parameter.get("required")} <= set(link["parameters"])
