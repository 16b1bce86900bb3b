"""Values of one object that must agree."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mockserver.generate import Generator, Scene
from mockserver.generate.generator import Maker
from mockserver.generate.relations.names import slugged

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"type": "integer"}
NUMBER: dict[str, Any] = {"type": "number"}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
LISTED: dict[str, Any] = {"type": "array", "items": TEXT}


def objects(**properties: Any) -> list[dict[str, Any]]:
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    maker = Maker(schema, "Thing", "response", Generator())
    return [maker(Scene(key=str(number))) for number in range(60)]


@pytest.mark.parametrize("name", ["tagCount", "tags_count", "numberOfTags", "count", "total"])
def test_a_count_equals_the_length_of_the_list_beside_it(name: str) -> None:
    for value in objects(**{name: WHOLE, "tags": LISTED}):
        assert value[name] == len(value["tags"])


def test_an_id_equals_that_of_the_entity_beside_it() -> None:
    owner = {"type": "object", "properties": {"id": TEXT, "name": TEXT}, "required": ["id"]}
    for value in objects(owner=owner, ownerId=TEXT):
        assert value["ownerId"] == value["owner"]["id"]


@pytest.mark.parametrize("style", [TIME, {"type": "string", "format": "date"}, WHOLE], ids=["time", "date", "epoch"])
def test_moments_come_in_order_and_not_from_the_future(style: dict[str, Any]) -> None:
    now = {"date-time": "2026-06-01T12:00:00Z", "date": "2026-06-01"}.get(style.get("format", ""), 1_780_315_200)
    for value in objects(created_at=style, updated_at=style, deleted_at=style, started_at=style, ended_at=style):
        assert value["created_at"] <= value["updated_at"] <= value["deleted_at"] <= now
        assert value["created_at"] <= value["started_at"] <= value["ended_at"]


@pytest.mark.parametrize(
    ("rules", "shape"),
    [
        ({"format": "date-time", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"}, r".{19}\.\d{3}Z"),
        ({"format": "date-time", "pattern": r"\.\d{6}"}, r".{19}\.\d{6}Z"),
        ({"format": "date-time", "pattern": r"\+\d\d:\d\d$"}, r".{19}\+00:00"),
        ({"format": "date-time", "minLength": 24, "maxLength": 24}, r".{19}\.\d{3}Z"),
        ({"format": "date-time", "minLength": 27}, r".{19}\.\d{3}\+00:00"),
        ({"format": "date-time", "maxLength": 64}, r".{19}Z"),
        ({"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}, r".{10}"),
        ({"pattern": r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$"}, r".{10} .{8}"),
        ({"pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"}, r".{10}T.{8}"),
        ({"pattern": r"^\d{4}\d{2}\d{2}$"}, r"\d{8}"),
        ({"pattern": r"^\d{13}$"}, r"17\d{11}"),
        ({"maxLength": 10}, r".{4}-.{2}-.{2}"),
    ],
)
def test_moments_are_written_as_their_pattern_and_length_ask(rules: dict[str, Any], shape: str) -> None:
    style = {**TEXT, **rules}
    plain = objects(created_at=TIME, updated_at=TIME)
    for value, other in zip(objects(created_at=style, updated_at=style), plain, strict=True):
        assert all(re.fullmatch(shape, text) for text in value.values())
        assert value["created_at"] <= value["updated_at"]
        if shape[0] == ".":
            assert [text[:10] for text in value.values()] == [text[:10] for text in other.values()]


def test_what_is_to_come_lies_ahead() -> None:
    for value in objects(expiresAt=TIME, dueDate=TIME, nextRunAt=TIME):
        assert min(value.values()) > "2026-06-01T12:00:00Z"


def test_a_person_has_one_name() -> None:
    for value in objects(id=TEXT, firstName=TEXT, lastName=TEXT, fullName=TEXT, email={**TEXT, "format": "email"}):
        assert value["fullName"] == f"{value['firstName']} {value['lastName']}"
        plain = "".join(letter for letter in value["lastName"].lower() if letter.isascii() and letter.isalpha())
        assert plain in value["email"].replace("-", "").replace(".", "")


def test_a_total_is_the_sum_of_its_lines() -> None:
    line = {
        "type": "object",
        "properties": {"quantity": WHOLE, "unitPrice": NUMBER, "total": NUMBER},
        "required": ["quantity", "unitPrice", "total"],
    }
    lines = {"type": "array", "items": line}
    for value in objects(items=lines, subtotal=NUMBER, tax=NUMBER, total=NUMBER):
        for each in value["items"]:
            assert each["total"] == pytest.approx(each["quantity"] * each["unitPrice"])
        assert value["subtotal"] == pytest.approx(sum(each["total"] for each in value["items"]))
        assert value["total"] == pytest.approx(value["subtotal"] + value["tax"])


def test_what_was_read_had_been_delivered_and_sent() -> None:
    names = ("messagesRead", "totalMessages", "messagesDelivered", "messagesSent", "messagesUndelivered")
    seen = set()
    for value in objects(**dict.fromkeys(names, WHOLE)):
        assert value["totalMessages"] >= value["messagesSent"] >= value["messagesDelivered"] >= value["messagesRead"]
        assert value["messagesUndelivered"] == value["messagesSent"] - value["messagesDelivered"]
        seen.add(value["messagesSent"])
    assert len(seen) > 20


def test_counts_of_stages_stay_whole_where_numbers_are_allowed() -> None:
    for value in objects(totalMessages=NUMBER, sent=NUMBER):
        assert 0 <= value["sent"] <= value["totalMessages"]
        assert float(value["sent"]).is_integer()


def test_stages_keep_bounds_of_their_own() -> None:
    for value in objects(sent={**WHOLE, "maximum": 9}, delivered={**WHOLE, "minimum": 500}):
        assert value["sent"] <= 9
        assert value["delivered"] >= 500


def test_what_is_still_scheduled_was_not_sent() -> None:
    status = {"enum": ["Scheduled", "Sent"]}
    schema = {
        "type": "object",
        "properties": {"status": status, "scheduledAt": TIME, "sentAt": TIME},
        "required": ["status"],
    }
    maker = Maker(schema, "Mailing", "response", Generator())
    values = [maker(Scene(key=str(number))) for number in range(40)]
    assert {value["status"] for value in values} == {"Scheduled", "Sent"}
    for value in values:
        assert ("sentAt" in value) == (value["status"] == "Sent")
        assert value.get("sentAt", value["scheduledAt"]) == value["scheduledAt"]
        assert (value["scheduledAt"] > "2026-06-01T12:00:00Z") == (value["status"] == "Scheduled")


def test_a_slug_is_made_of_the_name() -> None:
    for value in objects(title=TEXT, slug=TEXT):
        assert value["slug"] == slugged(value["title"])


@pytest.mark.parametrize(
    ("text", "slug"), [("Café Größe & Co.", "cafe-grosse-co"), ("  Über 9000! ", "uber-9000"), ("日本", "")]
)
def test_a_slug_has_plain_words(text: str, slug: str) -> None:
    assert slugged(text) == slug


def test_a_series_goes_forward_and_names_its_days() -> None:
    date = {"type": "string", "format": "date"}
    point = {"type": "object", "properties": {"date": date, "label": {**TEXT, "examples": ["Mon"]}, "count": WHOLE}}
    for value in objects(trend={"type": "array", "items": {**point, "required": ["date"]}, "minItems": 3}):
        dates = [each["date"] for each in value["trend"]]
        assert dates == sorted(dates)


def test_bounds_come_in_order() -> None:
    time = {**TEXT, "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
    for value in objects(
        minPrice=NUMBER, maxPrice=NUMBER, timeOpen=time, timeClose=time, valid_from=TIME, valid_to=TIME
    ):
        assert value["minPrice"] <= value["maxPrice"]
        assert value["timeOpen"] <= value["timeClose"]
        assert value["valid_from"] <= value["valid_to"]


def test_who_did_it_is_a_person() -> None:
    who = {"type": "object", "properties": {"id": TEXT, "name": TEXT}, "required": ["id", "name"]}
    for value in objects(id=TEXT, created_by=who, ownedBy=who):
        assert len(value["created_by"]["name"].split()) == len(value["ownedBy"]["name"].split()) == 2


def test_entities_of_one_list_bear_different_names() -> None:
    tag = {
        "type": "object",
        "properties": {"id": TEXT, "label": {**TEXT, "examples": [*"abcd"]}},
        "required": ["id", "label"],
    }
    names = {}
    for unique in (False, True):
        for value in objects(tags={"type": "array", "items": tag, "minItems": 3, "maxItems": 3, "uniqueItems": unique}):
            assert len({each["label"] for each in value["tags"]}) == 3
            assert all(names.setdefault(each["id"], each["label"]) == each["label"] for each in value["tags"])


def test_words_are_listed_once_and_dates_in_order() -> None:
    date = {"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 3}
    word = {"type": "array", "items": {"enum": ["a", "b"], "type": "string"}}
    for value in objects(dates=date, words=word, pair={**word, "minItems": 2}):
        assert value["dates"] == sorted(value["dates"])
        assert len(set(value["words"])) == len(value["words"])
        assert len(value["pair"]) >= 2


@pytest.mark.parametrize("name", ["attributes", "metadata", "labels"])
def test_free_form_objects_hold_something(name: str) -> None:
    values = [value[name] for value in objects(**{name: {"type": "object"}})]
    assert any(values)
    assert all(isinstance(text, str) for value in values for text in value.values())


def test_the_examples_of_a_free_form_object_are_what_it_holds() -> None:
    examples = [{"city": "Pune"}, {"orders": 7}]
    values = [value["attributes"] for value in objects(attributes={"type": "object", "examples": examples})]
    assert all(example in values for example in examples)
    assert all(value in examples for value in values)


def test_a_website_is_called_as_its_owner() -> None:
    name = {**TEXT, "examples": ["Harbor Dental Care", "Monsoon Travels", "Clay & Kiln"]}
    schema = {"type": "object", "properties": {"name": name, "websiteUrl": TEXT}, "required": ["name", "websiteUrl"]}
    maker = Maker(schema, "Organization", "response", Generator())
    for value in (maker(Scene(key=str(number))) for number in range(20)):
        assert slugged(value["name"]).replace("-", "") in value["websiteUrl"]


def test_a_part_points_where_the_whole_does() -> None:
    part = {"type": "object", "properties": {"accountId": TEXT, "token": TEXT}, "required": ["accountId", "token"]}
    for value in objects(id=TEXT, accountId=TEXT, details=part):
        assert value["details"]["accountId"] == value["accountId"]
