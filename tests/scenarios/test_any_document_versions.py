# ruff: noqa: E501 - the descriptions stand here as their authors would write them
"""What each version of OpenAPI says, asked over HTTP: small documents of strangers, one for each bullet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockserver.serve import create_app

Serve = Callable[..., Any]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Return what serves a YAML document (and files beside it) and gives a client."""

    def start(text: str, files: dict[str, str] | None = None, **settings: Any) -> Any:
        for name, content in {"openapi.yaml": text, **(files or {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        return create_app(tmp_path / "openapi.yaml", cache=False, **settings).test_client()

    return start


def codes(response: Any) -> list[str]:
    return [violation["code"] for violation in response.json["validation"]]


def rules(response: Any) -> list[str]:
    return [violation["rule"]["pointer"] for violation in response.json["validation"]]


SWAGGER = """
swagger: "2.0"
info: {title: Old shop, version: "1"}
host: shop.example.com
basePath: /v2
schemes: [https, http]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  key: {type: apiKey, in: header, name: X-Key}
  user: {type: basic}
  app: {type: oauth2, flow: implicit, authorizationUrl: "https://a.example", scopes: {all: everything}}
paths:
  /items:
    get:
      parameters:
        - {name: ids, in: query, type: array, items: {type: integer}, collectionFormat: csv, minItems: 1}
        - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: pipes, uniqueItems: true}
        - {name: words, in: query, type: array, items: {type: string}, collectionFormat: ssv}
        - {name: tabs, in: query, type: array, items: {type: string}, collectionFormat: tsv, maxItems: 2}
        - {name: each, in: query, type: array, items: {type: integer}, collectionFormat: multi}
        - {name: size, in: query, type: string, enum: [s, m], default: m}
        - {name: low, in: query, type: number, minimum: 0, exclusiveMinimum: true}
      responses:
        200:
          description: ok
          schema: {type: array, items: {$ref: "#/definitions/Item"}, minItems: 1}
          headers: {X-Total: {type: integer, minimum: 3, maximum: 9}}
          examples: {application/json: [{id: 7, kind: book, note: null}]}
    post:
      security: [{key: [], user: []}, {app: [all]}]
      parameters:
        - {name: item, in: body, required: true, schema: {$ref: "#/definitions/Item"}}
      responses:
        201: {description: made, schema: {$ref: "#/definitions/Item"}}
        default: {description: error, schema: {type: object, required: [message], properties: {message: {type: string}}}}
  /items/{id}/photo:
    parameters: [{name: id, in: path, required: true, type: integer}]
    put:
      consumes: [multipart/form-data]
      parameters:
        - {name: photo, in: formData, type: file, required: true}
        - {name: stars, in: formData, type: integer, maximum: 5}
      responses: {204: {description: stored}}
    get:
      produces: [image/png]
      responses: {200: {description: the photo, schema: {type: file}}}
  /login:
    post:
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - {name: user, in: formData, type: string, required: true}
        - {name: roles, in: formData, type: array, items: {type: string, enum: [a, b]}, collectionFormat: csv}
      responses: {200: {description: ok}}
definitions:
  Item:
    type: object
    required: [id, kind]
    discriminator: kind
    properties:
      id: {type: integer, format: int64, readOnly: true}
      kind: {type: string}
      note: {type: string, x-nullable: true}
  book:
    allOf:
      - $ref: "#/definitions/Item"
      - {type: object, required: [pages], properties: {pages: {type: integer, minimum: 1}}}
"""


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("ids=1,2", 200), ("ids=1,x", 422), ("tags=a|b", 200), ("tags=a|a", 422), ("tags=a%7Cb", 200),
        ("words=a%20b", 200), ("words=a+b", 200), ("tabs=a%09b", 200), ("tabs=a%09b%09c", 422), ("each=1&each=2", 200),
        ("each=1,2", 422), ("size=s", 200), ("size=xl", 422), ("low=0.1", 200), ("low=0", 422), ("other=1", 200),
    ],
)  # fmt: skip
def test_swagger_parameters(serve: Serve, query: str, status: int) -> None:
    client = serve(SWAGGER)
    assert client.get(f"/v2/items?{query}").status_code == status
    assert client.get(f"/items?{query}").status_code == status


def test_swagger_answers(serve: Serve) -> None:
    response = serve(SWAGGER).get("/v2/items")
    assert response.json == [{"id": 7, "kind": "book", "note": None}]
    assert 3 <= int(response.headers["X-Total"]) <= 9


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"kind": "book", "pages": 3}, []),
        ({"pages": 3}, ["#/definitions/Item/required"]),
        ({"kind": "book", "pages": 3, "note": None}, []),
        ({"kind": "book", "pages": 3, "note": 4}, ["#/definitions/Item/properties/note/type"]),
    ],
)
def test_swagger_bodies_and_the_discriminator(serve: Serve, body: Any, found: list[str]) -> None:
    response = serve(SWAGGER).post("/v2/items", json=body, headers={"Authorization": "Bearer x"})
    assert response.status_code == (422 if found else 201), response.text
    if found:
        assert isinstance(response.json["message"], str)
        reasons = json.loads(response.headers["sl-violations"])
        assert [one["rule"]["pointer"] for one in reasons] == found


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401), ({"X-Key": "k"}, 401), ({"Authorization": "Basic YTpi"}, 401), ({"Authorization": "Bearer t"}, 201),
        ({"X-Key": "k", "Authorization": "Basic YTpi"}, 201), ({"X-Key": "k", "Authorization": "Digest x"}, 401),
    ],
)  # fmt: skip
def test_swagger_security(serve: Serve, headers: dict[str, str], status: int) -> None:
    response = serve(SWAGGER).post("/v2/items", json={"kind": "book", "pages": 1}, headers=headers)
    assert response.status_code == status
    if status == 401:
        assert len(response.headers.getlist("WWW-Authenticate")) == 3


