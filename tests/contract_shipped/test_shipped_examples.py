"""Every example of openapi.yaml keeps the schema that it stands beside, formats included."""

from collections.abc import Iterator
from typing import Any

SCHEMA_LISTS = ("oneOf", "allOf", "anyOf")


def test_every_example_keeps_its_schema(described, faults):
    found = list(examples(described))
    assert len(found) > 400
    wrong = [f"{pointer}: {value!r}: {fault}" for pointer, value in found for fault in faults(pointer, value)]
    assert wrong == []


def test_every_json_body_shows_a_named_example(operations):
    without = [
        key
        for key, operation in operations.items()
        if "requestBody" in operation
        for media, content in operation["requestBody"]["content"].items()
        if media == "application/json" and not all(e.get("summary") for e in content["examples"].values())
    ]
    assert without == []


def test_every_error_shows_an_example(operations):
    errors = [r for o in operations.values() for code, r in o["responses"].items() if code != "200"]
    assert errors
    assert all(response["content"]["application/json"]["examples"] for response in errors)


def test_every_parameter_shows_an_example(operations):
    assert all("example" in parameter for operation in operations.values() for parameter in operation["parameters"])


def test_no_example_freezes_a_generated_entity(described, operations):
    """A body with an example is answered as it stands, so objects with an id have none: contact 42 has to be itself."""
    for operation in operations.values():
        for media, content in operation["responses"]["200"]["content"].items():
            assert media != "application/json" or not {"example", "examples"} & content.keys()
    for name, schema in described["components"]["schemas"].items():
        assert "examples" not in schema, name
        assert "examples" not in schema.get("properties", {}).get("uniqueId", {}), name


def examples(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the pointer of a schema and each example that stands beside it."""
    for name, schema in document["components"]["schemas"].items():
        yield from _of_schema(schema, f"/components/schemas/{name}")
    for kind in ("parameters", "responses"):
        for name, component in document["components"][kind].items():
            yield from _of_described(component, f"/components/{kind}/{name}")
    for path, item in document["paths"].items():
        for method, operation in item.items():
            at = f"/paths/{path.replace('/', '~1')}/{method}"
            for index, parameter in enumerate(operation.get("parameters", [])):
                yield from _of_described(parameter, f"{at}/parameters/{index}")
            if "requestBody" in operation:
                yield from _of_described(operation["requestBody"], f"{at}/requestBody")
            for code, response in operation["responses"].items():
                yield from _of_described(response, f"{at}/responses/{code}")


def _of_described(component: dict[str, Any], at: str) -> Iterator[tuple[str, Any]]:
    """Yield the examples of a parameter, body or response."""
    if "schema" in component:
        yield from _of_schema(component["schema"], f"{at}/schema")
        if "example" in component:
            yield f"{at}/schema", component["example"]
        for example in component.get("examples", {}).values():
            yield f"{at}/schema", example["value"]
    for media, content in component.get("content", {}).items():
        yield from _of_described(content, f"{at}/content/{media.replace('/', '~1')}")


def _of_schema(schema: dict[str, Any], at: str) -> Iterator[tuple[str, Any]]:
    for example in schema.get("examples", []):
        yield at, example
    for name, child in schema.get("properties", {}).items():
        yield from _of_schema(child, f"{at}/properties/{name}")
    if "items" in schema:
        yield from _of_schema(schema["items"], f"{at}/items")
    for key in SCHEMA_LISTS:
        for index, child in enumerate(schema.get(key, [])):
            yield from _of_schema(child, f"{at}/{key}/{index}")
