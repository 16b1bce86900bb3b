"""Every operation of the public descriptions compiles, and so does every schema that it names."""

import json
from pathlib import Path

import pytest

from mockserver.contract import Contract, Operation, compile_contract
from mockserver.document import load

NAMES = (
    "api-with-examples",
    "box",
    "client-baseline-31",
    "discord",
    "docker-engine",
    "github-2022",
    "gotify",
    "link-example",
    "lob",
    "meilisearch",
    "museum",
    "petstore3",
    "readme-parameters-style",
    "readme-schema-types",
    "slack-web",
    "spotify",
    "uber-oas2",
)


def read(shared: Path, name: str) -> tuple[Contract, int]:
    entries = json.loads((shared / "specs" / "index.json").read_text())
    entry = next(entry for entry in entries if entry["name"] == name)
    return compile_contract(load(shared / "specs" / entry["file"])), entry["operations"]


def schemas(operation: Operation):
    """Yield every bundle that the operation names."""
    for parameter in operation.parameters:
        yield parameter.bundle or (parameter.media_type and parameter.media_type.schema("request"))
    contents = [(operation.body.content, "request")] if operation.body else []
    for response in operation.responses.values():
        contents.append((response.content, "response"))
        yield from (header.bundle for header in response.headers.values())
    for content, direction in contents:
        for media in content.values():
            yield media.schema(direction)
            yield media.item_schema(direction)


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_compiles(shared, name):
    contract, operations = read(shared, name)
    assert len(contract.operations) == operations
    for operation in contract.operations:
        assert contract.operation(operation.id) is not None
        assert operation.responses or not operation.node.value.get("responses")
        assert operation.security is not None
        for bundle in schemas(operation):
            if bundle is not None:
                assert bundle.schema in (True, False) or isinstance(bundle.schema, dict)


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_is_found_by_a_path_of_its_own(shared, name):
    contract, _ = read(shared, name)
    for operation in contract.operations:
        path = operation.template.path
        for name_ in operation.template.names:
            path = path.replace("{" + name_ + "}", "zz9")
        for base in {contract.base_paths[0], ""}:
            found = contract.match(operation.method, base + path)
            candidates = [found.operation, *(route.target for route in found.rivals)]
            assert operation in candidates
