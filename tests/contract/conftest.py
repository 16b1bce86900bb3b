"""Contracts from inline descriptions."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mockserver.contract import Contract, JudgeOptions, MediaType, bodies, compile_contract
from mockserver.document import load


@pytest.fixture
def contract_of(tmp_path: Path) -> Callable[..., Contract]:
    """Return a function that compiles `paths` and further members of the root, or YAML text."""

    def compiled(paths: Any, options: JudgeOptions | None = None, **root: Any) -> Contract:
        if isinstance(paths, str):
            file = tmp_path / "api.yaml"
            file.write_text(paths, encoding="utf-8")
        else:
            file = tmp_path / "api.json"
            tree = {"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": paths} | root
            file.write_text(json.dumps(tree), encoding="utf-8")
        return compile_contract(load(file), options)

    return compiled


@dataclass(frozen=True)
class Body:
    """One Media Type Object of a request body, and its codec."""

    media: MediaType

    def read(self, data: bytes | str, content_type: str = "") -> Any:
        return self.decode(data, content_type).value

    def decode(self, data: bytes | str, content_type: str = "") -> bodies.Decoded:
        octets = data.encode() if isinstance(data, str) else data
        return bodies.decode(self.media, content_type or self.media.range, octets, "request")

    def write(self, value: Any, content_type: str | None = None) -> bytes:
        return self.encode(value, content_type)[0]

    def encode(self, value: Any, content_type: str | None = None) -> tuple[bytes, str]:
        return bodies.encode(self.media, value, content_type, "request")


@pytest.fixture
def body_of(contract_of: Callable[..., Contract]) -> Callable[..., Body]:
    """Return a function that compiles one Media Type Object, and component schemas beside it."""

    def compiled(range_: str, media: dict[str, Any], **schemas: Any) -> Body:
        operation = {"requestBody": {"content": {range_: media}}, "responses": {"200": {"description": "fine"}}}
        contract = contract_of({"/": {"post": operation}}, openapi="3.2.0", components={"schemas": schemas})
        body = contract.operations[0].body
        assert body is not None
        return Body(body.content[range_])

    return compiled
