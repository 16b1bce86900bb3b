"""Stubs for a pattern of paths are held to the contract too: refused if they break it wherever they would answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mockserver import create_app

DOCUMENT = """
openapi: 3.1.0
info: {title: t, version: "1"}
servers: [{url: /api}]
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Named'}}}}
  /pets/{id}/owner:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get: {responses: {"200": {description: ok}, "418": {description: teapot}}}
components:
  schemas: {Named: {type: object, required: [name], properties: {name: {type: string}}}}
"""


@pytest.mark.parametrize(
    ("pattern", "response", "status"),
    [
        pytest.param("/api/pets/[0-9]+", {"status": 200, "jsonBody": {"name": "Rex"}}, 201, id="kept"),
        pytest.param("/pets/[0-9]+", {"status": 418}, 422, id="status"),
        pytest.param("/api/pets/[^/]+", {"status": 200, "jsonBody": {"name": 7}}, 422, id="body"),
        pytest.param("/pets/.*", {"status": 418}, 201, id="kept by one of them"),
        pytest.param("/pets/[0-9]+", {"status": 418, "contract": "off"}, 201, id="not held to it"),
        pytest.param("/pets/x[0-9]{9}", {"status": 418}, 201, id="no sample fits, so it is judged when it answers"),
    ],
)
def test_a_pattern_is_judged_when_it_comes(tmp_path: Path, pattern: str, response: dict[str, Any], status: int) -> None:
    source = tmp_path / "t.yaml"
    source.write_text(DOCUMENT)
    stub: dict[str, Any] = {"request": {"method": "GET", "urlPathPattern": pattern}, "response": response}
    if "contract" in response:
        stub["contract"] = response.pop("contract")
    answer = create_app(str(source)).test_client().post("/__admin/mappings", json=stub)
    assert answer.status_code == status, answer.text
