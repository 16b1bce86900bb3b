"""Pointer -> line and column, in YAML and JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from untimed import counted

from mockserver.document import load
from mockserver.document.pointer import child, escape, tokens
from mockserver.document.source import locator

YAML = """\
openapi: 3.1.0
info: &info
  title: t
paths:
  /a/{b}:
    get:
      tags: [one, two]
      responses:
        200:
          description: |
            long
            text
        'default': {description: d,
          x-a: 1}
x-list:
- a
-   b: 1
    c: 2
- - d
x-alias: *info
x-merged:
  <<: *info
  own: 1
"""


@pytest.mark.parametrize(
    ("pointer", "position"),
    [
        ("", (1, 1)),
        ("/openapi", (1, 1)),
        ("/info", (2, 1)),
        ("/info/title", (3, 3)),
        ("/paths/~1a~1{b}", (5, 3)),
        ("/paths/~1a~1{b}/get/tags/1", (7, 19)),
        ("/paths/~1a~1{b}/get/responses/200", (9, 9)),
        ("/paths/~1a~1{b}/get/responses/200/description", (10, 11)),
        ("/paths/~1a~1{b}/get/responses/default", (13, 9)),
        ("/paths/~1a~1{b}/get/responses/default/x-a", (14, 11)),
        ("/x-list/0", (16, 3)),
        ("/x-list/1/c", (18, 5)),
        ("/x-list/2/0", (19, 5)),
        ("/x-alias", (20, 1)),
        ("/x-alias/title", (3, 3)),
        ("/x-merged/own", (23, 3)),
        ("/x-merged/title", (3, 3)),
        ("/info/nothing/here", (2, 1)),
        ("/x-list/9", (15, 1)),
    ],
)
def test_yaml_pointer_is_found(pointer, position):
    assert locator(YAML.encode(), "a.yaml", is_json=False).find(pointer) == position


TEXT = '{\n  "a": {"b~/": [1,\n    {"c": "}\\"]"}, []],\n\t"é": 1 },\n  "d" : null\n}\n'


@pytest.mark.parametrize(
    ("pointer", "position"),
    [
        ("", (1, 1)),
        ("/a", (2, 3)),
        ("/a/b~0~1", (2, 9)),
        ("/a/b~0~1/0", (2, 17)),
        ("/a/b~0~1/1/c", (3, 6)),
        ("/a/b~0~1/2", (3, 20)),
        ("/a/é", (4, 2)),
        ("/d", (5, 3)),
        ("/d/x", (5, 3)),
        ("/nothing", (1, 1)),
    ],
)
def test_json_pointer_is_found(pointer, position):
    assert locator(TEXT.encode(), "a.json", is_json=True).find(pointer) == position


TREES = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=15,
)


def members(tree, pointer=""):
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in pairs:
        yield child(pointer, key), key, value
        yield from members(value, child(pointer, key))


def sorted_by_end(rows):
    return sorted(rows, key=lambda row: row[0][::-1])


@given(TREES, st.sampled_from([None, 0, 3]), st.booleans(), st.sampled_from([list, reversed, sorted_by_end]))
def test_where_a_pointer_leads_its_member_stands(tree, indent, ascii_only, shuffled):
    text = json.dumps({"root": tree}, indent=indent, ensure_ascii=ascii_only)
    find = locator(text.encode("utf-8", "replace"), "a.json", is_json=True).find
    lines = text.split("\n")
    for pointer, key, value in shuffled(list(members({"root": tree}))):
        line, column = find(pointer)
        wanted = json.dumps(key if isinstance(key, str) else value, ensure_ascii=ascii_only)
        assert lines[line - 1][column - 1 :].startswith(wanted[:1])
        if isinstance(key, str):
            assert lines[line - 1][column - 1 :].startswith(wanted)


@given(st.text())
def test_a_token_survives_its_pointer(token):
    assert tokens("/" + escape(token)) == (token,)


def test_two_hundred_lines_cost_no_two_hundred_scans(tmp_path):
    schemas = {f"S{index}": {"type": "object", "description": "x" * 200} for index in range(4000)}
    tree = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "components": {"schemas": schemas}}
    path = tmp_path / "large.json"
    path.write_text(json.dumps(tree, indent=1))

    def located(indices):
        document = load(path)
        pointers = [f"/components/schemas/S{index}" for index in indices]
        return counted(lambda: [document.locate(document.root.uri, pointer).line for pointer in pointers])

    (line,), of_the_last = located([3980])
    lines, of_all = located(range(0, 4000, 20))
    assert lines == [9 + 4 * index for index in range(0, 4000, 20)]
    assert line == lines[-1]
    assert of_all < 2 * of_the_last