def test_swagger_files_and_forms(serve: Serve) -> None:
    client = serve(SWAGGER)
    photo = (__import__("io").BytesIO(b"\x89PNG"), "a.png")
    assert client.put("/v2/items/1/photo", data={"photo": photo, "stars": "5"}).status_code == 204
    missing = client.put("/v2/items/1/photo", data={"stars": "5"}, content_type="multipart/form-data")
    assert (missing.status_code, rules(missing)) == (422, ["#/paths/~1items~1{id}~1photo/put/parameters/0"])
    assert client.put("/v2/items/1/photo", json={}).status_code == 415
    assert client.get("/v2/items/1/photo").content_type == "image/png"
    assert client.post("/v2/login", data={"user": "u", "roles": "a,b"}).status_code == 200
    assert client.post("/v2/login", data={"user": "u", "roles": "a,c"}).status_code == 422
    missing = client.post("/v2/login", data={}, content_type="application/x-www-form-urlencoded")
    assert (missing.status_code, rules(missing)) == (422, ["#/paths/~1login/post/parameters/0"])
    line = missing.json["validation"][0]["rule"]["place"].rpartition(":")[2]
    assert SWAGGER.splitlines()[int(line) - 1].strip() == "- {name: user, in: formData, type: string, required: true}"


def body_document(version: str, schema: str, more: str = "") -> str:
    return f"""
openapi: {version}
info: {{title: t, version: "1"}}
{more}
paths:
  /x:
    post:
      requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}
      responses: {{"204": {{description: ok}}}}
"""


@pytest.mark.parametrize(
    ("version", "schema", "good", "bad"),
    [
        ("3.0.3", "{type: string, nullable: true}", [None, "a"], [1]),
        ("3.1.0", "{type: string, nullable: true}", ["a"], [None]),
        ("3.0.3", "{type: number, minimum: 1, exclusiveMinimum: true}", [2], [1]),
        ("3.1.0", "{type: number, exclusiveMinimum: 1}", [1.5], [1]),
        ("3.0.3", "{$ref: '#/components/schemas/Word', maxLength: 1}", ["abc"], [1]),
        ("3.1.0", "{$ref: '#/components/schemas/Word', maxLength: 1}", ["a"], ["abc"]),
        ("3.1.0", "{type: [integer, 'null']}", [1, None], ["a"]),
        ("3.1.0", "{prefixItems: [{type: integer}], items: false}", [[1], []], [["a"], [1, 2]]),
        ("3.1.0", "{if: {required: [a]}, then: {required: [b]}}", [{}, {"a": 1, "b": 1}], [{"a": 1}]),
        ("3.1.0", "{const: 3}", [3, 3.0], ["3"]),
        ("3.1.0", "{contentMediaType: application/json, type: string}", ["{}"], [{}]),
        ("3.1.0", "{unevaluatedProperties: false, allOf: [{properties: {a: true}}]}", [{"a": 1}], [{"b": 1}]),
        ("3.1.0", "{$ref: '#/components/schemas/Tree'}", [{"kids": [{"kids": []}]}], [{"kids": [{"kids": [1]}]}]),
        ("3.1.0", "{$ref: 'urn:shop:money'}", [{"value": 1}], [{"value": "1"}]),
        ("3.1.0", "{$ref: '#amount'}", [1], ["1"]),
        ("3.2.0", "{type: integer, multipleOf: 5}", [10], [7]),
    ],
)
def test_dialects(serve: Serve, version: str, schema: str, good: list[Any], bad: list[Any]) -> None:
    parts = """
components:
  schemas:
    Word: {type: string}
    Tree:
      $id: https://example.com/tree
      $dynamicAnchor: node
      type: object
      properties: {kids: {type: array, items: {$dynamicRef: "#node"}}}
    Money: {$id: "urn:shop:money", type: object, properties: {value: {$ref: "#/$defs/v"}}, $defs: {v: {type: number}}}
    Amount: {$anchor: amount, type: number}
"""
    client = serve(body_document(version, schema, parts))
    for value in good:
        assert client.post("/x", data=json.dumps(value), content_type="application/json").status_code == 204, value
    for value in bad:
        assert client.post("/x", data=json.dumps(value), content_type="application/json").status_code == 422, value


