"""No schema makes one answer cost without bound: what is tried in vain is paid for from one budget, at any depth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from untimed import SOON, counted

from mockserver.serve import create_app

Schema = dict[str, Any]

MOST_CALLS = 6 * SOON  # what a budget comes to: without one it is a hundred times as much, or has no end
DEPTHS = (2, 6)


def client_of(folder: Path, schema: Schema, named: Schema | None = None, body: Schema | None = None) -> Any:
    operation: Schema = {
        "operationId": "make",
        "responses": {"200": {"description": "A value", "content": {"application/json": {"schema": schema}}}},
    }
    if body is not None:
        operation["requestBody"] = {"content": {"application/json": {"schema": body}}}
    paths = {"/x": {"get" if body is None else "post": operation}}
    description = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths}
    description["components"] = {"schemas": named or {}}
    path = folder / "openapi.json"
    path.write_text(json.dumps(description))
    return create_app(path, cache=False).test_client()


def alike(inner: Schema) -> Schema:
    """Three alternatives that accept the same values: a `oneOf` that nothing satisfies."""
    return {"type": "object", "required": ["p"], "properties": {"p": {"oneOf": [inner, inner, inner]}}}


def refusing(inner: Schema) -> Schema:
    return {"type": "object", "required": ["n"], "properties": {"n": {"not": inner}}, "not": inner}


def depending(inner: Schema) -> Schema:
    names = [f"a{number}" for number in range(5)]
    chain = zip(names, names[1:] + names[:1], strict=True)
    needed = {name: {"required": [other], "properties": {other: inner}} for name, other in chain}
    return {"type": "object", "required": ["a0"], "dependentSchemas": needed}


def crowded(inner: Schema) -> Schema:
    """Many properties of any name, each of which is one of what cannot be."""
    return {"type": "object", "minProperties": 50, "additionalProperties": {"anyOf": [inner, {"not": {}}, inner]}}


IMPOSSIBLE = {"type": "string", "pattern": "^a$", "not": {"const": "a"}}


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("nested", [alike, refusing, depending, crowded])
def test_what_leads_nowhere_at_every_level_is_given_up(tmp_path: Path, nested: Any, depth: int) -> None:
    levels = {f"L{level}": nested({"$ref": f"#/components/schemas/L{level - 1}"}) for level in range(1, depth + 1)}
    schema = {"$ref": f"#/components/schemas/L{depth}"}
    client = client_of(tmp_path, schema, {"L0": IMPOSSIBLE, **levels})
    client.get("/y")
    answer, calls = counted(lambda: client.get("/x"))
    assert answer.status_code == 200 or answer.get_json()["type"].endswith("SCHEMA_TOO_COMPLEX")
    assert calls < MOST_CALLS


def branch(*, needed: tuple[str, ...] = (), inner: Schema, service: str = "") -> Schema:
    properties = {"color": {"type": "boolean"}, "parts": {"type": "array", "items": inner}, "first": inner}
    told = {"service": {"enum": [service]}} if service else {}
    return {"type": "object", "required": ["color", "first", *needed], "properties": {**properties, **told}}


@pytest.mark.parametrize("service", ["registered", "certified"])
def test_what_was_sent_is_given_up_where_several_alternatives_take_it(tmp_path: Path, service: str) -> None:
    """A value with the service fits the plain alternative too: only what is absurd tells them apart."""
    schema: Schema = {"type": "string"}
    for _ in range(3):
        told = [branch(needed=("service",), inner=schema, service=name) for name in ("registered", "certified")]
        schema = {"oneOf": [branch(inner=schema), *told]}
    sent = {"type": "object", "properties": {"color": {"type": "boolean"}, "service": {"type": "string"}}}
    client = client_of(tmp_path, schema, body=sent)
    for seed in range(3):
        body, prefer = {"color": True, "service": service}, {"Prefer": f"seed={seed}"}
        answer, calls = counted(lambda body=body, prefer=prefer: client.post("/x", json=body, headers=prefer))
        assert answer.status_code == 200
        assert calls < MOST_CALLS


def test_a_listing_of_values_is_not_longer_than_its_steps(tmp_path: Path) -> None:
    """Objects of constants have one value each, but finding that out would take as many steps as there are ways."""
    named = {f"U{level}": ways(60, f"U{level + 1}") for level in range(4)}
    schema: Schema = {"type": "array", "uniqueItems": True, "minItems": 2, "items": {"$ref": "#/components/schemas/U0"}}
    client = client_of(tmp_path, schema, {**named, "U4": {"const": 1}})
    answer, calls = counted(lambda: client.get("/x"))
    assert answer.get_json()["type"].endswith("SCHEMA_TOO_COMPLEX")
    assert calls < MOST_CALLS


def ways(count: int, target: str) -> Schema:
    names = [f"k{number}" for number in range(count)]
    properties = {name: {"$ref": f"#/components/schemas/{target}"} for name in names}
    return {"type": "object", "additionalProperties": False, "required": names, "properties": properties}
