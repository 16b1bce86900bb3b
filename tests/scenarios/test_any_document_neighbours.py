"""What cannot be read of one operation is no trouble of the others that show the same entities."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mockserver.serve import create_app

if TYPE_CHECKING:
    from pathlib import Path

LOST = {"$ref": "#/components/lost"}
PET = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
}
VARIABLE = {"name": "petId", "in": "path", "required": True, "schema": {"type": "integer"}}


def told(schema: Any) -> Any:
    return {"description": "It", "content": {"application/json": {"schema": schema}}}


def pets(folder: Path, method: str, path: str, lost: dict[str, Any]) -> Any:
    body = {"content": {"application/json": {"schema": PET}}}
    paths: dict[str, dict[str, Any]] = {
        "/pets": {
            "get": {"responses": {"200": told({"type": "array", "items": PET})}},
            "post": {"requestBody": body, "responses": {"201": told(PET)}},
        },
        "/pets/{petId}": {
            "parameters": [VARIABLE],
            "get": {"responses": {"200": told(PET)}},
            "delete": {"responses": {"204": {"description": "Gone"}}},
        },
    }
    paths[path][method] |= lost
    description = {"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": paths}
    (folder / "pets.json").write_text(json.dumps(description), encoding="utf-8")
    return create_app(folder / "pets.json", cache=False).test_client()


@pytest.mark.parametrize(
    ("method", "path", "lost"),
    [
        pytest.param("get", "/pets/{petId}", {"responses": {"200": LOST}}, id="details"),
        pytest.param("delete", "/pets/{petId}", {"responses": {"204": LOST}}, id="deletion"),
        pytest.param("post", "/pets", {"requestBody": LOST}, id="what a new one is made of"),
        pytest.param("post", "/pets", {"responses": {"201": LOST}}, id="new one"),
    ],
)
def test_the_list_is_served_beside_an_operation_that_cannot_be_read(
    tmp_path: Path, method: str, path: str, lost: dict[str, Any]
) -> None:
    client = pets(tmp_path, method, path, lost)
    assert client.get("/pets").status_code == 200
    answer = client.open(path.replace("{petId}", "1"), method=method.upper(), json={"id": "1", "name": "Rex"})
    assert (answer.status_code, answer.get_json()["code"]) == (500, "REF_UNRESOLVED")
