"""The schemas of real public descriptions: each is bundled, compiled and explained, and none has to be softened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mockserver.document import load
from mockserver.schema import Schemas, every_subschema, merge, resolve_local

SPECS = {
    "box.json": ("components/schemas", 280),
    "client-baseline-31.yaml": ("components/schemas", 20),
    "docker-engine.yaml": ("definitions", 100),
    "gotify.json": ("definitions", 10),
    "meilisearch.json": ("components/schemas", 80),
    "museum.yaml": ("components/schemas", 20),
    "slack-web.json": ("definitions", 20),
    "spotify.yaml": ("components/schemas", 50),
    "uber-oas2.json": ("definitions", 5),
}


@pytest.mark.parametrize("name", SPECS)
def test_every_component_of_a_public_description_holds(name: str, shared: Path) -> None:
    document = load(shared / "specs" / name)
    folder, least = SPECS[name]
    schemas = Schemas(document)
    components = list(document.lookup(f"{document.root.uri}#/{folder}").items())
    assert len(components) >= least
    for _, node in components:
        for bundle in (schemas.bundle(node, "request"), schemas.bundle(node, "response")):
            assert bundle.warnings == ()
            assert bundle.name == node.pointer.rpartition("/")[2]
            assert_self_contained(bundle.schema)
            refused = {"a": "\x00"}
            assert bundle.validator.is_valid(refused) is (bundle.validator.explain(refused, "body") == ())
            merge(bundle.schema, lambda ref, root=bundle.schema: resolve_local(root, ref))


def assert_self_contained(schema: Any) -> None:
    for each in every_subschema(schema):
        if isinstance(each, dict):
            assert each.keys().isdisjoint({"$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$schema", "definitions"})
            if "$ref" in each:
                resolve_local(schema, each["$ref"])
            for ref in each.get("discriminator", {}).get("mapping", {}).values():
                resolve_local(schema, ref)
