"""Every schema with conditions that some value of a small universe satisfies is made, for each seed and variant."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockserver.generate import GenerateOptions, Generator, Scene
from mockserver.generate.generator import Maker
from mockserver.schema import acceptor

LAZY = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
ABSENT = object()
VALUES: dict[str, tuple[Any, ...]] = {"a": (0, 1, 2), "b": ("x", "y"), "c": (True, False)}
UNIVERSE = tuple(
    {name: value for name, value in zip(VALUES, row, strict=True) if value is not ABSENT}
    for row in product(*((*values, ABSENT) for values in VALUES.values()))
)
SEEDS = 10

NAMES = st.sampled_from(sorted(VALUES))
SAID = NAMES.flatmap(
    lambda name: st.one_of(
        st.sampled_from(VALUES[name]).map(lambda value: {"const": value}),
        st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2, unique=True).map(lambda some: {"enum": some}),
        st.sampled_from(VALUES[name]).map(lambda value: {"not": {"const": value}}),
        st.just(False),
    ).map(lambda schema: {"properties": {name: schema}})
)
ATOMS = st.one_of(
    SAID,
    st.builds(lambda said: {**said, "required": list(said["properties"])}, SAID),
    st.lists(NAMES, min_size=1, max_size=2, unique=True).map(lambda names: {"required": names}),
    st.integers(0, 2).map(lambda least: {"minProperties": least}),
    st.integers(1, 3).map(lambda most: {"maxProperties": most}),
    st.sampled_from([{"properties": {"a": {"minimum": 1}}}, {"properties": {"a": {"multipleOf": 2}}}]),
)


def combined(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        inner.map(lambda schema: {"not": schema}),
        st.builds(lambda parts, keyword: {keyword: parts}, several, st.sampled_from(["allOf", "anyOf", "oneOf"])),
        st.builds(lambda one, two: {"if": one, "then": two}, inner, inner),
        st.builds(lambda one, two, other: {"if": one, "then": two, "else": other}, inner, inner, inner),
        st.builds(lambda name, schema: {"dependentSchemas": {name: schema}}, NAMES, inner),
    )


SCHEMAS = st.builds(
    lambda parts, required, more: {
        "type": "object",
        "properties": {name: {"enum": list(values)} for name, values in VALUES.items()},
        "required": required,
        "allOf": parts,
        **more,
    },
    st.lists(st.recursive(ATOMS, combined, max_leaves=5), min_size=1, max_size=4),
    st.lists(NAMES, max_size=2, unique=True),
    st.sampled_from([{}, {"additionalProperties": False}, {"unevaluatedProperties": False}]),
)


ELEMENTS = st.sampled_from(
    [
        {"const": 0}, {"enum": [0, 1]}, {"enum": [1, 2]}, {"type": "integer"}, {"type": "string"}, {"type": "null"},
        {"type": ["integer", "null"]}, {"not": {"const": 0}}, {"type": "integer", "minimum": 0, "maximum": 2},
        {"minimum": 1}, {"not": {"type": "string"}}, True,
    ]
)  # fmt: skip
ROWS = tuple(list(row) for length in range(5) for row in product((0, 1, 2, "x", None), repeat=length))
ROW_ATOMS = st.one_of(
    ELEMENTS.map(lambda schema: {"items": schema}),
    ELEMENTS.map(lambda schema: {"contains": schema}),
    st.builds(
        lambda schema, least, most: {"contains": schema, "minContains": least, "maxContains": max(least, most)},
        ELEMENTS,
        st.integers(0, 2),
        st.integers(1, 3),
    ),
    st.just({"uniqueItems": True}),
    st.integers(0, 4).map(lambda least: {"minItems": least}),
    st.integers(0, 4).map(lambda most: {"maxItems": most}),
    st.lists(ELEMENTS, min_size=1, max_size=3).map(lambda parts: {"prefixItems": parts}),
    st.lists(ELEMENTS, min_size=1, max_size=4).map(lambda parts: {"prefixItems": parts, "items": False}),
)
ROW_SCHEMAS = st.lists(st.recursive(ROW_ATOMS, combined, max_leaves=2), min_size=1, max_size=3).map(
    lambda parts: {"type": "array", "allOf": parts}
)


def judged(schema: dict[str, Any], universe: tuple[Any, ...]) -> None:
    """Make a schema that a value of the universe satisfies for all seeds and in all variants."""
    accept = acceptor(schema)
    if not any(map(accept, universe)):
        return
    for seed in range(SEEDS):
        assert accept(Maker(schema, "", "response", Generator(GenerateOptions(seed=seed)))(Scene()))
    maker = Maker(schema, "", "response", Generator(GenerateOptions()))
    assert accept(maker(Scene(variant="minimal")))
    assert accept(maker(Scene(variant="maximal")))
    assert accept(maker(Scene(variant="boundary")))


@LAZY
@given(SCHEMAS)
def test_what_some_small_object_satisfies_is_made(schema: dict[str, Any]) -> None:
    judged(schema, UNIVERSE)


@LAZY
@given(ROW_SCHEMAS)
def test_what_some_short_array_satisfies_is_made(schema: dict[str, Any]) -> None:
    judged(schema, ROWS)
