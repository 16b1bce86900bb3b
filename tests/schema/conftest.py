"""A description of a few schemas, written to a folder and loaded as any other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockserver.document import Document, load
from mockserver.schema import Bundle, Direction, Schemas

Describe = Callable[..., Document]
BundleOf = Callable[..., Bundle]


@pytest.fixture
def describe(tmp_path: Path) -> Describe:
    """Return a function that writes schemas (by name) and further files, and loads the description."""

    def described(schemas: dict[str, Any], version: str = "3.1.0", files: dict[str, Any] | None = None) -> Document:
        root: dict[str, Any] = {"info": {"title": "Test", "version": "1"}, "paths": {}}
        if version == "2.0":
            root |= {"swagger": version, "definitions": schemas}
        else:
            root |= {"openapi": version, "components": {"schemas": schemas}}
        for name, content in {"openapi.json": root, **(files or {})}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, indent=1), encoding="utf-8")
        return load(tmp_path / "openapi.json")

    return described


@pytest.fixture
def bundle_of(describe: Describe) -> BundleOf:
    """Return a function that bundles the schema "It" of such a description."""

    def bundle(
        schemas: dict[str, Any] | bool,
        version: str = "3.1.0",
        direction: Direction = "response",
        files: dict[str, Any] | None = None,
        name: str = "It",
    ) -> Bundle:
        named = schemas if isinstance(schemas, dict) and name in schemas else {name: schemas}
        document = describe(named, version, files)
        folder = "definitions" if version == "2.0" else "components/schemas"
        return Schemas(document).bundle(document.lookup(f"{document.root.uri}#/{folder}/{name}"), direction)

    return bundle
