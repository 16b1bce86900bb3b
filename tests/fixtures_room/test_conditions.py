"""Conditions: each operator on values that meet it and on values that do not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from untimed import no_hang

from mockserver.contract import MISSING
from mockserver.fixtures import ConditionError, compile_condition
from mockserver.fixtures.conditions.check import RARE
from mockserver.fixtures.conditions.operators import BUILDERS

PERSON = {"name": "Asha", "age": 41, "tags": ["red", "blue"], "home": {"city": "Pune"}}

TABLE = [
    # condition, values that meet it, values that do not
    ("red", ["red"], ["Red", "reds", MISSING, None]),
    (1, [1, 1.0, "1"], [2, "01", True, MISSING]),
    (True, [True, "true"], [1, "True", False]),
    (None, [None, "null"], [MISSING, 0, ""]),
    ([1, 2], [[1, 2], ["1", "2"]], [[2, 1], [1], [1, 2, 3]]),
    ({"name": "Asha"}, [PERSON], [{"name": "Bo"}, {}, "Asha", MISSING]),
    ({"home": {"city": "Pune"}}, [PERSON], [{"home": {"city": "Goa"}}, {"home": None}]),
    ({"home": {"zip": {"absent": True}}}, [PERSON], [{"home": {"zip": "1"}}]),
    ({"equals": {"a": 1}}, [{"a": 1}], [{"a": 1, "b": 2}, {}]),
    ({"equalsIgnoringCase": "Bearer"}, ["bearer", "BEARER"], ["bear", MISSING]),
    ({"contains": "sha"}, ["Asha", {"name": "Asha"}], ["Bo", MISSING]),
    ({"contains": "red"}, [["red", "blue"]], [["redder"], []]),
    ({"matches": "[0-9]+"}, ["12", 12], ["a12", "12b", "", MISSING]),
    ({"matches": "a|b"}, ["a", "b"], ["ab", "xa"]),
    ({"absent": True}, [MISSING], [None, "", 0]),
    ({"absent": False}, [None, ""], [MISSING]),
    ({"present": True}, [None, ""], [MISSING]),
    ({"schema": {"type": "integer", "minimum": 3}}, [3, 9], [2, "3", None, MISSING]),
    ({"jsonPath": "$.home.city"}, [PERSON, '{"home": {"city": "x"}}'], [{"home": {}}, "no json", MISSING]),
    ({"jsonPath": "$.tags[?(@ == 'red')]"}, [PERSON], [{"tags": ["blue"]}]),
    ({"jsonPath": {"expression": "$.age", "matches": "4."}}, [PERSON], [{"age": 5}, {}]),
    ({"jsonPath": {"expression": "$.zip", "absent": True}}, [PERSON], [{"zip": 1}]),
    ({"subset": {"home": {"city": "Pune"}, "tags": ["blue"]}}, [PERSON], [{"tags": ["blue"]}]),
    ({"unordered": {"tags": ["blue", "red"]}}, [{"tags": ["red", "blue"]}], [{"tags": ["red"]}]),
    ({"anyOf": ["a", {"matches": "b+"}]}, ["a", "bb"], ["c", MISSING]),
    ({"allOf": [{"contains": "a"}, {"contains": "b"}]}, ["ab"], ["a"]),
    ({"not": "a"}, ["b", MISSING], ["a"]),
    ({"contains": "a", "matches": ".b"}, ["ab"], ["abc", "cb"]),
    ({"exactly": ["a", "b"]}, [["b", "a"]], [["a"], ["a", "b", "c"], "a", MISSING]),
    ({"includes": ["a"]}, [["a", "b"], "a"], [["b"], MISSING]),
]


@pytest.mark.parametrize(("wanted", "meeting", "missing"), TABLE, ids=lambda value: str(value)[:40])
def test_a_condition_takes_what_it_asks_for_and_nothing_else(wanted, meeting, missing):
    check = compile_condition(wanted)
    assert [value for value in meeting if not check(value)] == []
    assert [value for value in missing if check(value)] == []


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"matches": "("}, "'matches' takes a regular expression of ECMA-262"),
        ({"matches": 3}, "'matches' takes a regular expression"),
        ({"absent": "yes"}, "'absent' takes true or false"),
        ({"present": 1}, "'present' takes true or false"),
        ({"anyOf": []}, "'anyOf' takes a list of conditions"),
        ({"includes": "a"}, "'includes' takes a list of conditions"),
        ({"jsonPath": 1}, "'jsonPath' takes an expression, or {expression, and operators}"),
        ({"jsonPath": "$.["}, "not a JSONPath"),
        ({"schema": {"type": 7}}, "'schema' takes a JSON Schema"),
    ],
    ids=str,
)
def test_a_condition_that_makes_no_sense_is_named(wanted, message):
    with pytest.raises(ConditionError) as refused:
        compile_condition(wanted)
    assert message in str(refused.value)


def test_a_regular_expression_cannot_hang():
    check = compile_condition({"matches": "(a+)+b"})
    with no_hang():
        assert not check("a" * 50_000)


def test_integers_beyond_64_bits_and_broken_texts_are_compared_too():
    huge = 2**70
    assert compile_condition(huge)(huge)
    assert not compile_condition(huge)(huge + 1)
    assert compile_condition({"contains": "1180591620717411303424"})({"n": huge})
    assert not compile_condition({"unordered": [1]})([huge])
    assert not compile_condition({"a": "x"})({"a": ["\ud800"]})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@example("0")  # a text that is JSON, too
@given(JSON)
def test_every_value_equals_itself_and_covers_itself(value):
    assert compile_condition({"equals": value})(value)
    assert compile_condition({"subset": value})(value)
    assert compile_condition({"unordered": value})(value)
    assert not compile_condition({"equals": value})(MISSING)


def test_every_rare_operator_is_known_as_such():
    assert set(RARE) == set(BUILDERS)
