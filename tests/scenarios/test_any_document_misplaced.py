"""A `$ref` where OpenAPI allows none, as published descriptions have it: followed, or a failure that is told."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from mockserver.contract import compile_contract
from mockserver.document import diagnose, load
from mockserver.document.pointer import tokens
from mockserver.errors import DocumentError
from mockserver.serve import create_app

THING: dict[str, Any] = {
    "type": "object",
    "required": ["id", "kind"],
    "properties": {"id": {"type": "integer"}, "kind": {"type": "string", "enum": ["thing"]}},
}

SCHEMAS = "#/components/schemas"
MODERN: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Things", "version": "1"},
    "tags": [{"name": "things"}],
    "servers": [{"url": "http://localhost/v1"}],
    "paths": {
        "/things/{id}": {
            "get": {
                "operationId": "getThing",
                "summary": "One of them",
                "tags": ["things"],
                "security": [{"key": []}],
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {
                            "application/json": {"schema": {"allOf": [{"$ref": "#/components/schemas/Thing"}]}}
                        },
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {"Thing": THING},
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    },
}
OLD: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Things", "version": "1"},
    "basePath": "/v1",
    "produces": ["application/json"],
    "paths": {
        "/things/{id}": {
            "get": {
                "operationId": "getThing",
                "security": [{"key": []}],
                "parameters": [{"name": "id", "in": "path", "required": True, "type": "integer"}],
                "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Thing"}}},
            }
        }
    },
    "definitions": {"Thing": THING},
    "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
}
GET = "/paths/~1things~1{id}/get"
ROW = tuple[dict[str, Any], str, int]
NEEDED: list[ROW] = [
    (MODERN, GET, 500),
    (MODERN, f"{GET}/parameters", 500),
    (MODERN, f"{GET}/security", 500),
    (MODERN, f"{GET}/security/0", 500),
    (MODERN, f"{GET}/responses", 500),
    (MODERN, f"{GET}/responses/200", 500),
    (MODERN, f"{GET}/responses/200/content", 500),
    (MODERN, f"{GET}/responses/200/content/application~1json", 500),
    (MODERN, f"{GET}/responses/200/content/application~1json/schema/allOf", 500),
    (MODERN, f"{GET}/responses/200/content/application~1json/schema/allOf/0", 500),
    (MODERN, "/components", 500),
    (MODERN, "/components/schemas", 500),
    (MODERN, "/components/schemas/Thing", 500),
    (MODERN, "/components/schemas/Thing/properties", 500),
    (MODERN, "/components/securitySchemes", 500),
    (MODERN, "/components/securitySchemes/key", 500),
    (OLD, GET, 500),
    (OLD, f"{GET}/parameters", 500),
    (OLD, f"{GET}/security", 500),
    (OLD, f"{GET}/responses", 500),
    (OLD, f"{GET}/responses/200", 500),
    (OLD, "/definitions", 500),
    (OLD, "/definitions/Thing/properties", 500),
    (OLD, "/securityDefinitions", 500),
    (OLD, "/securityDefinitions/key", 500),
]
"""What no request can be answered without: where it cannot be read, the operation refuses to serve."""

SPARED: list[ROW] = [
    (MODERN, "/info", 200),
    (MODERN, "/info/title", 200),
    (MODERN, "/tags", 200),
    (MODERN, "/tags/0", 200),
    (MODERN, f"{GET}/summary", 200),
    (MODERN, f"{GET}/operationId", 200),
    (MODERN, f"{GET}/tags", 200),
    (MODERN, "/components/schemas/Thing/required", 200),
    (MODERN, "/components/schemas/Thing/properties/kind/enum", 200),
    (OLD, "/info", 200),
]
"""What the mock can do without: `check` tells."""

ROUTED: list[ROW] = [
    (MODERN, "/paths/~1things~1{id}", 404),
    (MODERN, "/servers", 404),
    (MODERN, "/servers/0", 404),
    (OLD, "/paths/~1things~1{id}", 404),
]
"""What is not there at all where it cannot be read; a description without paths does not start."""


def named(row: ROW) -> str:
    return f"{row[0].get('openapi', '2.0')}{row[1]}"


def replaced(spec: dict[str, Any], pointer: str, folder: Path, reference: str) -> Path:
    """Write the description with a reference in place of what stands at `pointer`, which goes into a file."""
    tree = deepcopy(spec)
    *way, last = (int(step) if step == "0" else step for step in tokens(pointer))
    holder: Any = tree
    for step in way:
        holder = holder[step]
    part = json.dumps(holder[last]).replace('"#/', '"root.json#/')
    (folder / "part.json").write_text(part)
    holder[last] = {"$ref": reference}
    if pointer != "/paths":
        tree["paths"]["/sound"] = {"get": {"responses": {"204": {"description": "none"}}}}
    file = folder / "root.json"
    file.write_text(json.dumps(tree))
    return file


WHOLE: list[ROW] = [(MODERN, "/paths", 0), (OLD, "/paths", 0), (OLD, "/produces", 0)]


@pytest.mark.parametrize("row", [*NEEDED, *SPARED, *ROUTED, *WHOLE], ids=named)
def test_a_reference_is_followed_wherever_it_stands(tmp_path: Path, row: ROW) -> None:
    spec, pointer, _ = row
    file = replaced(spec, pointer, tmp_path, "part.json")
    client = create_app(file, cache=False).test_client()
    assert client.get("/v1/things/7").status_code == 401
    key = {"X-Key": "k"}
    assert client.get("/v1/things/abc", headers=key).status_code == 422
    answer = client.get("/v1/things/7", headers=key)
    assert (answer.status_code, answer.headers["X-Mock-Source"]) == (200, "generated")
    assert (answer.get_json()["id"], answer.get_json()["kind"]) == (7, "thing")
    assert answer.headers["X-Mock-Operation"] == "getThing"
    assert {finding.code for finding in diagnose(load(file)) if finding.severity == "error"} == set()


@pytest.mark.parametrize("row", [*NEEDED, *SPARED, *ROUTED], ids=named)
def test_a_reference_that_leads_nowhere_is_told_and_serves_nothing(tmp_path: Path, row: ROW) -> None:
    spec, pointer, status = row
    file = replaced(spec, pointer, tmp_path, "gone.json")
    client = create_app(file, cache=False).test_client()
    answer = client.get("/v1/things/7", headers={"X-Key": "k"})
    assert answer.status_code == status, answer.text
    if status == 500:
        problem = answer.get_json()
        assert problem["type"].endswith("#INVALID_DESCRIPTION")
        assert "gone.json: there is no such file" in problem["detail"]
        assert "root.json:1 #" in problem["detail"]
    told = [one for one in diagnose(load(file)) if one.code == "FILE_NOT_FOUND" and one.place.pointer == pointer]
    assert [one.severity for one in told[:1]] == ["error"]
    assert "REF_MISPLACED" not in {one.code for one in diagnose(load(file))}


@pytest.mark.parametrize("spec", [MODERN, OLD], ids=["3.0.3", "2.0"])
def test_paths_that_cannot_be_read_do_not_start(tmp_path: Path, spec: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match=r"the paths are not served: .*gone\.json"):
        create_app(replaced(spec, "/paths", tmp_path, "gone.json"), cache=False)


def test_an_operation_that_cannot_be_read_is_known_when_the_operations_are(tmp_path: Path) -> None:
    contract = compile_contract(load(replaced(MODERN, GET, tmp_path, "gone.json")))
    (said,) = contract.diagnostics
    assert (said.severity, said.code) == ("error", "FILE_NOT_FOUND")
    assert said.message == (
        f"GET /things/{{id}} is not served: cannot follow the reference: {tmp_path}/gone.json: there is no such file"
    )


def test_properties_that_lead_back_to_themselves_end(tmp_path: Path) -> None:
    tree = deepcopy(MODERN)
    tree["components"]["schemas"]["Thing"]["properties"] |= {"of": {"properties": {"$ref": "#/x-part"}}}
    tree["x-part"] = {"child": {"type": "object", "properties": {"$ref": "#/x-part"}}}
    (tmp_path / "root.json").write_text(json.dumps(tree))
    client = create_app(tmp_path / "root.json", cache=False).test_client()
    assert client.get("/things/7", headers={"X-Key": "k"}).status_code == 200


def test_an_example_that_is_only_a_reference_shows_what_it_leads_to(tmp_path: Path) -> None:
    tree = deepcopy(MODERN)
    media = tree["paths"]["/things/{id}"]["get"]["responses"]["200"]["content"]["application/json"]
    media["examples"] = {"one": {"value": {"$ref": "#/x-shown"}}, "data": {"value": {"$ref": "https://a.example/7"}}}
    media["schema"] = {}
    tree["x-shown"] = {"id": 7, "kind": "thing"}
    (tmp_path / "root.json").write_text(json.dumps(tree))
    client = create_app(tmp_path / "root.json", cache=False).test_client()
    assert client.get("/things/7", headers={"X-Key": "k"}).get_json() == {"id": 7, "kind": "thing"}
    answer = client.get("/things/7", headers={"X-Key": "k", "Prefer": "example=data"})
    assert answer.get_json() == {"$ref": "https://a.example/7"}
