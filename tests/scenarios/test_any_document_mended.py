# ruff: noqa: E501 - the descriptions stand here as their authors would write them
"""Examples that break their schemas are mended, and tell of the entity that the path names; pictures are pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mockserver.serve import create_app

TASKS = """
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /tasks:
    get:
      parameters: [{name: limit, in: query, schema: {type: integer, default: 20}}]
      responses:
        "200":
          description: tasks
          content:
            application/json:
              schema: {type: object, required: [results, total], properties: {total: {type: integer}, results: {type: array, items: {$ref: '#/components/schemas/Task'}}}}
              example: {total: 1, results: [{uid: 144, title: settings, done: "no idea"}]}
  /tasks/{taskUid}:
    get:
      parameters: [{name: taskUid, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: a task
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Task'}
              example: {uid: 1, title: settings, done: "no idea"}
  /picture:
    get: {responses: {"200": {description: a picture, content: {image/png: {schema: {$ref: '#/components/schemas/Picture'}}}}}}
  /code:
    get: {responses: {"200": {description: a text, content: {image/png: {schema: {$ref: '#/components/schemas/Code'}}}}}}
components:
  schemas:
    Task: {type: object, required: [uid, title, done], properties: {uid: {type: integer}, title: {type: string}, done: {type: boolean}}}
    Picture: {type: string, format: binary}
    Code: {type: string, pattern: '^[a-z]{4}$'}
"""


@pytest.fixture
def client(tmp_path: Path) -> Any:
    path = tmp_path / "tasks.yaml"
    path.write_text(TASKS, encoding="utf-8")
    return create_app(path, cache=False).test_client()


def test_a_page_holds_as_many_as_it_says_whatever_its_broken_example_does(client: Any) -> None:
    page = client.get("/tasks?limit=4").json
    assert len(page["results"]) == 4 < page["total"]
    assert client.get("/tasks?limit=4").headers["x-mock-source"] == "generated"


@pytest.mark.parametrize("uid", [3, 5000])
def test_a_mended_example_tells_of_whom_the_path_names(client: Any, uid: int) -> None:
    answered = client.get(f"/tasks/{uid}")
    assert answered.json["uid"] == uid
    assert isinstance(answered.json["done"], bool)
    if uid == 5000:  # who is in no list is like the example
        assert answered.json["title"] == "settings"
        assert answered.headers["x-mock-source"] == "example"


def test_a_picture_is_one_wherever_its_schema_stands(client: Any) -> None:
    assert client.get("/picture").data.startswith(b"\x89PNG\r\n")
    assert len(client.get("/code").data) == 4
