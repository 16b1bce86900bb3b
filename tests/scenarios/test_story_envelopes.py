"""An envelope calls its entities by words of its own; they are the same that the details show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mockserver.serve import create_app

THING: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
}


def answers(schema: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": "Found", "content": {"application/json": {"schema": schema}}}}


def enveloped(names: tuple[str, ...], schema: dict[str, Any]) -> dict[str, Any]:
    for name in reversed(names):
        schema = {"type": "object", "required": [name], "properties": {name: schema}}
    return schema


@pytest.mark.parametrize("listed", [("data",), ("items",), ("rows",), ("x",), ("result", "entries")])
@pytest.mark.parametrize("shown", [(), ("data",), ("record",)])
@pytest.mark.parametrize("component", ["T", "Data", ""])
def test_a_list_and_the_details_show_the_same(
    listed: tuple[str, ...], shown: tuple[str, ...], component: str, tmp_path: Path
) -> None:
    thing = {"$ref": f"#/components/schemas/{component}"} if component else THING
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    description = {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": {
            "/things": {"get": {"responses": answers(enveloped(listed, {"type": "array", "items": thing}))}},
            "/things/{id}": {"parameters": [parameter], "get": {"responses": answers(enveloped(shown, thing))}},
        },
        "components": {"schemas": {component or "Unused": THING}},
    }
    spec = tmp_path / "things.json"
    spec.write_text(json.dumps(description), encoding="utf-8")
    client = create_app(spec, cache=False).test_client()
    page = client.get("/things").get_json()
    for name in listed:
        page = page[name]
    assert page
    for one in page:
        found = client.get(f"/things/{one['id']}").get_json()
        for name in shown:
            found = found[name]
        assert found == one
