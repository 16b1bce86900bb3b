"""What is said of one entity in different places, and of points in time that follow each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mockserver.generate import Entity, GenerateOptions, Generator, Scene
from mockserver.generate.generator import Maker

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"type": "integer"}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
DATE: dict[str, Any] = {"type": "string", "format": "date"}


def record(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def points(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": record(**properties)}


def made(schema: dict[str, Any], scene: Scene, options: GenerateOptions | None = None) -> Any:
    return Maker(schema, "Thing", "response", Generator(options))(scene)


def test_a_series_is_a_week_that_ends_now() -> None:
    label = {**TEXT, "examples": ["Mon", "Tue", "Wed"]}
    for number in range(10):
        trend = made(record(trend=points(date=DATE, label=label, sent=WHOLE, read=WHOLE)), Scene(key=str(number)))[
            "trend"
        ]
        days = [date.fromisoformat(point["date"]) for point in trend]
        assert days == [date(2026, 6, 1) - timedelta(6 - place) for place in range(7)]
        assert [point["label"] for point in trend] == [f"{day:%a}" for day in days]
        assert all(point["sent"] >= point["read"] for point in trend)
        assert max(point["sent"] for point in trend) <= 2 * max(min(point["sent"] for point in trend), 1)


@pytest.mark.parametrize(
    ("window", "first", "last", "count"),
    [
        pytest.param((1_767_225_600.0, 1_768_003_200.0), "2026-01-01", "2026-01-10", 10, id="as long as was asked"),
        pytest.param((None, 1_768_003_200.0), "2026-01-04", "2026-01-10", 7, id="up to a day"),
        pytest.param((1_780_000_000.0, None), "2026-05-29", "2026-06-01", 4, id="from a day to now"),
        pytest.param((0.0, 1_768_003_200.0), "2025-12-11", "2026-01-10", 31, id="a month at most"),
        pytest.param((1_768_003_200.0, 0.0), "1970-01-01", "1970-01-01", 1, id="ends before it begins"),
    ],
)
def test_a_series_covers_the_time_that_is_asked_for(window: Any, first: str, last: str, count: int) -> None:
    trend = made(points(date=DATE, count=WHOLE), Scene(window=window))
    assert (trend[0]["date"], trend[-1]["date"], len(trend)) == (first, last, count)


@pytest.mark.parametrize(
    ("schema", "moments"),
    [
        pytest.param({**points(hour=TIME, count=WHOLE), "maxItems": 2, "minItems": 2},
                     ["2026-06-01T11:00:00Z", "2026-06-01T12:00:00Z"], id="hours"),
        pytest.param({**points(timestamp=WHOLE, value={"type": "number"}), "maxItems": 1}, [1_780_272_000], id="epoch"),
        pytest.param({**points(date=TIME, count=WHOLE), "x-json-schema-faker": {"minItems": 2, "maxItems": 2}},
                     ["2026-05-31T00:00:00Z", "2026-06-01T00:00:00Z"], id="as long as its author says"),
    ],
)  # fmt: skip
def test_points_follow_each_other_as_their_schema_lets_them(schema: dict[str, Any], moments: list[Any]) -> None:
    name = next(iter(schema["items"]["properties"]))
    assert [point[name] for point in made(schema, Scene())] == moments


def test_what_happened_is_sorted_and_no_series() -> None:
    history = {**points(timestamp=TIME, status={"enum": ["open", "closed"]}), "minItems": 4}
    moments = [each["timestamp"] for each in made(history, Scene(key="h"))]
    assert moments == sorted(moments)
    assert len(set(moments)) == 4
    assert not all(moment.endswith("T00:00:00Z") for moment in moments)


def test_an_entity_points_at_those_that_were_there_before_it() -> None:
    schema = record(id=TEXT, createdAt=TIME, campaignId=TEXT, campaign=record(id=TEXT, createdAt=TIME))
    campaign = record(id=TEXT, createdAt=TIME)
    later = 0
    for number in range(60):
        talk = made(schema, Scene(kind="talk", pins=Entity("talk", None, ordinal=number)))
        assert talk["campaignId"] == talk["campaign"]["id"]
        assert made(campaign, Scene(kind="campaign", pins=Entity("campaign", talk["campaignId"]))) == talk["campaign"]
        later += talk["campaign"]["createdAt"] > talk["createdAt"]
    assert later <= 6  # those that are older than every campaign; half of them, if nobody looked at the time


def test_what_sums_an_entity_up_is_the_same_in_another_operation() -> None:
    counts = {"messagesSent": WHOLE, "messagesDelivered": WHOLE, "messagesRead": WHOLE}
    known = Entity("campaign", "5f0c2b7a-0000-4000-8000-00000000c0de")
    campaign = made(
        record(id=TEXT, stats=record(**counts), progress=record(sent=WHOLE, read=WHOLE)),
        Scene(kind="campaign", pins=known),
    )
    alone = made(record(**counts), Scene(kind="report", pins=known))
    assert campaign["stats"] == alone
    assert campaign["progress"] == {"sent": alone["messagesSent"], "read": alone["messagesRead"]}


def test_who_began_wrote_the_first_message() -> None:
    message = record(id=TEXT, direction={"enum": ["InBound", "OutBound"]}, text=TEXT)
    schema = record(
        id=TEXT, initiatedBy={"enum": ["Contact", "Campaign"]}, messages={"type": "array", "items": message}
    )
    seen = set()
    for number in range(40):
        talk = made(schema, Scene(kind="talk", pins=Entity("talk", None, ordinal=number)))
        pair = talk["initiatedBy"], talk["messages"][0]["direction"]
        assert pair in {("Contact", "InBound"), ("Campaign", "OutBound")}
        seen.add(pair)
    assert len(seen) == 2


def test_the_examples_of_a_count_say_how_large_it_is() -> None:
    counted = {**WHOLE, "examples": [20, 80, 40]}
    values = [made(record(numberOfVisits=counted, level=counted), Scene(key=str(number))) for number in range(80)]
    assert len({value["numberOfVisits"] for value in values}) > 20
    assert all(20 <= value["numberOfVisits"] <= 80 for value in values)
    assert {value["level"] for value in values} == {20, 80, 40}


@pytest.mark.parametrize("relation", ["manager", "supervisor", "referrer", "parent", "previous_employee", "deputy"])
def test_another_one_of_the_same_kind_is_another_one(relation: str) -> None:
    part = record(employeeId=TEXT, name=TEXT)
    schema = record(employeeId=TEXT, name=TEXT, createdAt=TIME, **{f"{relation}_id": TEXT, relation: part})
    for number in range(40):
        told = made(schema, Scene(kind="employee", pins=Entity("employee", None, ordinal=number)))
        other = told[relation]
        assert told[f"{relation}_id"] == other["employeeId"] != told["employeeId"]
        known = Entity("employee", other["employeeId"])
        assert made(schema, Scene(kind="employee", pins=known))["name"] == other["name"]


@pytest.mark.parametrize("part", ["shipping", "header", "summary"])
def test_a_part_of_an_entity_bears_its_id(part: str) -> None:
    schema = record(orderId=TEXT, **{part: record(orderId=TEXT, name=TEXT)})
    told = made(schema, Scene(kind="order", pins=Entity("order", None, ordinal=3)))
    assert told[part]["orderId"] == told["orderId"]


def test_who_plays_a_part_is_told_by_the_id_of_its_kind() -> None:
    told = made(record(id=TEXT, buyerId=TEXT, buyer=record(customerId=TEXT, name=TEXT)), Scene(kind="order"))
    assert told["buyerId"] == told["buyer"]["customerId"]


CUSTOMER = record(id=WHOLE, firstName=TEXT, lastName=TEXT, name=TEXT, email=TEXT, phone=TEXT)
PRODUCT = record(id=TEXT, name=TEXT, sku=TEXT, price={"type": "number"}, image_url=TEXT)


@pytest.mark.parametrize(
    ("schema", "kind", "foreign", "theirs", "told"),
    [
        pytest.param(record(id=WHOLE, productId=TEXT, productName=TEXT, sku=TEXT, quantity=WHOLE,
                            unitPrice={"type": "number"}), "product", "productId", PRODUCT,
                     {"productName": "name", "sku": "sku", "unitPrice": "price"}, id="line"),
        pytest.param(record(id=TEXT, product_id=TEXT, product_image_url=TEXT, product_sku=TEXT), "product",
                     "product_id", PRODUCT, {"product_image_url": "image_url", "product_sku": "sku"}, id="by its name"),
        pytest.param(record(id=TEXT, customerId=WHOLE, customerName=TEXT, customerEmail=TEXT), "customer",
                     "customerId", CUSTOMER, {"customerName": "name", "customerEmail": "email"}, id="person"),
        pytest.param(record(customerId=WHOLE, name=TEXT, phone=TEXT), "customer", "customerId", CUSTOMER,
                     {"name": "name", "phone": "phone"}, id="stands for it"),
    ],
)  # fmt: skip
def test_what_is_said_beside_a_foreign_id_is_what_that_one_says(
    schema: dict[str, Any], kind: str, foreign: str, theirs: dict[str, Any], told: dict[str, str]
) -> None:
    one, other = (Maker(each, "Thing", "response", Generator()) for each in (schema, theirs))
    for number in range(40):
        here = one(Scene(key=str(number)))
        there = other(Scene(kind=kind, pins=Entity(kind, here[foreign])))
        assert {name: here[name] for name in told} == {name: there[said] for name, said in told.items()}
    pinned = one(Scene(pins={foreign: there["id"], next(iter(told)): "Mine"}))
    assert {name: pinned[name] for name in told} == {
        **{name: there[told[name]] for name in told},
        next(iter(told)): "Mine",
    }


def test_the_text_of_a_post_is_not_its_authors() -> None:
    schema = record(id=TEXT, userId=TEXT, title=TEXT, name=TEXT)
    there = record(id=TEXT, title=TEXT, name=TEXT)
    here = [made(schema, Scene(key=str(number))) for number in range(30)]
    assert any(
        each["name"] != made(there, Scene(kind="user", pins=Entity("user", each["userId"])))["name"] for each in here
    )
