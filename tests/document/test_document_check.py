"""Diagnostics: what is wrong in a description that loads, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mockserver.document import diagnose, load

TABLE = yaml.safe_load((Path(__file__).parent / "diagnostics.yaml").read_text())
OK = "info: {title: t, version: '1'}\n"
GET = "paths: {'/a': {get: {responses: {200: {description: d}}, %s}}}\n"


@pytest.fixture
def problems(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def problems(text, version="3.1.0"):
        (tmp_path / "a.yaml").write_text(f"openapi: {version}\n{text}")
        return [f"{one.severity} {one.place}: {one.message} [{one.code}]" for one in diagnose(load("a.yaml"))]

    return problems


def test_a_sound_description_has_none(problems):
    assert problems(OK + GET % "operationId: a, security: [{}]") == []


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
def test_problems_are_named_with_their_places(problems, tmp_path, row):
    assert [line.replace(str(tmp_path), "FOLDER") for line in problems(row["text"])] == row["problems"]


@pytest.mark.parametrize(
    "text",
    [
        "schemas: {A: {example: DATA, default: DATA, enum: [DATA], const: DATA, examples: [DATA], x-a: DATA}}",
        "examples: {a: {value: DATA}}",
        "parameters: {p: {name: p, in: query, schema: {}, example: DATA}}",
        "links: {l: {operationRef: '#/no', requestBody: DATA, parameters: {a: DATA}}}",
        "x-a: DATA",
    ],
)
def test_a_reference_inside_data_is_data(problems, text):
    components = "components: {" + text.replace("DATA", "{$ref: '#/no'}") + "}\n"
    assert problems(OK + components + GET % "") == []


def test_recursive_schemas_end(problems):
    schemas = "{A: {properties: {a: {$ref: '#/components/schemas/A'}}}, B: {$ref: '#/components/schemas/B'}}"
    text = f"components: {{schemas: {schemas}}}\n"
    assert problems(OK + text + GET % "") == []


def test_responses_are_required_up_to_3_0(problems):
    assert problems(OK + "paths: {/a: {get: {}}}\n", "3.0.3") == [
        "error a.yaml:3 #/paths/~1a/get: an Operation object must have 'responses' [MISSING_MEMBER]"
    ]


def test_a_document_full_of_problems_is_reported_up_to_a_bound(problems):
    assert len(problems(OK + "tags: [" + "1, " * 5000 + "]\n" + GET % "")) == 1000
