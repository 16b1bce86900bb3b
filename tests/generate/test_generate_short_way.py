"""What is wanted often is unrolled: the short way makes what the long way makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mockserver.document import load
from mockserver.generate import Entity, Generator, Scene
from mockserver.generate.containers.objects import OFTEN
from mockserver.generate.generator import Maker
from mockserver.schema import Schemas

DOCUMENT = load(Path(__file__).resolve().parents[2] / "openapi.yaml")
SCHEMAS = Schemas(DOCUMENT)
COMPONENTS = dict((DOCUMENT.root / "components" / "schemas").items())
SCENES = (
    Scene(key="a"),
    Scene(pins=Entity("contact", "42")),
    Scene(pins=Entity("contact", "c798f7c7-f941-4324-a21d-4861e9e3a9ff")),
    Scene(pins=Entity("contact", "a name that is long enough to leave no room for the children of its children")),
)


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_short_way_makes_what_the_long_way_makes(name: str) -> None:
    bundle, generator = SCHEMAS.bundle(COMPONENTS[name], "response"), Generator()
    seldom = [generator.value(bundle, scene) for scene in SCENES]
    for number in range(2 * OFTEN):
        generator.value(bundle, Scene(key=str(number)))
    assert [generator.value(bundle, scene) for scene in SCENES] == seldom


TEXT: dict[str, Any] = {"type": "string"}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
ADDRESS: dict[str, Any] = {"type": "object", "properties": {"street": TEXT, "city": TEXT, "zip": TEXT}}
ORDER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": TEXT, "customerId": TEXT, "productId": TEXT, "createdAt": TIME, "address": ADDRESS,
        "status": {"enum": ["open", "paid", "sent"]}, "courier": {"$ref": "#/$defs/Courier"},
    },
}  # fmt: skip
CUSTOMER: dict[str, Any] = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "createdAt": TIME, "orders": {"type": "array", "items": ORDER}},
    "$defs": {"Courier": {"type": "object", "properties": {"id": TEXT, "name": TEXT, "customerId": TEXT}}},
}


COURIERS = {"type": "array", "items": {"$ref": "#/$defs/Courier"}}


@pytest.mark.parametrize("kind", ["integer", "string"])
def test_the_short_way_knows_owners_of_any_id(kind: str) -> None:
    schema = {**CUSTOMER, "properties": {**CUSTOMER["properties"], "id": {"type": kind}}}
    maker = Maker(schema, "Customer", "response", Generator())
    ids = [7, 4_242] if kind == "integer" else ["7", "c798f7c7-f941-4324-a21d-4861e9e3a9ff"]
    scenes = [Scene(kind="customer", pins=Entity("customer", each)) for each in ids]
    seldom = [maker(scene) for scene in scenes]
    for number in range(2 * OFTEN):
        maker(Scene(kind="customer", pins=Entity("customer", number if kind == "integer" else str(number))))
    assert [maker(scene) for scene in scenes] == seldom
    for each, value in zip(ids, seldom, strict=True):
        assert {order["customerId"] for order in value["orders"]} == {str(each)}


def test_a_part_stays_as_it_was_where_some_of_it_is_told() -> None:
    maker = Maker({**ORDER, "$defs": CUSTOMER["$defs"]}, "Order", "response", Generator())
    for number in range(3 * OFTEN):
        made = maker(Scene(kind="order", pins=Entity("order", str(number))))
        told = maker(Scene(kind="order", pins=Entity("order", str(number), values={"address": {"city": "Pune"}})))
        assert told["address"] == {**made["address"], "city": "Pune"}


def test_what_has_no_id_of_its_own_is_no_part() -> None:
    schema = {
        "type": "object",
        "properties": {"name": TEXT, "email": TEXT, "city": TEXT},
        "required": ["name", "email"],
    }
    maker = Maker(schema, "User", "response", Generator())
    made = [maker(Scene(kind="user", pins=Entity("user", str(number)))) for number in range(1_000)]
    assert len({(user["name"], user["email"]) for user in made}) > 950


def test_parts_that_may_not_be_alike_are_as_many_as_their_schema_has() -> None:
    digit = {"type": "integer", "minimum": 1, "maximum": 10}
    rows = {"type": "array", "uniqueItems": True, "minItems": 95, "items": {"properties": {"a": digit, "b": digit}}}
    rows["items"] |= {"type": "object", "required": ["a", "b"]}
    maker = Maker({"type": "object", "properties": {"id": TEXT, "rows": rows}}, "Sheet", "response", Generator())
    made = maker(Scene(kind="sheet", pins=Entity("sheet", "abc")))["rows"]
    assert len({(row["a"], row["b"]) for row in made}) == len(made) >= 95


def test_what_was_asked_before_makes_no_difference_where_nodes_are_scarce() -> None:
    leafy = {"type": "object", "properties": {"id": TEXT, "name": TEXT, **{f"p{number}": TEXT for number in range(25)}}}
    within = {"type": "array", "items": {"$ref": "#/$defs/Leafy"}, "minItems": 12, "maxItems": 20}
    middle = {"type": "object", "properties": {"id": TEXT, "name": TEXT, "leafies": within}}
    above = {"type": "array", "items": {"$ref": "#/$defs/Mid"}, "minItems": 8, "maxItems": 12}
    schema = {"type": "object", "properties": {"id": TEXT, "mids": above}, "$defs": {"Leafy": leafy, "Mid": middle}}
    scenes = [Scene(kind="top", pins=Entity("top", f"t{number}")) for number in range(8)]
    used = Maker(schema, "Top", "response", Generator())
    for scene in scenes:
        used(scene)
    for scene in scenes:
        assert used(scene) == Maker(schema, "Top", "response", Generator())(scene)


def test_lists_are_kept_though_others_need_their_place_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = Maker(
        {**CUSTOMER, "properties": {**CUSTOMER["properties"], "couriers": COURIERS}}, "Hub", "response", Generator()
    )
    scenes = [Scene(kind="hub", pins=Entity("hub", number)) for number in range(60)]
    made = [maker(scene) for scene in scenes]
    monkeypatch.setattr("mockserver.generate.compile.run.SHOWN", 0)  # whoever is next takes the place of all
    assert [maker(scene) for scene in scenes] == made
    assert [maker(scene) for scene in reversed(scenes)] == made[::-1]
