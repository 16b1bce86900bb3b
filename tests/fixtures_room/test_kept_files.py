"""The files of a folder of fixtures are kept together: what was read once is not read again, and says the same."""

import json
import os
import subprocess
import sys

import pytest
import yaml

from mockserver.fixtures import load_folder

YAML = "# a pet\nwhen: {operationId: getPet}\nthen: {body: {id: 7, name: Rex, kind: dog}}\n"
LISTED = '{"when": {"operationId": "getPet"}, "then": {"status": 404, "body": {"message": "no"}}}'
WRONG = "when: {operationId: getPet}\nthen:\n  body: {id: 7}\n"


@pytest.fixture
def folder(tmp_path):
    """Return a folder of a good fixture, a wrong one, and a list in JSON."""
    found = tmp_path / "fixtures"
    found.mkdir()
    (found / "a.yaml").write_text(YAML)
    (found / "b.yaml").write_text(WRONG)
    (found / "c.json").write_text(f"[\n{LISTED}]")
    return found


def read(folder, pets, cache):
    loaded = load_folder(folder, pets, cache)
    return [(one.id, str(one.place), one.then) for one in loaded.fixtures], list(map(str, loaded.findings))


def test_what_was_kept_says_what_was_read(folder, pets, tmp_path):
    cache = tmp_path / "cache"
    plain = read(folder, pets, None)
    assert read(folder, pets, cache) == plain
    (entry,) = cache.glob("*.tree")
    written = entry.stat().st_ino
    assert read(folder, pets, cache) == plain
    assert [one.stat().st_ino for one in cache.glob("*.tree")] == [written]


def test_a_file_that_changed_is_read_again(folder, pets, tmp_path):
    cache = tmp_path / "cache"
    read(folder, pets, cache)
    (folder / "a.yaml").write_text(YAML.replace("Rex", "Bello"))
    assert "Bello" in str(read(folder, pets, cache))
    (folder / "a.yaml").rename(folder / "d.yaml")
    assert read(folder, pets, cache) == read(folder, pets, None)


def test_a_folder_with_a_file_that_cannot_be_read_is_not_kept(folder, pets, tmp_path):
    (folder / "d.yaml").write_text("{")
    assert read(folder, pets, tmp_path / "cache") == read(folder, pets, None)
    assert list((tmp_path / "cache").glob("*")) == []


SERVED = """
import sys
from mockserver.serve.assemble import build
from mockserver.settings import Settings
engine = build(Settings().changed(spec=(sys.argv[1],)))
print("yaml" in sys.modules)
"""


def test_a_start_of_yaml_that_was_kept_loads_no_pyyaml(folder, root, tmp_path):
    (folder / "b.yaml").unlink()
    spec = tmp_path / "pets.json"
    spec.write_text(json.dumps(yaml.safe_load((root / "tests" / "engine" / "pets.yaml").read_text())))
    run = [sys.executable, "-c", SERVED, str(spec)]
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    told = [subprocess.check_output(run, cwd=root, env=environ, text=True) for _ in range(2)]
    assert told == ["True\n", "False\n"]
