"""Contracts from inline descriptions."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockserver.contract import Contract, JudgeOptions, compile_contract
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
