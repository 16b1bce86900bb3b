"""Every schema of the official suite that some instance satisfies gets a valid value, for 20 seeds, by two engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

from mockserver.document import load
from mockserver.generate import Generator, Scene
from mockserver.schema import Bundle, Schemas

REMOTES = "http://localhost:1234"
SEEDS = 20
DRAFTS: dict[str, tuple[dict[str, str], str, Any, Any]] = {
    "draft2020-12": ({"openapi": "3.1.0"}, "$id", Draft202012Validator, DRAFT202012),
    "draft4": (
        {"openapi": "3.1.0", "jsonSchemaDialect": "http://json-schema.org/draft-04/schema#"},
        "id",
        Draft4Validator,
        DRAFT4,
    ),
}
METASCHEMA = "refers to a metaschema by its URL, and nothing outside the description's own origin is fetched"
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("defs", "validate definition against metaschema"): METASCHEMA,
    ("definitions", "validate definition against metaschema"): METASCHEMA,
    ("ref", "remote ref, containing refs itself"): METASCHEMA,
    ("ref", "$ref prevents a sibling id from changing the base uri"): "an `id` beside `$ref` is taken for one",
}
"""Schemas for which the value may be invalid, and why."""


@pytest.fixture(scope="module")
def remotes(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generate")
    source = shared / "json-schema-suite" / "remotes"
    for remote in source.rglob("*.json"):
        copy = folder / remote.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(remote.read_text(encoding="utf-8").replace(REMOTES, folder.as_uri()), encoding="utf-8")
    return folder


def satisfiable(shared: Path, draft: str) -> Iterator[tuple[str, str, Any]]:
    for path in sorted((shared / "json-schema-suite" / "tests" / draft).glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            if any(test["valid"] for test in group["tests"]):
                yield path.stem, group["description"], group["schema"]


def bundled(folder: Path, draft: str, schema: Any) -> Bundle:
    version, identifier, *_ = DRAFTS[draft]
    placed = {identifier: f"{REMOTES}/case.json", **schema} if isinstance(schema, dict) else schema
    description = {**version, "info": {"title": "Suite", "version": "1"}, "paths": {}}
    description["components"] = {"schemas": {"Case": placed}}
    path = folder / "openapi.json"
    path.write_text(json.dumps(description).replace(REMOTES, folder.as_uri()), encoding="utf-8")
    document = load(path)
    return Schemas(document).bundle(document.root / "components" / "schemas" / "Case", "response")


def reference_validator(folder: Path, draft: str, schema: Any) -> Any:
    _, _, validator, specification = DRAFTS[draft]
    found = []
    for path in folder.rglob("*.json"):
        contents = json.loads(path.read_text(encoding="utf-8").replace(folder.as_uri(), REMOTES))
        named = contents.get("$schema", "") if isinstance(contents, dict) else ""
        if isinstance(contents, dict) and (draft == "draft2020-12" or "draft-04" in named or not named):
            uri = f"{REMOTES}/{path.relative_to(folder).as_posix()}"
            found.append((uri, Resource.from_contents(contents, default_specification=specification)))
    return validator(schema, registry=Registry().with_resources(found))


def first_refused(folder: Path, draft: str, schema: Any, generator: Generator) -> str | None:
    bundle = bundled(folder, draft, schema)
    reference = reference_validator(folder, draft, schema)
    readable = not re.search(r"\\\\p\{", json.dumps(schema))  # Python's expressions know no Unicode properties
    for seed in range(SEEDS):
        value = generator.value(bundle, Scene(key=f"case {seed}"))
        if not bundle.validator.is_valid(value) or (readable and not reference.is_valid(value)):
            return json.dumps(value)
    return None


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_satisfiable_schema_of_the_suite_gets_valid_values(draft: str, shared: Path, remotes: Path) -> None:
    generator = Generator()
    tried, wrong = 0, []
    for file, description, schema in satisfiable(shared, draft):
        tried += 1
        if (file, description) not in EXCEPTIONS:
            refused = first_refused(remotes, draft, schema, generator)
            if refused is not None:
                wrong.append(f"{file}: {description}: {refused}")
    assert not wrong
    assert tried > {"draft2020-12": 350, "draft4": 150}[draft]
