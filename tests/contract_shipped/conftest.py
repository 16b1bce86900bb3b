"""The shipped description as plain data, and an independent judge: none of our own code takes part in these tests."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
import yaml


@pytest.fixture(scope="session")
def described(root: Path) -> dict[str, Any]:
    """Return openapi.yaml as data."""
    return yaml.load((root / "openapi.yaml").read_bytes(), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="session")
def facts(shared: Path) -> dict[str, Any]:
    """Return the facts that the description was written from."""
    return yaml.load((shared / "wapikit/facts.yaml").read_bytes(), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="session")
def faults(described: dict[str, Any]) -> Callable[[str, Any], list[str]]:
    """Return a judge: the faults of a value by the schema at a pointer into the description, formats asserted."""

    @cache
    def validator(pointer: str) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator(
            {**described, "$ref": "#" + quote(pointer, safe="/~")}, validate_formats=True
        )

    return lambda pointer, value: [str(error.message) for error in validator(pointer).iter_errors(value)]


@pytest.fixture(scope="session")
def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the operations by id, each with its method and path, references within it followed one step."""
    return {
        operation["operationId"]: {
            **operation,
            "method": method.upper(),
            "path": path,
            "parameters": [resolve(described, parameter) for parameter in operation.get("parameters", [])],
            "responses": {code: resolve(described, response) for code, response in operation["responses"].items()},
        }
        for path, item in described["paths"].items()
        for method, operation in item.items()
    }


def resolve(document: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """Follow a local reference, if the value is one."""
    if "$ref" not in value:
        return value
    found: Any = document
    for key in value["$ref"].removeprefix("#/").split("/"):
        found = found[key.replace("~1", "/").replace("~0", "~")]
    return found
