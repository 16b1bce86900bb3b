"""Members of a population are called otherwise, while there are names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mockserver.generate import Entity, GenerateOptions, Generator, Items, Scene
from mockserver.generate.generator import Maker
from mockserver.generate.leaves import hint_for
from mockserver.serve import create_app

TEXT: dict[str, Any] = {"type": "string"}
LABELS = ["VIP", "Wholesale", "New lead", "Referral"]


def tag(**label: Any) -> dict[str, Any]:
    properties = {"id": TEXT, "label": {**TEXT, **label}}
    return {"type": "object", "properties": properties, "required": ["id", "label"]}


def members(schema: dict[str, Any], kind: str = "tag", count: int = 30, **options: Any) -> list[dict[str, Any]]:
    generator = Generator(GenerateOptions(**options))
    maker = Maker({"type": "array", "items": schema}, kind.title(), "response", generator)
    pins = Items([Entity(kind, None, ordinal=place) for place in range(count)])
    found: list[dict[str, Any]] = maker(Scene(key="all", kind=f"{kind}s", pins=pins))
    return found


@pytest.mark.parametrize("label", [{}, {"examples": LABELS}], ids=["ours", "the author's"])
def test_no_two_members_bear_one_name(label: dict[str, Any]) -> None:
    names = [value["label"] for value in members(tag(**label))]
    assert len(set(names)) == len(names)
    assert not label or set(names[: len(LABELS)]) == set(LABELS)


def test_a_member_is_called_the_same_wherever_it_is_shown() -> None:
    schema = tag(examples=LABELS)
    maker = Maker(schema, "Tag", "response", Generator())
    for value in members(schema):
        pin = Entity("tag", value["id"])
        assert maker(Scene(key="one", kind="tag", pins=pin)) == value


def test_a_dictionary_has_the_last_word() -> None:
    assert {value["label"] for value in members(tag(), dictionary={"label": ["Gold", "Silver"]})} == {"Gold", "Silver"}


def test_another_seed_calls_them_otherwise() -> None:
    first, second = (members(tag(), seed=seed) for seed in ("spring", "autumn"))
    assert [value["label"] for value in first] != [value["label"] for value in second]


def test_names_keep_the_bounds_of_their_schema() -> None:
    assert all(len(value["label"]) <= 6 for value in members(tag(maxLength=6)))


@pytest.mark.parametrize(("name", "type_name"), [("totalLinkClicks", "integer"), ("engagementRate", "number")])
def test_one_example_of_a_count_shows_its_size(name: str, type_name: str) -> None:
    schema = {"type": type_name, "minimum": 0, "maximum": 100, "examples": [60 if type_name == "integer" else 60.5]}
    maker = Maker(
        {"type": "object", "properties": {name: schema}, "required": [name]}, "Stats", "response", Generator()
    )
    values = [maker(Scene(key=str(number)))[name] for number in range(60)]
    assert len(set(values)) > 15
    assert all(30 <= value <= 100 for value in values)


@pytest.mark.parametrize("schema", [{"examples": [0]}, {"examples": [5], "maximum": 5}, {"examples": [3, 7, 9]}])
def test_examples_that_allow_no_other_value_are_kept(schema: dict[str, Any]) -> None:
    wide = {"type": "object", "properties": {"retired": {"type": "integer", **schema}}, "required": ["retired"]}
    maker = Maker(wide, "Stats", "response", Generator())
    assert {maker(Scene(key=str(number)))["retired"] for number in range(60)} <= set(schema["examples"])


GOALS = ["GoalCompact", "GoalResponse", "GoalSummary", "GoalMini", "GoalOut", "GoalRead", "GoalBaseDto", "GoalWriteIn"]
VIEWS = """
openapi: 3.0.3
info: {title: Goals, version: '1'}
paths:
  /goals:
    get: {operationId: listGoals, responses: {'200': {description: Some, content: {application/json: {schema:
      {type: array, items: {$ref: '#/components/schemas/GoalCompact'}}}}}}}
  /goals/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getGoal, responses: {'200': {description: One, content: {application/json: {schema:
      {$ref: '#/components/schemas/GoalResponse'}}}}}}
components:
  schemas:
    GoalCompact: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}}}
    GoalResponse: {allOf: [{$ref: '#/components/schemas/GoalCompact'},
      {type: object, required: [notes], properties: {notes: {type: string}}}]}
"""


def test_every_view_calls_an_entity_the_same(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(VIEWS, encoding="utf-8")
    client = create_app(tmp_path / "openapi.yaml", cache=False).test_client()
    goals = client.get("/goals").get_json()
    assert goals
    for goal in goals:
        assert client.get(f"/goals/{goal['id']}").get_json()["name"] == goal["name"]


@pytest.mark.parametrize("schema_name", GOALS)
def test_how_much_a_schema_shows_is_no_part_of_a_name(schema_name: str) -> None:
    leaf = hint_for(TEXT, "name", (), schema_name, GenerateOptions())
    assert leaf is not None
    assert {str(leaf(number)).partition(" ")[2] for number in range(50)} == {"goal"}


@pytest.mark.parametrize(
    ("schema_name", "parents", "noun"),
    [
        ("EO", ("sprocket",), "sprocket"),
        ("T", ("sprocket",), "sprocket"),
        ("Xq", ("sprocket",), "sprocket"),
        ("XmlTsk", ("sprocket",), "sprocket"),
        ("SprocketV2", (), "sprocket"),
        ("SkySprocket", (), "sky sprocket"),
    ],
)
def test_a_thing_is_called_by_words(schema_name: str, parents: tuple[str, ...], noun: str) -> None:
    leaf = hint_for(TEXT, "name", parents, schema_name, GenerateOptions())
    assert leaf is not None
    assert {str(leaf(number)).partition(" ")[2] for number in range(50)} == {noun}


def test_what_only_abbreviations_tell_of_has_a_name_of_anything() -> None:
    leaf = hint_for(TEXT, "name", (), "EO", GenerateOptions())
    assert leaf is not None
    assert not any(str(leaf(number)).casefold().split()[-1] == "eo" for number in range(200))


def test_a_child_that_counts_is_called_as_it_is_alone() -> None:
    good = {"type": "object", "properties": {"id": {"type": "integer"}, "shopId": {"type": "integer"}, "name": TEXT}}
    good["required"] = ["id", "shopId", "name"]
    shop = {"type": "object", "properties": {"id": {"type": "integer"}, "goods": {"type": "array", "items": good}}}
    generator = Generator()
    shown = Maker(shop, "Shop", "response", generator)(Scene(kind="shop", pins=Entity("shop", 7)))["goods"]
    alone = Maker(good, "Good", "response", generator)
    assert shown
    assert [alone(Scene(kind="good", pins=Entity("good", one["id"]))) for one in shown] == shown
