"""What tells alternatives apart for the fast engine must not change what they accept."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.schema.validation.apart import quick
from mockserver.schema.validation.engine import acceptor, compile_schema

BASE = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "n": {"type": "integer"}}}


def pet(kind, **more):
    return {"allOf": [{"$ref": "#/$defs/Base"}, {"properties": {"kind": {"enum": [kind]}, **more}}]}


DEFS = {"Base": BASE, "Dog": pet("dog", n={"minimum": 3}), "Cat": pet("cat"), "Kind": {"const": "eel"}}
DOG, CAT = {"$ref": "#/$defs/Dog"}, {"$ref": "#/$defs/Cat"}
EEL = {"type": "object", "required": ["kind"], "properties": {"kind": {"$ref": "#/$defs/Kind"}}}
NAMELESS = {"type": "object", "properties": {"kind": {"const": "ant"}}}
TAIL = {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["cat", "cow"]}}}
NULL = {"type": "null"}
SCHEMAS = {
    "told apart": {"oneOf": [DOG, CAT, EEL]},
    "told apart, any of them": {"anyOf": [DOG, CAT, EEL]},
    "null beside": {"oneOf": [DOG, CAT, NULL, {"type": "number"}]},
    "one constant in two": {"oneOf": [DOG, CAT, TAIL]},
    "constant not required": {"oneOf": [DOG, CAT, NAMELESS]},
    "types that overlap": {"oneOf": [DOG, CAT, {"type": "number"}, {"type": "integer"}]},
    "nothing known of one": {"oneOf": [DOG, CAT, {}]},
    "nothing else evaluated": {"oneOf": [DOG, CAT, EEL], "unevaluatedProperties": False},
    "beside other parts": {"allOf": [{"required": ["n"]}], "oneOf": [DOG, CAT, EEL], "anyOf": [DOG, EEL, CAT]},
    "further down": {"type": "array", "items": {"properties": {"pet": {"oneOf": [CAT, DOG, EEL]}}}},
}
KINDS = ("dog", "cat", "eel", "ant", "cow", "yak", 3, None)
OBJECTS = [
    {name: value for name, value in (("kind", kind), ("n", number), ("x", more)) if value is not ...}
    for kind, number, more in itertools.product((*KINDS, ...), (1, 4, "4", ...), (True, ...))
]
VALUES = [*OBJECTS, None, 3, 2.5, "dog", [], True, *([{"pet": one}] for one in OBJECTS)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_same_values_are_accepted(name):
    schema = {**SCHEMAS[name], "$defs": DEFS}
    plain, fast = compile_schema(schema), acceptor(schema)
    wrong = [value for value in VALUES if plain.is_valid(value) is not fast(value)]
    assert wrong == []


def test_alternatives_that_a_constant_tells_apart_are_asked_for_it_first():
    schema = {"oneOf": [DOG, CAT, NULL], "$defs": DEFS}
    first, second, third = quick(schema)["allOf"][0]["anyOf"]
    assert first == {"allOf": [{"required": ["kind"], "properties": {"kind": {"enum": ["dog"]}}}, DOG]}
    assert second == {"allOf": [{"required": ["kind"], "properties": {"kind": {"enum": ["cat"]}}}, CAT]}
    assert third == NULL


@pytest.mark.parametrize("name", ["one constant in two", "constant not required", "types that overlap"])
def test_what_may_overlap_stays_as_it_is(name):
    schema = {**SCHEMAS[name], "$defs": DEFS}
    assert quick(schema) == schema


@given(
    st.lists(st.sampled_from([DOG, CAT, EEL, NAMELESS, TAIL, NULL, {"type": "string"}, {}, True, False]), max_size=5)
)
def test_any_mixture_accepts_the_same_values(alternatives):
    for keyword in ("oneOf", "anyOf"):
        schema = {keyword: alternatives or [True], "$defs": DEFS}
        plain, fast = compile_schema(schema), acceptor(schema)
        assert [plain.is_valid(value) for value in VALUES] == [fast(value) for value in VALUES]
