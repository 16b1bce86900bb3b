"""Settings in pyproject.toml: every way to write the table is heard, and a file without one is not even parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockserver.errors import UsageError
from mockserver.settings import gather

TABLES = {
    "usual": "[tool.mockserver]\nport = 7\n",
    "spaced": "[ tool . mockserver ]\nport = 7\n",
    "quoted": '["tool"."mockserver"]\nport = 7\n',
    "of the whole": "[tool]\nmockserver = {port = 7}\n",
    "inline": "tool = {mockserver = {port = 7}}\n",
    "dotted": "tool.mockserver.port = 7\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_is_heard_however_it_is_written(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert gather({}, {}, None, tmp_path).settings.port == 7


@pytest.mark.parametrize("text", ['[project]\nname = "mockserver"\n[tool.mypy]\n', "tool mockserver = [\n"])
def test_what_is_not_ours_is_left_alone(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert gather({}, {}, None, tmp_path).settings.port == 4010


def test_a_table_of_ours_that_is_no_toml_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.mockserver\nport = 7\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the config file is not TOML"):
        gather({}, {}, None, tmp_path)
