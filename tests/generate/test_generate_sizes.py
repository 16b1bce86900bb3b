"""What is nested deeply is shown briefly: lists in lists in lists multiply, and nobody would believe the sum."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mockserver.generate import Entity, GenerateOptions, Generator, Items, Scene
from mockserver.generate.generator import Maker

Schema = dict[str, Any]

LEVELS = 6


def nested(levels: int) -> Schema:
    """A comment with replies with replies ...: each list is optional, and free in its length."""
    if not levels:
        return {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
    inner = {f"part{levels}s": {"type": "array", "items": nested(levels - 1)}}
    return {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}, **inner}}


def comment(levels: int = LEVELS) -> Schema:
    schema = nested(levels)
    return {
        **schema,
        "required": ["id", *schema["required"]],
        "properties": {"id": {"type": "string"}, **schema["properties"]},
    }


def lengths(value: Any, depth: int = 0) -> dict[int, set[int]]:
    """Return how long the lists are, by how many lists they stand in."""
    found: dict[int, set[int]] = {}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, list):
        found[depth] = {len(value)}
    for each in inner:
        for level, sizes in lengths(each, depth + isinstance(value, list)).items():
            found.setdefault(level, set()).update(sizes)
    return found


def test_lists_in_lists_are_short_inside_of_an_entity() -> None:
    maker = Maker(comment(), "Comment", "response", Generator())
    found: dict[int, set[int]] = {}
    for number in range(60):
        for level, sizes in lengths(maker(Scene(key="k", kind="comment", pins=Entity("comment", str(number))))).items():
            found.setdefault(level, set()).update(sizes)
    assert found == {0: {1, 2, 3}, 1: {1, 2, 3}, 2: {1}, 3: {0}}


def test_a_page_shows_each_entity_as_it_is_alone() -> None:
    """How much room there is for one is not what the others on the page have left."""
    fields = {f"field{number}": {"type": "integer"} for number in range(60)}
    schema = {**comment(3), "properties": {**comment(3)["properties"], **fields}}
    generator = Generator(GenerateOptions())
    alone, many = (
        Maker(each, "Comment", "response", generator) for each in (schema, {"type": "array", "items": schema})
    )
    pins = [Entity("comment", str(number)) for number in range(40)]
    page = many(Scene(key="page", kind="comment", pins=Items(pins)))
    assert page == [alone(Scene(key="one", kind="comment", pins=pin)) for pin in pins]


@pytest.mark.parametrize("first", ["list", "one"])
def test_what_was_shown_before_decides_nothing(first: str) -> None:
    """An entity deep inside is short, alone it is whole, whichever was asked for first."""
    part = comment(2)
    whole = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string"}, "parts": {"type": "array", "items": part}},
    }
    generator = Generator(GenerateOptions())
    makers = {"list": Maker(whole, "Thread", "response", generator), "one": Maker(part, "Part", "response", generator)}
    scenes = {"list": Scene(key="t", kind="thread", pins=Entity("thread", "1"))}
    value = makers["list"](scenes["list"])["parts"][0]
    scenes["one"] = Scene(key="p", kind="part", pins=Entity("part", value["id"]))
    fresh = Generator(GenerateOptions())
    again = {"list": Maker(whole, "Thread", "response", fresh), "one": Maker(part, "Part", "response", fresh)}
    shown = {name: again[name](scenes[name]) for name in (first, *(each for each in again if each != first))}
    assert shown == {name: makers[name](scenes[name]) for name in makers}


def test_much_that_is_optional_comes_to_a_bounded_body() -> None:
    """Every named schema holds all the others: a hundred kilobytes, if all of it were shown."""
    names = [f"S{number}" for number in range(8)]
    fields = {f"text{number}": {"type": "string"} for number in range(8)}
    parts = {f"{name.lower()}s": {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in names}
    defs = {name: {"type": "object", "properties": {**fields, **parts}} for name in names}
    made = Maker({"$ref": "#/$defs/S0", "$defs": defs}, "S0", "response", Generator())(Scene(key="k"))
    assert len(made) == len(fields) + len(parts)
    assert len(json.dumps(made)) < 40_000
