"""The cache of parsed trees: used, damaged, in the way, and bounded."""

from __future__ import annotations

import os

import pytest
from untimed import counted

from mockserver.document import LoadOptions, load
from mockserver.document.source import TreeCache, parse
from mockserver.document.source.cache import MAX_ENTRIES
from mockserver.errors import SourceError

HEAD = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n"
LARGE = HEAD + "x-a:\n" + "".join(f"- {{k{index}: text {index}}}\n" for index in range(10_000))


def entries(folder):
    return sorted(folder.glob("*.tree"))


@pytest.fixture
def cached(tmp_path):
    """Load LARGE once, and return a function that loads it again, and the folder of the cache."""
    (tmp_path / "a.yaml").write_text(LARGE)
    folder = tmp_path / "cache" / "mockserver"

    def again():
        return load(tmp_path / "a.yaml", options=LoadOptions(cache_dir=folder)).root.value

    assert again()["x-a"][7] == {"k7": "text 7"}
    return again, folder


def test_a_large_yaml_file_is_kept_and_read_back(cached):
    again, folder = cached
    (entry,) = entries(folder)
    before = entry.stat().st_mtime_ns
    assert again() == parse(LARGE.encode(), "a", TreeCache(None), quote=True)[0]
    assert entries(folder) == [entry]
    assert entry.stat().st_mtime_ns >= before


def test_what_is_kept_is_what_is_read(cached):
    again, folder = cached
    data = LARGE.encode()
    TreeCache(folder).put(data, {"openapi": "3.1.0", "x-from": "cache"})
    assert again() == {"openapi": "3.1.0", "x-from": "cache"}


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data[:15], id="cut off in the digest"),
        pytest.param(lambda data: data.replace(b"text 7", b"text 8"), id="changed"),
        pytest.param(lambda data: bytes(20) + data[20:], id="another digest"),
        pytest.param(lambda data: b"\0" * len(data), id="zeroed"),
    ],
)
def test_a_damaged_entry_is_rebuilt(cached, damage):
    again, folder = cached
    (entry,) = entries(folder)
    good = entry.read_bytes()
    entry.write_bytes(damage(good))
    assert again()["x-a"][7] == {"k7": "text 7"}
    assert entry.read_bytes() == good


def test_a_folder_in_the_place_of_an_entry_does_no_harm(cached):
    again, folder = cached
    (entry,) = entries(folder)
    entry.unlink()
    entry.mkdir()
    assert again()["x-a"][7] == {"k7": "text 7"}


def test_a_file_in_the_place_of_the_folder_does_no_harm(tmp_path):
    (tmp_path / "cache").write_text("")
    (tmp_path / "a.yaml").write_text(LARGE)
    assert load(tmp_path / "a.yaml", options=LoadOptions(cache_dir=tmp_path / "cache")).root.value["openapi"] == "3.1.0"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(HEAD, "a.yaml", id="a small file is parsed as fast"),
        pytest.param('{"openapi": "3.1.0", "x-a": "' + "x" * 300_000 + '"}', "a.json", id="so is JSON"),
        pytest.param(
            LARGE + "x-n: 123456789012345678901234567890\n", "a.yaml", id="orjson does not hold large integers"
        ),
        pytest.param(
            LARGE.replace("x-a:", "x-a: &a") + "".join(f"x-{index}: *a\n" for index in range(9)), "a.yaml", id="aliases"
        ),
    ],
)
def test_what_is_not_worth_it_or_not_exact_is_not_kept(tmp_path, text, name):
    (tmp_path / name).write_text(text)
    options = LoadOptions(cache_dir=tmp_path / "cache")
    assert load(tmp_path / name, options=options).root.value == load(tmp_path / name, options=options).root.value
    assert entries(tmp_path / "cache") == []


def test_a_refused_file_is_not_kept(tmp_path):
    (tmp_path / "a.yaml").write_text(LARGE + "openapi: again\n")
    for _ in range(2):
        with pytest.raises(SourceError):
            load(tmp_path / "a.yaml", options=LoadOptions(cache_dir=tmp_path / "cache"))


def test_the_folder_does_not_grow_without_bound(cached):
    _, folder = cached
    (first,) = entries(folder)
    os.utime(first, (1, 1))
    left = folder / ".tree-1-1"
    left.write_bytes(b"left by a writer that was killed")
    os.utime(left, (1, 1))
    for index in range(MAX_ENTRIES + 5):
        TreeCache(folder).put(LARGE.encode() + b"#%d" % index, {"index": index})
    assert len(entries(folder)) == MAX_ENTRIES
    assert not first.exists()
    assert not left.exists()


def test_lines_are_found_in_a_tree_from_the_cache(tmp_path):
    (tmp_path / "a.yaml").write_text(LARGE)
    options = LoadOptions(cache_dir=tmp_path / "cache")
    for _ in range(2):
        document = load(tmp_path / "a.yaml", options=options)
        assert document.locate(document.root.uri, "/x-a/7/k7").line == 12


def test_reading_back_is_a_fraction_of_the_work_of_parsing(cached):
    again, _ = cached
    _, warm = counted(again)
    _, cold = counted(lambda: parse(LARGE.encode(), "a", TreeCache(None), quote=True))
    assert warm < cold / 10
