"""Strings that a description binds twice: a pattern beside a format, a length beside an encoding, a code for a word."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import regress

from mockserver.serve import create_app

PATTERNS = {
    "quoted": r"^(?<q>[ab])[a-z]{4}\k<q>$",
    "ahead": r"^ab(?=cd)[a-z]{4}(?!x)[xyz]$",
    "bounded": r"\bcat\b.*\Bdog",
}
MOMENT = {"format": "date-time", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"}
PROPERTIES: dict[str, dict[str, Any]] = {
    "id": {},
    "createdAt": MOMENT,
    "updatedAt": MOMENT,
    "document": {"format": "uri", "pattern": r"\.pdf$"},
    "server": {"allOf": [{"format": "hostname", "pattern": r"\.internal$"}, {"pattern": "^db-", "maxLength": 30}]},
    "sha": {"contentEncoding": "base64url", "minLength": 43, "maxLength": 43},
    "city": {},
    "state": {"minLength": 2, "maxLength": 2},
    "country": {"pattern": "^[A-Z]{2}$"},
    **{name: {"pattern": pattern} for name, pattern in PATTERNS.items()},
}


@pytest.fixture
def things(tmp_path: Path) -> list[dict[str, Any]]:
    schema = {
        "type": "object",
        "properties": {name: {"type": "string", **rules} for name, rules in PROPERTIES.items()},
        "required": list(PROPERTIES),
    }
    path = {
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
        "get": {"responses": {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}},
    }
    description = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/things/{id}": path}}
    (tmp_path / "openapi.json").write_text(json.dumps(description))
    client = create_app(tmp_path / "openapi.json", cache=False).test_client()
    answers = [client.get(f"/things/{number}") for number in range(20)]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.get_json() for answer in answers]


def test_strings_that_are_bound_twice_are_served(things: list[dict[str, Any]]) -> None:
    for thing in things:
        assert thing["document"].startswith("https://")
        assert thing["document"].endswith(".pdf")
        assert thing["server"].startswith("db-")
        assert thing["server"].endswith(".internal")
        assert len(thing["sha"]) == 43
        assert thing["country"] == "US"


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_of_ecma_262_are_heard(things: list[dict[str, Any]], name: str) -> None:
    judge = regress.Regex(PATTERNS[name])
    assert [thing[name] for thing in things if judge.find(thing[name]) is None] == []


def test_moments_keep_their_order_in_any_notation(things: list[dict[str, Any]]) -> None:
    now = datetime.now(UTC).isoformat()
    assert [each for each in things if not "2020" <= each["createdAt"] <= each["updatedAt"] <= now] == []
