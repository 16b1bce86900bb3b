"""What holds for every schema: the value is valid, the seed decides, and it never hangs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockserver.generate import GenerateOptions, Generator, Scene, Unsatisfiable, Variant
from mockserver.generate.generator import Maker
from mockserver.schema import acceptor

LAZY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def make(schema: Any, key: str = "k", variant: Variant = "normal", seed: str = "s") -> Any:
    return Maker(schema, "", "response", Generator(GenerateOptions(seed=seed)))(Scene(key=key, variant=variant))


def bounded(low: Any, high: Any, lower: str, upper: str) -> dict[str, Any]:
    return {lower: min(low, high), upper: max(low, high)}


NAMES = st.sampled_from(["id", "name", "email", "createdAt", "price", "tags", "x1", "äö"])
SCALARS = st.one_of(
    st.just({"type": "boolean"}),
    st.just({"type": ["string", "null"]}),
    st.builds(
        lambda a, b: {"type": "string", **bounded(a, b, "minLength", "maxLength")},
        st.integers(0, 9),
        st.integers(0, 40),
    ),
    st.builds(lambda a, b: {"type": "integer", **bounded(a, b, "minimum", "maximum")}, st.integers(), st.integers()),
    st.builds(
        lambda a, b: {"type": "number", "minimum": a, "exclusiveMaximum": a + b},
        st.integers(-99, 99),
        st.integers(1, 9),
    ),
    st.sampled_from([0.01, 0.1, 2, 7, 0.25, 1e-5]).map(lambda step: {"type": "number", "multipleOf": step}),
    st.lists(st.none() | st.booleans() | st.integers() | st.text(max_size=3), min_size=1, max_size=4).map(
        lambda values: {"enum": [value for number, value in enumerate(values) if value not in values[:number]]}
    ),
    st.sampled_from(["date-time", "uuid", "email", "uri", "ipv6", "duration"]).map(
        lambda name: {"type": "string", "format": name}
    ),
    st.sampled_from([r"^[a-z]{2,4}-\d+$", r"^\+?[1-9]\d{6,12}$", "a|b", "^x"]).map(
        lambda pattern: {"type": "string", "pattern": pattern}
    ),
)


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.builds(
            lambda properties, needed, closed: {
                "type": "object",
                "properties": properties,
                "required": [name for name in properties if name in needed],
                **({"additionalProperties": False} if closed else {}),
            },
            st.dictionaries(NAMES, inner, max_size=4),
            st.sets(NAMES),
            st.booleans(),
        ),
        st.builds(lambda part, least: {"type": "array", "items": part, "minItems": least}, inner, st.integers(0, 3)),
        st.builds(
            lambda parts: {"type": "array", "prefixItems": parts, "items": False},
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda part: {"type": "object", "additionalProperties": part, "minProperties": 1}, inner),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"anyOf": parts}),
        st.builds(lambda part, name: {"allOf": [part, {"title": name}]}, inner, NAMES),
        st.builds(lambda part: {"not": part, "type": ["string", "object", "integer", "array"]}, inner),
        st.builds(lambda one, two: {"if": one, "then": two}, inner, inner),
        st.builds(lambda part: {"type": "array", "contains": part}, inner),
        st.builds(
            lambda part: {
                "type": "object",
                "properties": {"a": part},
                "required": ["b"],
                "dependentRequired": {"a": ["c"]},
            },
            inner,
        ),
    )


SCHEMAS = st.recursive(SCALARS, containers, max_leaves=8)


def multiple_of(_validator: Any, step: Any, value: Any, _schema: Any) -> Iterator[jsonschema.ValidationError]:
    """Divide exactly: python-jsonschema divides floats, and 376.01 is no multiple of 1e-05 then."""
    if type(value) in (int, float) and Fraction(str(value)) % Fraction(str(step)):
        yield jsonschema.ValidationError(f"{value} is not a multiple of {step}")


EXACT = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"multipleOf": multiple_of})


@LAZY
@given(SCHEMAS, st.text(max_size=5))
def test_a_value_is_valid_or_the_schema_is_refused(schema: Any, key: str) -> None:
    try:
        value = make(schema, key)
    except Unsatisfiable:
        return
    assert acceptor(schema)(value)
    if "format" not in json.dumps(schema):  # which is an annotation there, and an assertion here
        EXACT(schema).validate(value)


@LAZY
@given(SCALARS, st.sampled_from(["normal", "minimal", "maximal", "boundary"]), st.integers(0, 99))
def test_a_scalar_is_always_made_and_valid_in_every_variant(schema: Any, variant: Variant, key: int) -> None:
    assert acceptor(schema)(make(schema, str(key), variant))


@LAZY
@given(SCHEMAS, st.text(max_size=5))
def test_the_same_seed_gives_the_same_bytes(schema: Any, key: str) -> None:
    try:
        assert json.dumps(make(schema, key)) == json.dumps(make(schema, key))
    except Unsatisfiable:
        return


def test_different_seeds_and_keys_give_different_values() -> None:
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in ("name", "title", "note")}}
    assert len({json.dumps(make(schema, seed=str(number))) for number in range(20)}) == 20
    assert len({json.dumps(make(schema, key=str(number))) for number in range(20)}) == 20


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param(schema, id=str(number))
        for number, schema in enumerate(
            [
                {"type": "integer", "minimum": 1.5, "maximum": 2.5},
                {"type": "integer", "exclusiveMinimum": 10**30, "maximum": 10**30 + 1},
                {"type": "integer", "minimum": 10**25, "multipleOf": 10**20},
                {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1e-9},
                {"type": "number", "minimum": 1e300},
                {"type": "number", "multipleOf": 0.01, "minimum": 19.985, "maximum": 19.995},
                {"type": "string", "minLength": 5, "maxLength": 5},
                {"type": "array", "uniqueItems": True, "minItems": 3, "items": {"enum": ["a", "b", "c"]}},
                {"type": "array", "uniqueItems": True, "minItems": 60,
                 "items": {"type": "integer", "minimum": 1, "maximum": 60}},
                {"type": "array", "uniqueItems": True, "minItems": 2, "items": {"type": "boolean"}},
                {"type": "array", "contains": {"const": 5}, "minContains": 2, "maxContains": 2, "minItems": 4},
                {"type": "object", "propertyNames": {"pattern": "^x_[a-z]+$"}, "minProperties": 3},
                {"type": "object", "propertyNames": {"enum": ["a", "b"]}, "minProperties": 2},
                {"type": "object", "patternProperties": {"^n_": {"type": "integer"}}, "additionalProperties": False,
                 "minProperties": 2},
                {"type": "object", "properties": {"a": {}, "b": {}}, "maxProperties": 1, "minProperties": 1},
                {"dependentSchemas": {"a": {"required": ["b"], "properties": {"b": {"const": 1}}}}, "required": ["a"]},
                {"oneOf": [{"type": "integer", "multipleOf": 3}, {"type": "integer", "multipleOf": 5}]},
                {"not": {"type": ["string", "null", "object"]}},
                {"type": "string", "not": {"enum": ["a"]}, "pattern": "^[ab]$"},
                {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["a", "b"]}},
                 "if": {"properties": {"kind": {"const": "a"}}},
                 "then": {"required": ["x"]}, "else": {"required": ["y"]}},
                {"allOf": [{"properties": {"a": {"type": "integer"}}}], "unevaluatedProperties": False,
                 "required": ["a"]},
                {"type": "array", "prefixItems": [{"const": 1}], "unevaluatedItems": {"type": "boolean"},
                 "minItems": 3},
                {"const": {"a": [1, {"b": None}]}},
            ]
        )
    ],
)  # fmt: skip
def test_narrow_schemas_get_valid_values(schema: Any) -> None:
    accept = acceptor(schema)
    for key in range(20):
        assert accept(make(schema, str(key)))


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        (False, "satisfies the schema at its root: the schema is false"),
        ({"allOf": [{"const": 1}, {"const": 2}]}, "satisfies the schema at its root: its parts contradict each other"),
        (
            {"type": "string", "not": {"pattern": ""}},
            "was found for the schema at its root: none of the candidates satisfied all of it",
        ),
        (
            {"type": "integer", "minimum": 1, "exclusiveMaximum": 2, "multipleOf": 5},
            "was found for the schema at its root: no integer lies within its bounds",
        ),
        (
            {"type": "object", "required": ["a"], "properties": {"a": {"type": "array", "minItems": 10**6}}},
            "was found for the schema at /properties/a: minItems 1000000 is above the budget of 10000 nodes",
        ),
        (
            {"type": "string", "minLength": 10**8},
            "was found for the schema at its root: minLength 100000000 is above the budget of 1000000 bytes",
        ),
        (
            {"type": "array", "items": {"type": "boolean"}, "uniqueItems": True, "minItems": 3},
            "satisfies the schema at its root: fewer than 3 different elements were found",
        ),
    ],
)
def test_a_schema_without_a_value_says_why_and_where(schema: Any, reason: str) -> None:
    with pytest.raises(Unsatisfiable) as caught:
        make(schema)
    assert str(caught.value) == f"no value {reason} [UNSATISFIABLE]"


def node(**properties: Any) -> dict[str, Any]:
    return {"$ref": "#/$defs/Node", "$defs": {"Node": {"type": "object", **properties}}}


REF = {"$ref": "#/$defs/Node"}


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param(
            node(properties={"child": REF}, required=["child"]) | {"maxProperties": 0}, id="shut from outside"
        ),
        pytest.param(node(properties={"child": REF}, required=["child"]), id="needs itself"),
    ],
)
def test_a_schema_that_never_ends_is_refused(schema: Any) -> None:
    with pytest.raises(Unsatisfiable):
        make(schema)


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param(node(properties={"v": {"type": "string"}, "next": REF}, required=["v"]), id="optional"),
        pytest.param(node(properties={"children": {"type": "array", "items": REF}}, required=["children"]), id="list"),
        pytest.param(
            node(properties={"child": {"oneOf": [REF, {"type": "null"}]}}, required=["child"]), id="a branch that ends"
        ),
        pytest.param(
            {"$ref": "#/$defs/Expr", "$defs": {"Expr": {"anyOf": [
                {"type": "object", "properties": {"l": {"$ref": "#/$defs/Expr"}, "r": {"$ref": "#/$defs/Expr"}},
                 "required": ["l", "r"]},
                {"type": "number"},
            ]}}},
            id="a tree of choices",
        ),
        pytest.param(node(additionalProperties=REF), id="map"),
    ],
)  # fmt: skip
def test_recursion_ends_in_the_smallest_legal_value(schema: Any) -> None:
    accept = acceptor(schema)
    for key in range(30):
        value = make(schema, str(key))
        assert accept(value)
        assert len(json.dumps(value)) < 40_000


def test_a_value_that_needs_more_than_the_budget_is_refused_not_made() -> None:
    definitions: dict[str, Any] = {"L0": {"type": "string"}}
    for level in range(1, 20):
        pair = {"type": "array", "items": {"$ref": f"#/$defs/L{level - 1}"}, "minItems": 2}
        definitions[f"L{level}"] = pair
    with pytest.raises(Unsatisfiable, match="needs more than 10000 nodes"):
        make({"$ref": "#/$defs/L19", "$defs": definitions})


@pytest.mark.parametrize("step", [0.01, 0.1, 0.05, 1.1, 1e-3, 0.3])
def test_multiples_are_exact_in_decimals(step: float) -> None:
    for key in range(200):
        value = make({"type": "number", "multipleOf": step, "minimum": 3}, str(key))
        assert Decimal(str(value)) % Decimal(str(step)) == 0


def test_the_discriminator_names_the_alternative_that_was_chosen() -> None:
    pets = {name: {"type": "object", "properties": {"kind": {"type": "string"}, name: {"type": "integer"}},
                   "required": ["kind", name]} for name in ("Cat", "Dog")}  # fmt: skip
    mapping = {"feline": "#/$defs/Cat", "canine": "#/$defs/Dog"}
    alternatives = [{"$ref": target} for target in mapping.values()]
    schema = {"oneOf": alternatives, "discriminator": {"propertyName": "kind", "mapping": mapping}, "$defs": pets}
    seen = set()
    for key in range(30):
        value = make(schema, str(key))
        assert value["kind"] == ("feline" if "Cat" in value else "canine")
        seen.add(value["kind"])
    assert seen == {"feline", "canine"}


def test_what_a_direction_does_not_show_is_left_out() -> None:
    properties = {"id": {"type": "string", "readOnly": True}, "secret": {"type": "string", "writeOnly": True}, "a": {}}
    schema = {"type": "object", "properties": properties}
    assert list(Maker(schema, "", "response", Generator())()) == ["id", "a"]
    assert list(Maker(schema, "", "request", Generator())()) == ["secret", "a"]


def test_a_minimal_value_has_only_what_is_required() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "array"}, "b": {}}, "required": ["a"]}
    assert make(schema, variant="minimal") == {"a": []}


def test_nullable_values_are_null_now_and_then() -> None:
    nulls = sum(make({"type": ["string", "null"]}, str(key)) is None for key in range(1000))
    assert 50 < nulls < 170


def test_a_new_process_makes_the_same_value_of_a_schema_with_choices() -> None:
    schema = {
        "anyOf": [{"type": "object", "properties": {"a": {"enum": ["x", "y"]}}}, {"type": "array"}],
        "minProperties": 1,
    }
    code = (
        "import json, sys; from mockserver.generate import *; from mockserver.generate.generator import Maker;"
        "make = Maker(json.loads(sys.argv[1]), '', 'response', Generator(GenerateOptions(seed='s')));"
        "print(json.dumps([make(Scene(key=str(n))) for n in range(20)]))"
    )
    here = json.dumps([make(schema, str(number)) for number in range(20)])
    found = subprocess.run([sys.executable, "-c", code, json.dumps(schema)], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == here


def test_a_base_that_only_maps_to_its_heirs_is_made_as_one_of_them() -> None:
    mapping = {"feline": "#/$defs/Cat", "canine": "#/$defs/Dog"}
    base = {
        "type": "object",
        "properties": {"kind": {"type": "string"}},
        "required": ["kind"],
        "discriminator": {"propertyName": "kind", "mapping": mapping},
    }
    heirs = {
        name: {"allOf": [{"$ref": "#/$defs/Pet"}, {"properties": {name: {"type": "integer"}}, "required": [name]}]}
        for name in ("Cat", "Dog")
    }
    schema = {"$ref": "#/$defs/Pet", "$defs": {"Pet": base, **heirs}}
    values = [make(schema, str(key)) for key in range(20)]
    assert {value["kind"] for value in values} == {"feline", "canine"}
    assert all(("Cat" in value) == (value["kind"] == "feline") for value in values)


def test_a_schema_may_ask_for_its_own_lengths_and_optionals() -> None:
    wish = {"min-items": 4, "max-items": 4, "optionalsProbability": 0}
    schema = {"type": "array", "items": {"type": "object", "properties": {"a": {}}}, "x-json-schema-faker": wish}
    assert len(make(schema)) == 4
    assert make({**schema["items"], "x-json-schema-faker": wish}) == {}


def test_encoded_content_follows_its_own_schema() -> None:
    content = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    schema = {"type": "string", "contentMediaType": "application/json", "contentSchema": content}
    for key in range(20):
        assert isinstance(json.loads(make(schema, str(key)))["n"], int)


@pytest.mark.parametrize("step", [0.01, 0.1, 1e-05, 0.25, 0.3, 2.5, 1e-07])
@pytest.mark.parametrize("more", [{}, {"type": "integer"}, {"minimum": 80, "maximum": 99}], ids=str)
def test_multiples_are_such_to_those_who_divide_floats_as_well(step: float, more: dict[str, Any]) -> None:
    part = {"type": "number", "multipleOf": step, **more}
    line = {"type": "object", "properties": {"price": part, "quantity": {"enum": [1, 3]}, "amount": part}}
    lines = {"type": "array", "items": {**line, "required": ["price", "quantity", "amount"]}}
    whole = {"type": "object", "properties": {"price": part, "x1": part, "lines": lines, "grandTotal": part}}
    schema = {**whole, "required": list(whole["properties"])}
    judge, accept = jsonschema.Draft202012Validator(schema), acceptor(schema)
    maker = Maker(schema, "", "response", Generator())
    for key in range(25):
        value = maker(Scene(key=str(key)))
        assert accept(value)
        judge.validate(value)
        for number in (value["price"], value["x1"], value["grandTotal"]):
            assert Fraction(str(number)) % Fraction(str(step)) == 0
