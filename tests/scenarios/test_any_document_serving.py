"""How descriptions of strangers are served: several at once, servers, broken parts, softened checks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockserver.engine import Engine
from mockserver.messages import Request
from mockserver.serve import build
from mockserver.settings import Settings

Ask = Callable[..., Any]

SMALL = """
openapi: 3.0.3
info: {{title: {name}, version: "1"}}
{more}
paths:
  /things:
    get:
      operationId: things
      parameters: [{{name: size, in: query, schema: {{type: integer}}}}]
      responses: {{"200": {{description: ok, content: {{application/json: {{schema: {{enum: [{name}]}}}}}}}}}}
    post:
      operationId: make
      requestBody: {{required: true, content: {{application/json: {{schema: {{type: integer}}}}}}}}
      responses: {{"201": {{description: made}}}}
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], str]:
    def written(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return written


def ask(engine: Any, method: str, target: str, body: Any = None, **headers: str) -> Any:
    path, _, query = target.partition("?")
    data = b"" if body is None else json.dumps(body).encode()
    fields = {"content-type": "application/json", **headers} if data else headers
    return engine.handle(Request(method, path, query, fields, data)).response


def served(*specs: str, **settings: Any) -> Any:
    return build(Settings().changed(spec=specs, cache=False, stateless=True, **settings))


def test_several_descriptions_in_one_server(write: Callable[[str, str], str]) -> None:
    one, two = (write(f"{name}.yaml", SMALL.format(name=name, more="")) for name in ("billing", "users"))
    engine = served(one, two, at=("/billing", "/users"))
    assert json.loads(ask(engine, "GET", "/billing/things").body) == "billing"
    assert json.loads(ask(engine, "GET", "/users/things").body) == "users"
    assert ask(engine, "GET", "/things").status == 404
    assert ask(engine, "GET", "/billingthings").status == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [("/v2/eu/things", 200), ("/things", 200), ("/beta/things", 200), ("/v3/eu/things", 404), ("/v2/things", 404)],
)
def test_servers_and_their_variables(write: Callable[[str, str], str], path: str, status: int) -> None:
    servers = """
servers:
  - url: https://{region}.example.com/{version}/{region}
    variables: {region: {default: eu}, version: {default: v2, enum: [v1, v2]}}
  - url: /beta
"""
    engine = served(write("a.yaml", SMALL.format(name="a", more=servers)))
    assert ask(engine, "GET", path).status == status


@pytest.mark.parametrize(
    ("validate", "operations", "status", "severity"),
    [
        ("strict", {}, 422, "Error"), ("warn", {}, 201, "Error"), ("off", {}, 201, "Information"),
        ("strict", {"make": {"validate": "warn"}}, 201, "Error"),
        ("off", {"make": {"validate": "strict"}}, 422, "Error"),
        ("strict", {"POST /things": {"validate": "off"}}, 201, "Information"),
    ],
)  # fmt: skip
def test_softened_checks_still_tell_why(
    write: Callable[[str, str], str],
    caplog: pytest.LogCaptureFixture,
    validate: str,
    operations: dict[str, Any],
    status: int,
    severity: str,
) -> None:
    caplog.set_level("INFO", "mockserver.requests")
    engine = served(write("a.yaml", SMALL.format(name="a", more="")), validate=validate, operations=operations)
    assert isinstance(engine, Engine)
    exchange = engine.handle(Request("POST", "/things", "", {"content-type": "application/json"}, b'"x"'))
    assert exchange.response.status == status
    assert [(one.code, one.severity) for one in exchange.violations] == [("type", severity)]
    assert "must be integer" in (exchange.response.header("sl-violations") or "")
    assert len(caplog.records) == (severity == "Error")


@pytest.mark.parametrize(
    ("rule", "status", "told"), [("allow", 200, False), ("warn", 200, True), ("refuse", 422, True)]
)
def test_undeclared_query_parameters(write: Callable[[str, str], str], rule: str, status: int, told: bool) -> None:
    engine = served(write("a.yaml", SMALL.format(name="a", more="")), unknown_query=rule)
    response = ask(engine, "GET", "/things?colour=red")
    assert response.status == status
    assert ("colour" in (response.header("sl-violations") or "")) is told


BROKEN = """
openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /lost: {$ref: "nowhere.yaml"}
  /loop: {$ref: "#/paths/~1loop"}
  /good: {get: {responses: {"204": {description: ok}}}}
  /half:
    get: {parameters: [{$ref: "#/components/parameters/Gone"}], responses: {"204": {description: ok}}}
    post: {responses: {"200": {$ref: "#/components/responses/Gone"}}}
    put: {responses: {"204": {description: ok}}}
  /shaped: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "gone.json"}}}}}}}
"""


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/good", 204), ("PUT", "/half", 204), ("GET", "/lost", 404), ("GET", "/loop", 404)],
)
def test_what_is_broken_does_not_stop_the_rest(
    write: Callable[[str, str], str], method: str, path: str, status: int
) -> None:
    engine = served(write("broken.yaml", BROKEN))
    assert ask(engine, method, path).status == status


@pytest.mark.parametrize(("method", "path"), [("GET", "/half"), ("POST", "/half"), ("GET", "/shaped")])
def test_a_broken_operation_names_its_reference(write: Callable[[str, str], str], method: str, path: str) -> None:
    response = ask(served(write("broken.yaml", BROKEN)), method, path)
    assert response.status in (200, 500)
    if response.status == 500:
        assert "one" in response.body.decode().lower()
        assert "broken.yaml:" in response.body.decode()


@pytest.mark.parametrize(
    ("paths", "target", "found"),
    [
        ("/{a}.{b}", "/x.y", {"a": "x", "b": "y"}),
        ("/x/{id}:act", "/x/7:act", {"id": "7"}),
        ("/{a}-{b}", "/p-q-r", None),
        ("/f/{name}", "/f/a%2Fb", {"name": "a/b"}),
        ("/f/{na-me}", "/f/a", {"na-me": "a"}),
    ],
)
def test_templates(write: Callable[[str, str], str], paths: str, target: str, found: dict[str, str] | None) -> None:
    names = [part.partition("}")[0] for part in paths.split("{")[1:]]
    listed = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    operation = {"parameters": listed, "responses": {"204": {"description": "ok"}}}
    document = {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {paths: {"get": operation}}}
    engine = served(write("t.json", json.dumps(document)))
    assert isinstance(engine, Engine)
    assert ask(engine, "GET", target).status == 204
    matched = engine.contract.match("GET", target)
    values = matched.judge(Request("GET", target)).path  # type: ignore[union-attr]
    if found is None:
        assert "-".join(values.values()) == "p-q-r"
    else:
        assert values == found
