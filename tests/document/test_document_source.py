"""Bytes -> tree: what a scalar is, what a file may be encoded in, and how YAML and JSON are told apart."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mockserver.document.source import TreeCache, parse
from mockserver.errors import SourceError


def read(text: str | bytes, name: str = "a.yaml"):
    data = text if isinstance(text, bytes) else text.encode()
    return parse(data, name, TreeCache(None), quote=True)[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("0", 0),
        ("-12", -12),
        ("+12", 12),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("02139", "02139"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("190:20:30", "190:20:30"),
        ("2020-01-01", "2020-01-01"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("-1.5E-3", -0.0015),
        ("1.2.3", "1.2.3"),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("-", None),
        ("=", "="),
        ("'1'", "1"),
        ('"true"', "true"),
        ("!!str 1", "1"),
        ("!!int '1'", 1),
        ("!!float 1", 1.0),
        ("!!null ''", None),
        ("|\n  1\n", "1\n"),
    ],
)
def test_scalar_is_typed_by_the_core_schema(written, value):
    found = read(f"a: {written}")["a"] if written != "-" else read("a:\n-")["a"][0]
    assert (found, type(found)) == (value, type(value))


def test_keys_are_the_texts_that_the_author_wrote():
    keys = list(read("200: a\n1.0: b\ntrue: c\n~: d\n2020-01-01: e\n0x1: f\n'': g\n"))
    assert keys == ["200", "1.0", "true", "~", "2020-01-01", "0x1", ""]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}, id="alias"),
        pytest.param("a: &x [1]\nb: &x [2]\nc: *x", {"a": [1], "b": [2], "c": [2]}, id="the latest anchor counts"),
        pytest.param("a: &x 1\nb: *x", {"a": 1, "b": 1}, id="alias of a scalar"),
        pytest.param(
            "a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", {"a": {"b": 1, "c": 2}, "d": {"c": 3, "b": 1}}, id="merge"
        ),
        pytest.param(
            "a: &x {k: 1}\nb: &y {k: 2, l: 2}\nc: {<<: [*x, *y]}",
            {"a": {"k": 1}, "b": {"k": 2, "l": 2}, "c": {"k": 1, "l": 2}},
            id="of several merged mappings the first wins",
        ),
        pytest.param("a: {'<<': {b: 1}}", {"a": {"<<": {"b": 1}}}, id="a quoted merge key is a key"),
        pytest.param("%YAML 1.2\n---\na: 1\n...\n", {"a": 1}, id="directive and end marker"),
        pytest.param("{a: [1, b], 'c': {}}", {"a": [1, "b"], "c": {}}, id="flow collections are no JSON"),
        pytest.param("\ufeffa: 1", {"a": 1}, id="byte order mark"),
        pytest.param("a: 1\r\nb:\r\n  - c\r\n", {"a": 1, "b": ["c"]}, id="CRLF"),
    ],
)
def test_yaml_collections(text, tree):
    assert read(text) == tree


def test_an_alias_is_the_very_object_that_its_anchor_names():
    tree = read("a: &x {b: 1}\nc: *x")
    assert tree["a"] is tree["c"]


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a", "https://example.com/openapi"])
def test_json_is_told_by_its_content(name):
    assert read('{"a":\t[1, 1.0, 123456789012345678901234567890, null]}', name) == {
        "a": [1, 1.0, 123456789012345678901234567890, None]
    }


def test_yaml_in_a_file_called_json_is_read():
    assert read("a: 1", "a.json") == {"a": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ['{"a": "é"}', "a: é"])
def test_unicode_encodings_are_recognised(text, encoding):
    assert read(text.encode(encoding)) == {"a": "é"}


def test_a_lone_surrogate_becomes_the_replacement_character():
    assert read('{"a\\ud800": ["x\\udc00", "\\ud83d\\ude00", 123456789012345678901234567890]}') == {
        "a\ufffd": ["x\ufffd", "😀", 123456789012345678901234567890]
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_json_says_what_pythons_reader_says(value):
    encodable = json.loads(json.dumps(value))
    assert read(json.dumps({"a": encodable})) == {"a": encodable}


CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="\ufeff\u2028\u2029\x85"
)
# PyYAML writes 1e5 without quotes, because that is no number in YAML 1.1. It is one in YAML 1.2.
PRINTABLE = st.text(CHARACTERS).filter(lambda text: not re.fullmatch(r"[-+.0-9]+[eE][-+]?[0-9]+", text))
YAML = st.recursive(
    st.none() | st.booleans() | st.integers() | PRINTABLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE, inner, max_size=4),
    max_leaves=20,
)


@given(YAML, st.sampled_from([True, False]))
def test_what_pyyaml_writes_is_read_back(value, is_flow):
    written = yaml.safe_dump({"a": value}, default_flow_style=is_flow, allow_unicode=True)
    assert read(written) == {"a": value}


def outcome(data):
    """Return the tree, or the place of the refusal."""
    try:
        return read(data)
    except SourceError as error:
        return error.place.file


@given(st.binary(max_size=60))
def test_any_bytes_are_a_tree_or_a_source_error(data):
    outcome(data)


@given(st.text(alphabet="{}[]:,&*!<>|-?\"'#%@` \n\tab01~.", max_size=40))
def test_any_text_is_a_tree_or_a_source_error(text):
    outcome(text)
