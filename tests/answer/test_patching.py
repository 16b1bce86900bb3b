"""Merge patches and JSON patches, by the examples of RFC 7396 and RFC 6902."""

import pytest

from mockserver.answer.stateful.patching import PatchError, merged, patched


@pytest.mark.parametrize(
    ("value", "patch", "expected"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_a_merge_patch_is_applied(value, patch, expected):
    assert merged(value, patch) == expected


@pytest.mark.parametrize(
    ("value", "operations", "expected"),
    [
        ({"foo": "bar"}, [{"op": "add", "path": "/baz", "value": "q"}], {"foo": "bar", "baz": "q"}),
        ({"foo": ["a", "b"]}, [{"op": "add", "path": "/foo/1", "value": "x"}], {"foo": ["a", "x", "b"]}),
        ({"foo": ["a"]}, [{"op": "add", "path": "/foo/-", "value": "x"}], {"foo": ["a", "x"]}),
        ({"baz": 1, "foo": 2}, [{"op": "remove", "path": "/baz"}], {"foo": 2}),
        ({"foo": ["a", "b"]}, [{"op": "remove", "path": "/foo/0"}], {"foo": ["b"]}),
        ({"baz": 1}, [{"op": "replace", "path": "/baz", "value": 2}], {"baz": 2}),
        ({"a": {"b": 1}, "c": {}}, [{"op": "move", "from": "/a/b", "path": "/c/d"}], {"a": {}, "c": {"d": 1}}),
        ({"a": [1, 2, 3]}, [{"op": "move", "from": "/a/0", "path": "/a/2"}], {"a": [2, 3, 1]}),
        ({"a": {"b": 1}}, [{"op": "copy", "from": "/a", "path": "/c"}], {"a": {"b": 1}, "c": {"b": 1}}),
        ({"~1": 1, "/": 2}, [{"op": "test", "path": "/~01", "value": 1}, {"op": "remove", "path": "/~1"}], {"~1": 1}),
        ({"a": None}, [{"op": "test", "path": "/a", "value": None}], {"a": None}),
        ({"a": 1}, [{"op": "replace", "path": "", "value": {"b": 2}}], {"b": 2}),
    ],
)
def test_a_json_patch_is_applied(value, operations, expected):
    before = repr(value)
    assert patched(value, operations) == expected
    assert repr(value) == before


@pytest.mark.parametrize(
    ("operations", "message"),
    [
        (
            [{"op": "spin", "path": "/a"}],
            "operation 0: expected 'op' to be one of add, remove, replace, move, copy, test",
        ),
        ([{"op": "remove", "path": "/b"}], "operation 0 (remove): '/b' leads nowhere"),
        ([{"op": "add", "path": "/b/c", "value": 1}], "operation 0 (add): '/b/c' leads nowhere"),
        ([{"op": "add", "path": "b", "value": 1}], "operation 0 (add): 'b' is no JSON pointer"),
        ([{"op": "add", "path": "/b"}], "operation 0 (add): expected a 'value'"),
        ([{"op": "add", "path": "/a/9", "value": 1}], "operation 0 (add): '9' is no place in a list of 2"),
        ([{"op": "add", "path": "/a/01", "value": 1}], "operation 0 (add): '01' is no place in a list of 2"),
        (
            [{"op": "add", "path": "/b", "value": 1}, {"op": "test", "path": "/a", "value": [1]}],
            "operation 1 (test): '/a' is not the value that it tests for",
        ),
    ],
)
def test_a_patch_that_cannot_be_applied_says_why(operations, message):
    with pytest.raises(PatchError) as caught:
        patched({"a": [1, 2]}, operations)
    assert str(caught.value) == message
