"""A documented list of errors says what is wrong, one by one; a page before none is the last one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mockserver import create_app

DOCUMENT = """
openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /things:
    get:
      parameters:
      - {name: page, in: query, schema: {type: integer}}
      - {name: per_page, in: query, schema: {type: integer}}
      responses:
        "200":
          description: ok
          headers: {Link: {schema: {type: string}}}
          content:
            application/json:
              schema:
                type: object
                required: [items, meta]
                properties:
                  items: {type: array, items: {$ref: '#/components/schemas/Thing'}}
                  meta:
                    type: object
                    required: [total, next, prev]
                    properties: {total: {type: integer}, next: {type: string}, prev: {type: string}}
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
      responses:
        "201": {description: made}
        "422":
          description: wrong
          content:
            application/json:
              schema:
                type: object
                required: [errors]
                properties:
                  errors:
                    type: array
                    items:
                      type: object
                      required: [PLACE, message]
                      properties: {PLACE: {type: string}, message: {type: string}}
components:
  schemas:
    Thing: {type: object, required: [id], properties: {id: {type: string}}}
    New:
      type: object
      required: [name]
      properties: {name: {type: string, minLength: 2}, price: {type: number, minimum: 1}}
"""


def client(tmp_path: Path, place: str = "field") -> Any:
    source = tmp_path / "t.yaml"
    source.write_text(DOCUMENT.replace("PLACE", place))
    return create_app(str(source)).test_client()


@pytest.mark.parametrize(("place", "names"), [("field", ["name", "price"]), ("pointer", ["/name", "/price"])])
def test_each_violation_has_its_item(tmp_path: Path, place: str, names: list[str]) -> None:
    refused = client(tmp_path, place).post("/things", json={"name": "x", "price": 0})
    assert refused.status_code == 422
    assert [item[place] for item in refused.json["errors"]] == names
    assert refused.json["errors"][1]["message"] == "must be >= 1, got 0"


def test_the_page_before_one_beyond_the_end_is_the_last(tmp_path: Path) -> None:
    served = client(tmp_path)
    total = served.get("/things?page=1&per_page=5").json["meta"]["total"]
    last = -(-total // 5)
    beyond = served.get("/things?page=9999&per_page=5")
    assert f'page={last}&per_page=5>; rel="prev"' in beyond.headers["Link"]
    assert beyond.json["meta"]["prev"].endswith(f"page={last}&per_page=5")
    assert served.get("/things?page=1&per_page=5").json["meta"]["next"].endswith("page=2&per_page=5")
