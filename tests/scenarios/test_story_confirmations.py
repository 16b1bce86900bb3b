"""What a mock says of writes: who was deleted, what a patch may not take away, what a schema fills in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mockserver import create_app

DOCUMENT = """
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get: {responses: {"200": {$ref: '#/components/responses/Pet'}}}
    put:
      requestBody: {$ref: '#/components/requestBodies/Pet'}
      responses: {"200": {$ref: '#/components/responses/Pet'}}
    patch:
      requestBody: {content: {application/json-patch+json: {schema: {type: array, items: {type: object}}}}}
      responses: {"200": {$ref: '#/components/responses/Pet'}}
    delete:
      responses:
        "200":
          description: gone
          content:
            application/json:
              schema:
                type: object
                required: [deleted, id]
                properties: {deleted: {type: boolean}, id: {type: integer}}
  /search:
    get:
      parameters:
      - {name: ids, in: query, explode: false, schema: {type: array, items: {type: string, maxLength: 2}}}
      - {name: where, in: query, content: {application/json: {schema: {type: object}}}}
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties:
                  data:
                    type: string
                    contentMediaType: application/json
                    contentSchema: {type: object, required: [count], properties: {count: {type: integer}}}
components:
  requestBodies:
    Pet: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  responses:
    Pet: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties:
        id: {type: integer, readOnly: true}
        name: {type: string}
        weight: {type: integer, default: 3}
"""


HINT = "'%2C' is part of a value, ',' stands between two: send the comma unescaped"


@pytest.fixture
def pets(tmp_path: Path) -> Any:
    source = tmp_path / "pets.yaml"
    source.write_text(DOCUMENT)
    return create_app(str(source)).test_client()


def test_a_deletion_names_who_is_gone_however_often_it_is_asked_for(pets: Any) -> None:
    for _ in range(2):
        assert pets.delete("/pets/7").json == {"deleted": True, "id": 7}
    assert pets.get("/pets/7").status_code == 404


def test_a_put_leaves_to_the_schema_what_it_does_not_say(pets: Any) -> None:
    assert pets.put("/pets/8", json={"name": "Rex", "weight": 9}).json == {"id": 8, "name": "Rex", "weight": 9}
    assert pets.put("/pets/8", json={"name": "Rex"}).json == {"id": 8, "name": "Rex", "weight": 3}


def test_a_json_patch_cannot_take_away_what_is_required(pets: Any) -> None:
    before = pets.get("/pets/9").json
    patch = json.dumps([{"op": "remove", "path": "/name"}])
    refused = pets.patch("/pets/9", data=patch, content_type="application/json-patch+json")
    assert (refused.status_code, refused.json["validation"][0]["message"]) == (
        422,
        "'/name' is required, and would be gone",
    )
    assert pets.get("/pets/9").json == before


def test_a_text_that_holds_json_holds_what_its_schema_says(pets: Any) -> None:
    assert isinstance(json.loads(pets.get("/search").json["data"])["count"], int)


@pytest.mark.parametrize(
    ("query", "expected", "got", "message"),
    [
        (
            "ids=12%2C34", 2, "12%2C34",
            f"must have at most 2 characters, got 5 ({HINT})",
        ),
        (
            "where=nope", "application/json", "nope",
            "must be readable as application/json: not JSON at line 1, column 1: invalid literal, expected 'null'",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_how_it_should_be_written(pets: Any, query: str, expected: str, got: str, message: str) -> None:
    item = pets.get(f"/search?{query}").json["validation"][0]
    assert (item["expected"], item["got"], item["message"]) == (expected, got, message)


def test_what_is_added_at_once_is_answered_and_found_as_it_is(tmp_path: Path) -> None:
    many = {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
    body = {"content": {"application/json": {"schema": many}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {
            "/pets": {
                "get": {"responses": {"200": {"description": "ok", **body}}},
                "post": {"requestBody": body, "responses": {"201": {"description": "ok", **body}}},
            },
            "/pets/{id}": {
                "get": {
                    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                    "responses": {
                        "200": {"description": "ok", "content": {"application/json": {"schema": many["items"]}}}
                    },
                }
            },
        },
        "components": {
            "schemas": {
                "Pet": {
                    "type": "object",
                    "required": ["id", "name"],
                    "properties": {"id": {"type": "string", "readOnly": True}, "name": {"type": "string"}},
                }
            }
        },
    }
    source = tmp_path / "pets.json"
    source.write_text(json.dumps(document))
    client = create_app(str(source)).test_client()
    answer = client.post("/pets", json=[{"name": "Ada"}, {"name": "Bo"}])
    assert answer.headers["X-Mock-Source"] == "state"
    assert [pet["name"] for pet in answer.json] == ["Ada", "Bo"]
    listed = {pet["id"]: pet for pet in client.get("/pets").json}
    for pet in answer.json:
        assert client.get(f"/pets/{pet['id']}").json == pet == listed[pet["id"]]


def test_an_action_shows_the_entity_that_was_written(tmp_path: Path) -> None:
    groom = """  /pets/{id}/groom:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    post: {responses: {"200": {$ref: '#/components/responses/Pet'}}}
  /search:"""
    source = tmp_path / "pets.yaml"
    source.write_text(DOCUMENT.replace("  /search:", groom))
    client = create_app(str(source)).test_client()
    client.put("/pets/8", json={"name": "Rex", "weight": 9})
    assert client.post("/pets/8/groom").json == {"id": 8, "name": "Rex", "weight": 9}


def test_a_put_of_another_kind_leaves_nothing_of_the_one_before() -> None:
    client = create_app(str(Path(__file__).parent / "shapes.json")).test_client()
    assert client.put("/shapes/7", json={"type": "square", "side": 3}).json == {"id": 7, "type": "square", "side": 3}
    circle = {"id": 7, "type": "circle", "r": 3}
    assert client.put("/shapes/7", json={"type": "circle", "r": 3}).json == circle
    assert client.get("/shapes/7").json == circle
