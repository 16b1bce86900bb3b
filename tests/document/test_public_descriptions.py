"""Published descriptions: each loads, every reference in them resolves, and every line is found."""

from __future__ import annotations

import json

import pytest
from untimed import counted

from mockserver.document import LoadOptions, diagnose, load

DATA = frozenset({"example", "examples", "default", "enum", "const"})
NAMES = (
    "uber-oas2.json", "gotify.json", "docker-engine.yaml", "slack-web.json", "api-with-examples.yaml",
    "link-example.json",
    "petstore3.yaml", "spotify.yaml", "box.json", "lob/lob-api-public.yml", "github-2022.json", "museum.yaml",
    "readme-parameters-style.json", "readme-schema-types.json", "client-baseline-31.yaml", "meilisearch.json",
    "discord.json",
)  # fmt: skip
WITHOUT = ("api-with-examples.yaml", "readme-parameters-style.json")


def test_all_of_them_are_listed(shared):
    index = json.loads((shared / "specs" / "index.json").read_text())
    assert {entry["file"] for entry in index} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_resolves(shared, name):
    document = load(shared / "specs" / name)
    assert len(document.files) == 1
    assert references(document) >= (0 if name in WITHOUT else 4)
    assert len(document.files) == (458 if name.startswith("lob/") else 1)


def references(document):
    """Follow all references that are no data, from the root as its author wrote it, and return how many there are."""
    pending, seen, count = [document.lookup(document.root.uri)], set(), 0
    while pending:
        node = pending.pop()
        if (node.uri, node.pointer) in seen:
            continue
        seen.add((node.uri, node.pointer))
        if isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
            pending.append(node.follow(node.value["$ref"]))
            count += 1
        pending += [inner for key, inner in node.items() if key not in DATA]
        pending += node.elements()
    return count


@pytest.mark.parametrize("name", NAMES)
def test_none_breaks_a_rule_of_structure(shared, name):
    assert [one for one in diagnose(load(shared / "specs" / name)) if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("name", "pointer", "line"),
    [
        ("github-2022.json", "/components/schemas/repository/properties/id", 49618),
        ("docker-engine.yaml", "/paths/~1containers~1json/get", 8327),
        ("slack-web.json", "/paths/~1admin.apps.approve/post/parameters/0", 2867),
    ],
)
def test_a_line_is_found(shared, name, pointer, line):
    document = load(shared / "specs" / name)
    assert document.locate(document.root.uri, pointer).line == line


def test_loading_the_largest_takes_no_more_than_two_calls_for_each_value(shared, tmp_path):
    path = shared / "specs" / "github-2022.json"
    text = path.read_text(encoding="utf-8")
    _, calls = counted(lambda: load(path, options=LoadOptions(cache_dir=tmp_path)))
    assert calls < 2 * (text.count(",") + text.count("{") + text.count("["))
