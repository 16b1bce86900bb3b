# ruff: noqa: E501 - the descriptions stand here as their authors would write them
"""Answers of small descriptions by strangers: headers, links, examples, streams, statuses without a body."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockserver.serve import create_app

Serve = Callable[..., Any]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Return what serves a YAML document (and files beside it) and gives a client."""

    def start(text: str, files: dict[str, str | bytes] | None = None, **settings: Any) -> Any:
        for name, content in {"openapi.yaml": text, **(files or {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return create_app(tmp_path / "openapi.yaml", cache=False, **settings).test_client()

    return start


def described(paths: str, more: str = "") -> str:
    return f"openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\n{more}\npaths:\n{paths}"


RANGES = described("""
  /range: {get: {responses: {2XX: {description: ok, content: {text/plain: {schema: {const: fine}}}}, 4XX: {description: no}}}}
  /default: {get: {responses: {default: {description: any, content: {application/json: {schema: {type: integer}}}}}}}
  /created: {post: {responses: {"201": {description: made}, "200": {description: there, content: {application/json: {schema: {const: 1}}}}}}}
  /none: {get: {responses: {"204": {description: none}}}}
  /kept: {get: {responses: {"304": {description: kept}}}}
  /moved: {get: {responses: {"302": {description: away, headers: {Location: {required: true, schema: {type: string, format: uri}}}}}}}
  /only-errors: {get: {responses: {"404": {description: none}}}}
""")


@pytest.mark.parametrize(
    ("method", "path", "prefer", "status", "body"),
    [
        ("GET", "/range", "", 200, b"fine"), ("GET", "/range", "code=206", 206, b"fine"),
        ("GET", "/range", "code=418", 418, b""), ("GET", "/range", "code=500", 404, None),
        ("GET", "/default", "", 200, None), ("GET", "/default", "code=503", 503, None),
        ("POST", "/created", "", 200, b"1"), ("POST", "/created", "code=201", 201, b""),
        ("GET", "/none", "", 204, b""), ("HEAD", "/range", "", 200, b""), ("GET", "/kept", "", 304, b""),
        ("GET", "/moved", "", 302, b""), ("GET", "/only-errors", "", 404, b""),
    ],
)  # fmt: skip
def test_statuses(serve: Serve, method: str, path: str, prefer: str, status: int, body: bytes | None) -> None:
    response = serve(RANGES).open(path, method=method, headers={"Prefer": prefer} if prefer else {})
    assert response.status_code == status, response.text
    if body is not None:
        assert response.data == body
    if status == 302:
        assert "://" in response.headers["Location"]


def test_headers_of_a_response_are_made_from_their_schemas(serve: Serve) -> None:
    client = serve(
        described(
            """
  /x:
    get:
      responses:
        "204":
          description: ok
          headers:
            X-Count: {schema: {type: integer, minimum: 5, maximum: 6}}
            X-Tags: {schema: {type: array, items: {enum: [a, b]}, minItems: 2, maxItems: 2}}
            X-Pair: {explode: true, schema: {type: object, required: [a], properties: {a: {const: 1}}, additionalProperties: false}}
            X-Flag: {required: true, schema: {type: boolean}}
            X-Json: {content: {application/json: {schema: {type: object, required: [k], properties: {k: {const: v}}}}}}
            X-Id: {$ref: "#/components/headers/Id"}
            Content-Type: {schema: {const: ignored}}
""",
            "components: {headers: {Id: {schema: {type: string, format: uuid}}}}",
        )
    )
    headers = client.get("/x").headers
    assert headers["X-Count"] in ("5", "6")
    assert set(headers["X-Tags"].split(",")) <= {"a", "b"}
    assert len(headers["X-Tags"].split(",")) == 2
    assert headers["X-Pair"] == "a=1"
    assert headers["X-Flag"] in ("true", "false")
    assert json.loads(headers["X-Json"])["k"] == "v"
    assert len(headers["X-Id"]) == 36
    assert headers.get("Content-Type") != "ignored"


EXAMPLES = described(
    """
  /pets:
    get:
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {type: object, required: [name], properties: {name: {type: string}}}
              examples:
                cat: {value: {name: Tom}}
                dog: {$ref: "#/components/examples/Dog"}
                far: {externalValue: examples/far.json}
                broken: {value: {name: 3, age: 9}}
                out: {externalValue: ../secret.json}
        "404": {description: none, content: {application/json: {examples: {gone: {value: {why: gone}}}}}}
""",
    "components: {examples: {Dog: {value: {name: Rex}}}}",
)


@pytest.mark.parametrize(
    ("name", "status", "body"),
    [("cat", 200, {"name": "Tom"}), ("dog", 200, {"name": "Rex"}), ("far", 200, {"name": "Far"}), ("gone", 404, {"why": "gone"})],
)  # fmt: skip
def test_examples_by_name(serve: Serve, name: str, status: int, body: Any) -> None:
    client = serve(EXAMPLES, {"examples/far.json": '{"name": "Far"}'})
    response = client.get("/pets", headers={"Prefer": f"example={name}"})
    assert (response.status_code, response.json) == (status, body)


def test_an_example_that_breaks_its_schema_is_not_sent_as_it_is(serve: Serve) -> None:
    client = serve(EXAMPLES, {"examples/far.json": '{"name": "Far"}'})
    response = client.get("/pets?__example=broken")
    assert response.status_code == 200
    assert isinstance(response.json["name"], str)
    assert client.get("/pets?__example=nobody").status_code == 404


def test_external_values_stay_below_the_root(serve: Serve, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.json").write_text('{"name": "secret"}')
    response = serve(EXAMPLES, {"examples/far.json": '{"name": "Far"}'}).get("/pets?__example=out")
    assert "secret" not in response.text


def test_what_a_link_names_is_there(serve: Serve) -> None:
    client = serve(
        described("""
  /orders/latest:
    get:
      responses:
        "200":
          description: the latest
          headers: {X-Order: {schema: {type: string}}}
          content: {application/json: {schema: {type: object, properties: {id: {type: string}, lines: {type: array, items: {type: object, properties: {sku: {type: string}}}}}}}}
          links:
            read: {operationId: read, parameters: {id: "$response.body#/id"}}
            line: {operationId: read, parameters: {id: "$response.body#/lines/0/sku"}}
            head: {operationId: read, parameters: {id: "$response.header.X-Order"}}
  /orders/{id}: {get: {operationId: read, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {"200": {description: ok}}}}
""")
    )
    for seed in range(8):
        response = client.get("/orders/latest", headers={"Prefer": f"seed={seed}"})
        assert response.headers["X-Order"]
        assert response.json["id"]
        assert response.json["lines"][0]["sku"]


def test_write_only_is_not_shown_and_read_only_is_not_asked_for(serve: Serve) -> None:
    user = """
components:
  schemas:
    Base: {type: object, required: [id, secret], properties: {id: {type: integer, readOnly: true}, secret: {type: string, writeOnly: true}}}
    User: {allOf: [{$ref: "#/components/schemas/Base"}, {type: object, required: [name], properties: {name: {type: string}}}]}
"""
    client = serve(
        described(
            """
  /users:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/User"}}}}
      responses: {"201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/User"}}}}}
    get:
      responses:
        "200":
          description: all
          content: {application/json: {schema: {type: array, items: {oneOf: [{$ref: "#/components/schemas/User"}]}}, example: [{id: 1, secret: hush, name: Ann}]}}
""",
            user,
        )
    )
    made = client.post("/users", json={"name": "Ann", "secret": "hush"})
    assert made.status_code == 201, made.text
    assert made.json["name"] == "Ann"
    assert "id" in made.json
    assert "hush" not in made.text
    assert client.post("/users", json={"name": "Ann"}).status_code == 422
    shown = client.get("/users")
    assert "Ann" in shown.text
    assert "hush" not in shown.text


def test_accept_chooses_among_ranges_by_quality(serve: Serve) -> None:
    client = serve(
        described("""
  /x:
    get:
      responses:
        "200":
          description: ok
          content:
            application/json: {schema: {const: 1}}
            text/*: {schema: {const: one}}
            application/vnd.x+json; version=2: {schema: {const: 2}}
""")
    )
    assert client.get("/x", headers={"Accept": "text/html;q=0.9, application/json;q=0.1"}).content_type.startswith(
        "text/html"
    )
    assert client.get("/x", headers={"Accept": "application/vnd.x+json"}).json == 2
    assert client.get("/x", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/x", headers={"Accept": "image/png, */*;q=0.1"}).status_code == 200


def test_xml_by_its_objects(serve: Serve) -> None:
    client = serve(
        described("""
  /x:
    post:
      requestBody:
        required: true
        content:
          application/xml:
            schema:
              xml: {name: order}
              type: object
              required: [id, lines]
              properties:
                id: {type: integer, xml: {attribute: true}}
                lines: {type: array, xml: {wrapped: true}, items: {type: string, xml: {name: line}}}
      responses: {"200": {description: ok, content: {application/xml: {schema: {xml: {name: done}, type: object, required: [n], properties: {n: {const: 4}}}}}}}
""")
    )
    good = "<order id='1'><lines><line>a</line></lines></order>"
    response = client.post("/x", data=good, content_type="application/xml")
    assert response.status_code == 200, response.text
    assert "<done><n>4</n></done>" in response.text
    for bad in ("<order id='x'><lines/></order>", "<order><lines/></order>", "<order>text</order>", "<order"):
        assert client.post("/x", data=bad, content_type="application/xml").status_code in (400, 422), bad


ALIKE = """
  /checks:
    get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Check"}}}}}}}
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Check"}}}}}
"""
CHECK = """
components:
  schemas:
    Check: {oneOf: [{$ref: "#/components/schemas/Person"}, {$ref: "#/components/schemas/Company"}]}
    Person: {type: object, required: [id], properties: {id: {type: string, pattern: "^chk_[a-z]+$"}, person: {type: string}}}
    Company: {type: object, required: [id], properties: {id: {type: string, pattern: "^chk_[a-z]+$"}, company: {type: string}}}
"""
FEW_IDS = """
  /doors:
    get:
      responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: &one {type: object, required: [id], properties: {id: {type: string, pattern: "^[ab]$"}}}}}}}}
    post: {requestBody: {content: {application/json: {schema: *one}}}, responses: {"201": {description: ok, content: {application/json: {schema: *one}}}}}
  /doors/{id}: {get: {parameters: [{in: path, name: id, required: true, schema: {type: string}}], responses: {"200": {description: ok, content: {application/json: {schema: *one}}}}}}
"""


def test_new_entities_of_alternatives_that_are_nearly_the_same_have_ids_of_their_own(serve: Serve) -> None:
    client = serve(described(ALIKE, CHECK))
    answers = [client.post("/checks", json={"name": "a"}) for _ in range(6)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.get_json()["id"] for answer in answers}) == len(answers)


def test_writes_end_where_a_schema_has_no_more_ids(serve: Serve) -> None:
    client = serve(described(FEW_IDS))
    answers = [client.post("/doors") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [201] * 5, answers[0].text
    assert {answer.get_json()["id"] for answer in answers} <= {"a", "b"}


WRAPPED = """
  /me/albums:
    get:
      responses: {"200": {description: ok, content: {application/json: {schema: {type: object, properties: {items: {type: array, items: {$ref: "#/components/schemas/Saved"}}}}}}}}
    delete:
      parameters: [{in: query, name: ids, schema: {type: string}}]
      responses: {"204": {description: done}}
"""
SAVED = """
components:
  schemas:
    Saved: {type: object, required: [album, saved_at], properties: {saved_at: {type: string, format: date-time}, album: {$ref: "#/components/schemas/Album"}}}
    Album: {type: object, required: [id], properties: {id: {type: string, format: uuid}}}
"""


def test_entries_without_ids_are_deleted_one_by_one_and_as_often_as_one_likes(serve: Serve) -> None:
    client = serve(described(WRAPPED, SAVED))
    before = [each["album"]["id"] for each in client.get("/me/albums").get_json()["items"]]
    for _ in range(2):
        assert client.delete(f"/me/albums?ids={before[1]}").status_code == 204
    assert [each["album"]["id"] for each in client.get("/me/albums").get_json()["items"]] == [before[0], *before[2:]]
    for _ in range(2):
        assert client.delete("/me/albums").status_code == 204
    assert client.get("/me/albums").get_json()["items"] == []


TAGGED = """
  /entries:
    get:
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [entry]
                properties:
                  entry: {oneOf: [{$ref: "#/components/schemas/TrackObject"}, {$ref: "#/components/schemas/ShowObject"}], discriminator: {propertyName: type}}
"""
TAGS = """
components:
  schemas:
    TrackObject: {type: object, properties: {type: {enum: [track]}, length: {type: integer}}}
    ShowObject: {type: object, required: [type], properties: {type: {enum: [show]}, host: {type: string}}}
"""


def test_a_discriminator_that_contradicts_its_alternatives_gives_way_to_them(serve: Serve) -> None:
    entry = serve(described(TAGGED, TAGS)).get("/entries").get_json()["entry"]
    assert entry["type"] in ("track", "show")


TAGGED_FILES = """
  /files/{id}:
    parameters: [{in: path, name: id, required: true, schema: {type: string}}]
    get: {responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/File"}}}}}}
    put:
      parameters: [{in: header, name: If-Match, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/File"}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/File"}}}}, "412": {description: changed}}
"""
FILE = """
components:
  schemas:
    File: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}, etag: {type: string, readOnly: true, example: "1"}}}
"""


def test_a_tag_that_the_entity_shows_is_a_precondition_as_it_stands_there(serve: Serve) -> None:
    client = serve(described(TAGGED_FILES, FILE))
    tag = client.get("/files/a").get_json()["etag"]
    first = client.put("/files/a", json={"id": "a", "name": "n"}, headers={"If-Match": tag})
    assert first.status_code == 200
    assert first.get_json()["etag"] != tag
    assert client.put("/files/a", json={"id": "a", "name": "m"}, headers={"If-Match": tag}).status_code == 412
    again = client.put("/files/a", json={"id": "a", "name": "m"}, headers={"If-Match": first.get_json()["etag"]})
    assert again.status_code == 200


XML_ONLY = """
  /notes:
    get: {responses: {"200": {description: ok, content: {application/xml: {schema: {type: array, xml: {name: notes}, items: {$ref: "#/components/schemas/Note"}}}}}}}
    post:
      requestBody: {required: true, content: {application/xml: {schema: {$ref: "#/components/schemas/Note"}}}}
      responses: {"201": {description: made, content: {application/xml: {schema: {$ref: "#/components/schemas/Note"}}}}}
"""
NOTE = """
components:
  schemas:
    Note: {type: object, required: [id, text], xml: {name: note}, properties: {id: {type: integer, xml: {attribute: true}}, text: {type: string}}}
"""


def test_what_is_written_in_xml_is_remembered_as_well(serve: Serve) -> None:
    client = serve(described(XML_ONLY, NOTE))
    made = client.post("/notes", data=b'<note id="7777"><text>Call back</text></note>', content_type="application/xml")
    assert (made.status_code, made.headers["X-Mock-Source"]) == (201, "state")
    assert b'<note id="7777"><text>Call back</text></note>' in made.data
    assert b'<note id="7777"><text>Call back</text></note>' in client.get("/notes").data


NOWHERE = "{$ref: '#/components/schemas/No'}"


@pytest.mark.parametrize(
    ("schema", "status"),
    [
        (NOWHERE, 500),
        (f"{{type: array, minItems: 1, items: {NOWHERE}}}", 500),
        (f"{{allOf: [{{type: object}}, {NOWHERE}]}}", 500),
        ("{$ref: '#/components/schemas/Way'}", 500),
        (f"{{type: object, properties: {{a: {{type: integer}}, b: {NOWHERE}}}}}", 200),
    ],
)
def test_a_schema_that_cannot_be_read_is_a_problem_of_its_operation(serve: Serve, schema: str, status: int) -> None:
    content = f"content: {{application/json: {{schema: {schema}}}}}"
    client = serve(
        described(
            f"""
  /broken: {{get: {{responses: {{"200": {{description: ok, {content}}}}}}}}}
  /sound: {{get: {{responses: {{"200": {{description: ok, content: {{application/json: {{schema: {{const: 1}}}}}}}}}}}}}}
""",
            f"components: {{schemas: {{Way: {NOWHERE}}}}}",
        )
    )
    answer = client.get("/broken")
    assert answer.status_code == status, answer.text
    if status == 500:
        assert answer.get_json()["type"].endswith("#INVALID_DESCRIPTION")
        assert re.search(r"openapi.yaml:\d+ .*has nothing at #/components/schemas/No", answer.get_json()["detail"])
    assert client.get("/sound").status_code == 200


@pytest.mark.parametrize(
    ("prefer", "query", "told"),
    [
        ("seed=", "", [["header", "Prefer", "seed"]]),
        ("variant=huge, seed=x", "", [["header", "Prefer", "variant"]]),
        ("delay=abc", "__dynamic=perhaps", [["query", "__dynamic"], ["header", "Prefer", "delay"]]),
        ("wait=5, variant=minimal", "", []),
    ],
)
def test_a_preference_that_cannot_be_read_is_left_aside_and_told(
    serve: Serve, prefer: str, query: str, told: list[list[str]]
) -> None:
    answer = serve(RANGES).get(f"/range?{query}", headers={"Prefer": prefer})
    assert answer.status_code == 200
    reasons = json.loads(answer.headers.get("sl-violations", "[]"))
    assert [(one["location"], one["severity"]) for one in reasons] == [(place, "Warning") for place in told]
    assert ("seed=x" in answer.headers.get("Preference-Applied", "")) == ("seed=x" in prefer)
