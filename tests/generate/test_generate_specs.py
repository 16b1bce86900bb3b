"""Component schemas of published descriptions: a valid value for each, in either direction."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockserver.document import load
from mockserver.generate import Generator, Scene, Unsatisfiable
from mockserver.schema import Schemas

EVERY = {"box.json": 16, "discord.json": 16, "github-2022.json": 16, "docker-engine.yaml": 8, "meilisearch.json": 8}
"""Of the large descriptions every nth schema is enough here; `benchmarks/generate.py --specs` takes them all."""

UNSATISFIABLE = {"client-baseline-31.yaml": {"ADiscriminatedUnion"}}
"""Whose two alternatives accept the very same objects, so that never exactly one of them does."""


@pytest.mark.parametrize(
    "name",
    [
        "box.json",
        "client-baseline-31.yaml",
        "discord.json",
        "docker-engine.yaml",
        "github-2022.json",
        "gotify.json",
        "link-example.json",
        "meilisearch.json",
        "museum.yaml",
        "petstore3.yaml",
        "slack-web.json",
        "spotify.yaml",
        "uber-oas2.json",
    ],
)
def test_component_schemas_get_valid_values(name: str, shared: Path) -> None:
    document = load(shared / "specs" / name)
    schemas, generator = Schemas(document), Generator()
    refused, wrong = set(), []
    components = list((document.root / "components" / "schemas").items())
    for component, node in components[:: EVERY.get(name, 1)]:
        for direction in ("response", "request"):
            bundle = schemas.bundle(node, direction)
            try:
                value = generator.value(bundle, Scene(key=component))
            except Unsatisfiable:
                refused.add(component)
                continue
            if not bundle.validator.is_valid(value):
                wrong += [f"{component}: {violation}" for violation in bundle.validator.explain(value, "body")]
    assert not wrong
    assert refused == UNSATISFIABLE.get(name, set())
