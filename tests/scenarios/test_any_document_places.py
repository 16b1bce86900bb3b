# ruff: noqa: E501 - the descriptions stand here as their authors would write them
"""Where descriptions of strangers come from and where they are served: URLs, servers, rival paths, mappings by URI."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mockserver.cli.main import run
from mockserver.serve import create_app

PLACES = """
openapi: 3.1.0
info: {title: Places, version: "1"}
servers:
  - url: /{stage}/{region}
    variables: {stage: {default: live, enum: [live, test]}, region: {default: eu}}
paths:
  /pets:
    get: {responses: {"200": {description: ok, content: {application/json: {schema: {const: plain}}}}}}
  /moved:
    servers: [{url: "/item"}]
    get: {responses: {"200": {description: ok, content: {application/json: {schema: {const: item}}}}}}
    put:
      servers: [{url: "https://{host}/own/{area}", variables: {host: {default: localhost}, area: {default: a, enum: [a, b]}}}]
      responses: {"200": {description: ok, content: {application/json: {schema: {const: own}}}}}
"""

ZOO = {
    "openapi.yaml": """
openapi: 3.1.0
info: {title: Zoo, version: "1"}
servers: [{url: v1}]
paths:
  /pets/{id}: {$ref: "paths/pet.yaml"}
""",
    "paths/pet.yaml": """
parameters: [{$ref: "../shared/parameters.yaml#/id"}]
put:
  requestBody: {required: true, content: {application/json: {schema: {$ref: "../shared/pet.yaml"}}}}
  responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "../shared/pet.yaml"}}}}}
""",
    "shared/parameters.yaml": "id: {in: path, name: id, required: true, schema: {type: integer}}\n",
    "shared/pet.yaml": """
oneOf: [{$ref: "cat.yaml"}, {$ref: "dogs.yaml#/Dog"}]
discriminator: {propertyName: kind, mapping: {tom: "cat.yaml", rex: "dogs.yaml#/Dog"}}
""",
    "shared/cat.yaml": """
{type: object, required: [kind, lives], properties: {kind: {type: string}, lives: {type: integer, maximum: 9}}}
""",
    "shared/dogs.yaml": """
Dog: {type: object, required: [kind, barks], properties: {kind: {type: string}, barks: {type: boolean}}}
""",
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def publish(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], str]]:
    """Return what writes files and serves them by HTTP: it gives the URL of their folder."""
    with contextlib.ExitStack() as stack:

        def published(files: dict[str, str]) -> str:
            for name, text in files.items():
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_text(text, encoding="utf-8")
            handler = functools.partial(Quiet, directory=str(tmp_path))
            server = stack.enter_context(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
            thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            thread.start()
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}"

        yield published


@pytest.fixture
def zoo(publish: Callable[[dict[str, str]], str]) -> Any:
    """A client of a description that was started by its URL."""
    return create_app(publish(ZOO) + "/openapi.yaml", cache=False).test_client()


@pytest.mark.parametrize(
    ("target", "body", "status"),
    [
        pytest.param("/v1/pets/1", {"kind": "tom", "lives": 9}, 200, id="below-the-server-beside-the-document"),
        pytest.param("/pets/1", {"kind": "rex", "barks": True}, 200, id="the-bare-path"),
        pytest.param("/v1/pets/one", {"kind": "tom", "lives": 9}, 422, id="a-parameter-of-another-file"),
        pytest.param("/v1/pets/1", {"kind": "tom", "lives": 10}, 422, id="a-schema-of-another-file"),
        pytest.param("/v1/pets/1", {"kind": "rex", "barks": "loud"}, 422, id="a-schema-inside-another-file"),
    ],
)
def test_a_document_started_by_url_with_references_relative_to_it(
    zoo: Any, target: str, body: Any, status: int
) -> None:
    response = zoo.put(target, json=body)
    assert response.status_code == status, response.text


def test_a_mapping_by_relative_uri_says_what_is_wrong_with_the_alternative_it_names(zoo: Any) -> None:
    (reason,) = zoo.put("/v1/pets/1", json={"kind": "tom"}).get_json()["validation"]
    assert "lives" in reason["message"]
    assert "barks" not in reason["message"]


@pytest.mark.parametrize("cat", ["Cat", "#/components/schemas/Cat", "openapi.yaml#/components/schemas/Cat"])
def test_a_mapping_by_name_or_by_uri_chooses_the_same_schema(tmp_path: Path, cat: str) -> None:
    text = f"""
openapi: 3.0.3
info: {{title: t, version: "1"}}
paths:
  /pets:
    post:
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: "#/components/schemas/Pet"}}}}}}}}
      responses: {{"200": {{description: ok, content: {{application/json: {{schema: {{$ref: "#/components/schemas/Pet"}}}}}}}}}}
components:
  schemas:
    Pet:
      oneOf: [{{$ref: "#/components/schemas/Cat"}}, {{$ref: "#/components/schemas/Dog"}}]
      discriminator: {{propertyName: kind, mapping: {{tom: "{cat}", rex: Dog}}}}
    Cat: {{type: object, required: [kind, lives], properties: {{kind: {{type: string}}, lives: {{type: integer}}}}}}
    Dog: {{type: object, required: [kind, barks], properties: {{kind: {{type: string}}, barks: {{type: boolean}}}}}}
"""
    (tmp_path / "openapi.yaml").write_text(text, encoding="utf-8")
    client = create_app(tmp_path / "openapi.yaml", cache=False, stateless=True).test_client()
    (reason,) = client.post("/pets", json={"kind": "tom"}).get_json()["validation"]
    assert "lives" in reason["message"]
    answer = client.post("/pets", json={"kind": "tom", "lives": 3})
    assert answer.status_code == 200
    assert answer.get_json()["kind"] in ("tom", "rex")


@pytest.mark.parametrize(
    ("method", "target", "status", "body"),
    [
        ("GET", "/live/eu/pets", 200, "plain"), ("GET", "/test/eu/pets", 200, "plain"), ("GET", "/pets", 200, "plain"),
        ("GET", "/none/eu/pets", 404, None), ("GET", "/item/moved", 200, "item"),
        ("PUT", "/own/a/moved", 200, "own"), ("PUT", "/own/b/moved", 200, "own"), ("PUT", "/own/c/moved", 404, None),
        ("PUT", "/item/moved", 405, None), ("GET", "/own/a/moved", 405, None),
    ],
)  # fmt: skip
def test_servers_of_the_document_of_a_path_and_of_an_operation(
    tmp_path: Path, method: str, target: str, status: int, body: Any
) -> None:
    (tmp_path / "openapi.yaml").write_text(PLACES, encoding="utf-8")
    response = create_app(tmp_path / "openapi.yaml", cache=False).test_client().open(target, method=method)
    assert response.status_code == status, response.text
    if body is not None:
        assert response.get_json() == body


def test_paths_that_match_the_same_requests_are_reported_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "openapi.yaml").write_text("""\
openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /users/{id}:
    parameters: [{in: path, name: id, required: true, schema: {type: integer}}]
    get: {responses: {"200": {description: ok}}}
  /users/{login}:
    parameters: [{in: path, name: login, required: true, schema: {type: string}}]
    get: {responses: {"200": {description: ok}}}
""")
    assert run(["check", str(tmp_path / "openapi.yaml")]) == 0
    said = capsys.readouterr().out
    assert "openapi.yaml:9 #/paths/~1users~1{login}/get: warning: GET /users/{login} and /users/{id} match" in said
