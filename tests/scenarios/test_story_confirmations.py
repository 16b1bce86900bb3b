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
      - {name: ids, in: query, explode: false, schema: {type: array, items: {type: integer}}}
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
            "ids=1%2C2", "integer", "1%2C2",
            f"must be integer, got string '1,2' ({HINT})",
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
