"""A fixture that names the type of its body sends one Content-Type, its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockserver import create_app

DOCUMENT = """
openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /thing:
    get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: object}}}}}}
"""


@pytest.mark.parametrize("body", ['"jsonBody": {"a": 1}', '"base64Body": "eyJhIjogMX0="'])
def test_one_content_type(tmp_path: Path, body: str) -> None:
    source, folder = tmp_path / "t.yaml", tmp_path / "mappings"
    source.write_text(DOCUMENT)
    folder.mkdir()
    named = '"headers": {"Content-Type": "application/json; charset=utf-8"}'
    request = '"request": {"method": "GET", "urlPath": "/thing"}'
    (folder / "one.json").write_text(f'{{{request}, "response": {{"status": 200, {named}, {body}}}}}')
    answer = create_app(str(source), fixtures=str(folder)).test_client().get("/thing")
    assert (answer.json, answer.headers["X-Mock-Source"]) == ({"a": 1}, "fixture")
    assert answer.headers.getlist("Content-Type") == ["application/json; charset=utf-8"]
