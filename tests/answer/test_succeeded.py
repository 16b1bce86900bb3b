"""A success tells of no failures, as far as its schema can do without them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from mockserver.serve import create_app

ERRORS = "type: array, items: {type: object, required: [code], properties: {code: {type: string}}}"
THING = "type: object, required: [id], properties: {id: {type: string}}"


def answer(folder: Path, path: str, schema: str, status: str = "200") -> Any:
    content = {"application/json": {"schema": yaml.safe_load(schema)}}
    operation = {"operationId": "get", "responses": {status: {"description": "It", "content": content}}}
    description = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {path: {"get": operation}}}
    (folder / "openapi.json").write_text(json.dumps(description), encoding="utf-8")
    return create_app(folder / "openapi.json", cache=False).test_client().get(path).get_json()


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        pytest.param(
            f"{{type: object, properties: {{errors: {{{ERRORS}}}, thing: {{{THING}}}}}}}", None, id="optional"
        ),
        pytest.param(
            f"{{type: object, required: [errors], properties: {{errors: {{{ERRORS}}}, thing: {{{THING}}}}}}}",
            [],
            id="required, may be empty",
        ),
        pytest.param(
            f"{{type: object, properties: {{failures: {{{ERRORS}}}, data: {{type: array, items: {{{THING}}}}}}}}}",
            None,
            id="beside a list",
        ),
        pytest.param(
            f"{{type: object, required: [error], properties: {{thing: {{{THING}}}, "
            "error: {type: [object, 'null'], properties: {code: {type: string}}}}}",
            None,
            id="required, may be null",
        ),
        pytest.param(
            f"{{type: object, properties: {{success: {{const: true}}, error: {{type: string}}, data: {{{THING}}}}}}}",
            None,
            id="beside a flag",
        ),
    ],
)
def test_an_envelope_of_a_success_holds_no_failures(tmp_path: Path, schema: str, told: Any) -> None:
    value = answer(tmp_path, "/things/current", schema)
    assert len(value) > 0
    assert next((value.get(name) for name in ("errors", "failures", "error") if name in value), None) == told


@pytest.mark.parametrize(
    ("path", "schema", "status"),
    [
        pytest.param("/x", f"{{type: object, properties: {{errors: {{{ERRORS}}}}}}}", "200", id="nothing beside"),
        pytest.param(
            "/x",
            f"{{type: object, properties: {{errors: {{{ERRORS}, minItems: 1}}, it: {{{THING}}}}}, required: [errors]}}",
            "200",
            id="the schema wants one",
        ),
        pytest.param(
            "/x", f"{{type: object, properties: {{errors: {{{ERRORS}}}, thing: {{{THING}}}}}}}", "400", id="a failure"
        ),
        pytest.param(
            "/x",
            f"{{type: object, properties: {{valid: {{const: false}}, errors: {{{ERRORS}}}}}, required: [valid]}}",
            "200",
            id="a verdict",
        ),
        pytest.param(
            "/errors",
            f"{{type: object, properties: {{errors: {{type: array, items: {{{THING}}}}}, more: {{type: boolean}}}}}}",
            "200",
            id="a collection of errors",
        ),
        pytest.param(
            "/imports/current",
            f"{{type: object, properties: {{id: {{type: string}}, errors: {{{ERRORS}}}}}}}",
            "200",
            id="an entity tells its own",
        ),
    ],
)
def test_failures_are_told_where_they_are_what_is_asked_for(
    tmp_path: Path, path: str, schema: str, status: str
) -> None:
    assert answer(tmp_path, path, schema, status)["errors"]
