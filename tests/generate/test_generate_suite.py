"""Every schema of the official suite that some instance satisfies is answered over HTTP with values that satisfy it.

All of a draft's schemas stand in one description, each as the response of an operation of its own, and are asked for
with 20 seeds. Two engines judge every value by the suite's own text. No schema is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from flask.testing import FlaskClient
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

from mockserver.answer import audit
from mockserver.generate import Generator
from mockserver.serve import create_app, load

REMOTES = "http://localhost:1234"
SEEDS = 20
DRAFT_4 = "http://json-schema.org/draft-04/schema#"
DRAFTS: dict[str, tuple[dict[str, str], str, int]] = {
    "draft2020-12": ({"openapi": "3.1.0"}, "$id", 350),
    "draft4": ({"openapi": "3.1.0", "jsonSchemaDialect": DRAFT_4}, "id", 150),
}
UNSATISFIABLE = {
    ("allOf", "allOf with boolean schemas, some false"),
    ("allOf", "allOf with boolean schemas, all false"),
    ("anyOf", "anyOf with boolean schemas, all false"),
    ("boolean_schema", "boolean schema 'false'"),
    ("enum", "empty enum"),
    ("minContains", "maxContains < minContains"),
    ("not", "forbid everything with empty schema"),
    ("not", "forbid everything with boolean schema true"),
    ("oneOf", "oneOf with boolean schemas, all true"),
    ("oneOf", "oneOf with boolean schemas, more than one true"),
    ("oneOf", "oneOf with boolean schemas, all false"),
    ("ref", "$ref to boolean schema false"),
}


@pytest.fixture(scope="module")
def remotes(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generate")
    source = shared / "json-schema-suite" / "remotes"
    for remote in source.rglob("*.json"):
        copy = folder / remote.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(remote.read_text(encoding="utf-8").replace(REMOTES, folder.as_uri()), encoding="utf-8")
    return folder


def groups(shared: Path, draft: str) -> Iterator[tuple[str, Any]]:
    for path in sorted((shared / "json-schema-suite" / "tests" / draft).glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            yield path.stem, group


def served(folder: Path, draft: str, schemas: list[Any]) -> FlaskClient:
    """Serve the description whose operation `/{n}` answers by the n-th schema."""
    version, identifier, _ = DRAFTS[draft]
    paths = {}
    for number, schema in enumerate(schemas):
        placed = {identifier: f"{REMOTES}/cases/{number}.json", **schema} if isinstance(schema, dict) else schema
        content = {"application/json": {"schema": placed}}
        paths[f"/{number}"] = {"get": {"responses": {"200": {"description": "A value", "content": content}}}}
    description = {**version, "info": {"title": "Suite", "version": "1"}, "paths": paths}
    path = folder / f"{draft}.openapi"
    path.write_text(json.dumps(description).replace(REMOTES, folder.as_uri()), encoding="utf-8")
    return create_app(path, cache=False).test_client()


@pytest.fixture(scope="module")
def resources(remotes: Path) -> list[tuple[str, Any]]:
    """The suite's remote schemas by the URI that it gives them."""
    found = []
    for path in remotes.rglob("*.json"):
        contents = json.loads(path.read_text(encoding="utf-8").replace(remotes.as_uri(), REMOTES))
        found.append((f"{REMOTES}/{path.relative_to(remotes).as_posix()}", contents))
    return found


def judges(draft: str, resources: list[tuple[str, Any]]) -> Any:
    """Return what makes the two judges of a schema: jsonschema and jsonschema-rs, each with the suite's remotes."""
    newest = draft == "draft2020-12"
    specification = DRAFT202012 if newest else DRAFT4
    named = [
        (uri, contents)
        for uri, contents in resources
        if isinstance(contents, dict) and (newest or "draft-04" in contents.get("$schema", "draft-04"))
    ]
    found = ((uri, Resource.from_contents(contents, default_specification=specification)) for uri, contents in named)
    registry = Registry().with_resources(found).crawl()  # else it is crawled again at every reference
    python = jsonschema.Draft202012Validator if newest else jsonschema.Draft4Validator
    rust = jsonschema_rs.Draft202012Validator if newest else jsonschema_rs.Draft4Validator
    texts = dict(named)

    def made(schema: Any) -> tuple[Any, ...]:
        fast = rust(schema, retriever=texts.__getitem__).is_valid
        if re.search(r"\\\\p\{", json.dumps(schema)):  # Python's expressions know no Unicode properties
            return (fast,)
        return fast, python(schema, registry=registry).is_valid

    return made


def ask(client: FlaskClient, path: str, seed: int) -> tuple[int, bytes]:
    response = client.get(path, headers={"Prefer": f"seed={seed}"})
    return response.status_code, response.data


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_satisfiable_schema_of_the_suite_is_answered_with_valid_values(
    draft: str, shared: Path, remotes: Path, resources: list[tuple[str, Any]]
) -> None:
    cases = [(file, one) for file, one in groups(shared, draft) if any(test["valid"] for test in one["tests"])]
    client = served(remotes, draft, [group["schema"] for _, group in cases])
    judged = judges(draft, resources)
    wrong = []
    for number, (file, group) in enumerate(cases):
        accept = judged(group["schema"])
        answers = {ask(client, f"/{number}", seed) for seed in range(SEEDS)}
        for status, body in sorted(answers):  # the same text need not be judged twice
            if status != 200 or not all(judge(json.loads(body)) for judge in accept):
                wrong.append(f"{file}: {group['description']}: {status} {body[:200]!r}")
    assert not wrong
    assert len(cases) > DRAFTS[draft][2]


def test_a_schema_that_nothing_satisfies_is_the_trouble_of_its_operation_alone(shared: Path, remotes: Path) -> None:
    suite = groups(shared, "draft2020-12")
    cases = [group["schema"] for file, group in suite if (file, group["description"]) in UNSATISFIABLE]
    assert len(cases) == len(UNSATISFIABLE)
    client = served(remotes, "draft2020-12", [*cases, {"type": "integer"}])
    for number in range(len(cases)):
        response = client.get(f"/{number}")
        assert response.status_code == 500, cases[number]
        assert response.json["type"].endswith("SCHEMA_TOO_COMPLEX")
        assert response.json["detail"].startswith(
            f"No valid application/json body could be made for GET /{number} 200: "
        )
    assert isinstance(client.get(f"/{len(cases)}").json, int)
    contract = load(remotes / "draft2020-12.openapi")
    warned = [found.place.pointer for found in audit(contract, Generator()) if found.code == "UNSATISFIABLE"]
    assert [pointer.split("/")[2] for pointer in warned] == [f"~1{number}" for number in range(len(cases))]