def test_the_dialect_of_a_document(serve: Serve) -> None:
    draft = "jsonSchemaDialect: http://json-schema.org/draft-07/schema#"
    client = serve(body_document("3.1.0", "{items: [{type: integer}], additionalItems: false}", draft))
    assert client.post("/x", json=[1]).status_code == 204
    assert client.post("/x", json=[1, 2]).status_code == 422


def test_path_items_and_webhooks(serve: Serve) -> None:
    client = serve(
        """
openapi: 3.1.0
info: {title: t, version: "1"}
paths: {/a: {$ref: "#/components/pathItems/Shared"}, /b: {$ref: "items.yaml#/b"}}
webhooks: {called: {post: {responses: {"200": {description: ok}}}}}
components: {pathItems: {Shared: {get: {responses: {"204": {description: ok}}}}}}
""",
        {"items.yaml": "b: {get: {responses: {'202': {description: ok}}}}"},
    )
    assert client.get("/a").status_code == 204
    assert client.get("/b").status_code == 202
    assert client.post("/called").status_code == 404


NEW = """
openapi: 3.2.0
$self: https://example.com/api/openapi.yaml
info: {title: t, version: "1"}
tags: [{name: shop, kind: nav}, {name: cart, parent: shop}]
paths:
  /search:
    query:
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [q]}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {type: integer}}}}}
    additionalOperations:
      COPY: {responses: {"204": {description: copied}}}
    get:
      parameters:
        - name: filter
          in: querystring
          content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: integer}}}}}
      responses:
        "200": {description: ok, content: {application/json: {$ref: "https://example.com/api/openapi.yaml#/components/mediaTypes/Hit"}}}
  /events:
    get:
      responses:
        "200":
          description: a stream
          content:
            text/event-stream: {itemSchema: {type: object, required: [data], properties: {data: {type: string}, event: {const: tick}}}}
            application/jsonl: {itemSchema: {type: object, required: [n], properties: {n: {type: integer}}}}
            application/json-seq: {itemSchema: {type: boolean}}
    post:
      requestBody: {content: {application/jsonl: {itemSchema: {type: object, required: [n]}}}}
      responses: {"204": {description: ok}}
  /raw:
    get:
      responses:
        "200":
          description: ok
          content:
            text/csv: {examples: {one: {dataValue: [[1, 2]], serializedValue: "1,2\\n"}}}
            application/json: {examples: {two: {dataValue: {n: 1}}}}
components:
  mediaTypes:
    Hit: {schema: {type: object, required: [hit], properties: {hit: {const: true}}}}
"""


def test_new_methods(serve: Serve) -> None:
    client = serve(NEW)
    assert isinstance(client.open("/search", method="QUERY", json={"q": 1}).json, int)
    assert client.open("/search", method="QUERY", json={}).status_code == 422
    assert client.open("/search", method="COPY").status_code == 204
    refused = client.open("/search", method="MOVE")
    assert refused.status_code == 405
    assert {"COPY", "QUERY", "GET"} <= {name.strip() for name in refused.headers["Allow"].split(",")}


def test_a_whole_query_string(serve: Serve) -> None:
    client = serve(NEW)
    assert client.get("/search?%7B%22a%22%3A1%7D").json["hit"] is True
    assert client.get("/search?%7B%22a%22%3A%22x%22%7D").status_code == 422
    assert client.get("/search").status_code == 200


def test_streams_in_and_out(serve: Serve) -> None:
    client = serve(NEW)
    events = client.get("/events", headers={"Accept": "text/event-stream"})
    assert events.content_type.startswith("text/event-stream")
    assert events.text.count("data:") > 1
    lines = client.get("/events", headers={"Accept": "application/jsonl"}).text.splitlines()
    assert len(lines) > 1
    assert all(isinstance(json.loads(line)["n"], int) for line in lines)
    sequence = client.get("/events", headers={"Accept": "application/json-seq"}).data.split(b"\x1e")[1:]
    assert len(sequence) > 1
    assert all(json.loads(one) in (True, False) for one in sequence)
    good, bad = '{"n": 1}\n{"n": 2}\n', '{"n": 1}\n{"m": 2}\n'
    assert client.post("/events", data=good, content_type="application/jsonl").status_code == 204
    refused = client.post("/events", data=bad, content_type="application/jsonl")
    assert refused.status_code == 422
    assert refused.json["validation"][0]["location"][:2] == ["body", "1"]


def test_examples_as_data_and_as_text(serve: Serve) -> None:
    client = serve(NEW)
    assert client.get("/raw", headers={"Accept": "text/csv"}).text == "1,2\n"
    assert client.get("/raw", headers={"Accept": "application/json"}).json == {"n": 1}
