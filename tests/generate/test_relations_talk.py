"""Messages and what they answer, counts of states, the order of dates: values that only make sense together."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.generate import Entity, Generator, Items, Scene
from mockserver.generate.generator import Maker
from mockserver.generate.relations.talk.voices import voice_of

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"type": "integer"}
NUMBER: dict[str, Any] = {"type": "number", "minimum": 0}
DATE: dict[str, Any] = {"type": "string", "format": "date"}
MESSAGE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "conversationId": TEXT,
        "direction": {"enum": ["InBound", "OutBound"]},
        "status": {"enum": ["Read", "Unread", "Sent", "Delivered", "Failed"]},
        "text": TEXT,
        "replyToMessageId": TEXT,
        "reaction": {"type": "object", "properties": {"messageId": TEXT, "emoji": TEXT}},
    },
    "required": ["id", "conversationId", "direction", "status", "text", "reaction"],
}


def made(schema: dict[str, Any], count: int = 60, name: str = "Thing") -> list[dict[str, Any]]:
    maker = Maker(schema, name, "response", Generator())
    return [maker(Scene(key=str(number))) for number in range(count)]


def objects(**properties: Any) -> list[dict[str, Any]]:
    return made({"type": "object", "properties": properties, "required": list(properties)})


def conversation() -> list[dict[str, Any]]:
    schema = {"type": "array", "items": MESSAGE}
    maker = Maker(schema, "Messages", "response", Generator())
    pins = Items([Entity("message", None, ordinal=place, owner=("conversation", "42")) for place in range(30)])
    found: list[dict[str, Any]] = maker(Scene(key="all", kind="messages", pins=pins))
    return found


def test_a_reply_answers_an_earlier_message_of_the_same_conversation() -> None:
    messages = conversation()
    ids = [message["id"] for message in messages]
    replies = [(at, each["replyToMessageId"]) for at, each in enumerate(messages) if "replyToMessageId" in each]
    answered = [(ids.index(answer), at) for at, answer in replies]
    assert 3 <= len(answered) <= 27
    assert all(earlier < at for earlier, at in answered)


def test_a_reaction_is_to_an_earlier_message() -> None:
    messages = conversation()
    ids = [message["id"] for message in messages]
    assert "messageId" not in messages[0]["reaction"]
    for at, message in enumerate(messages[1:], 1):
        assert ids.index(message["reaction"]["messageId"]) < at


def test_a_required_reference_to_its_own_kind_is_always_there() -> None:
    schema = {**MESSAGE, "required": [*MESSAGE["required"], "replyToMessageId"]}
    assert all(value["replyToMessageId"] for value in made(schema, name="Message"))


def test_what_comes_in_was_written_by_a_customer() -> None:
    said: dict[str, set[str]] = {"InBound": set(), "OutBound": set()}
    for message in conversation():
        allowed = {"InBound": {"Read", "Unread"}, "OutBound": {"Read", "Sent", "Delivered", "Failed"}}
        assert message["status"] in allowed[message["direction"]]
        said[message["direction"]].add(voice_of(message["text"]))
    assert "out" not in said["InBound"]
    assert "in" not in said["OutBound"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Where is my order?", "in"),
        ("I'd like to change my address.", "in"),
        ("We are open from 9 to 6.", "out"),
        ("Your order is on its way.", "out"),
        ("How can we help?", "out"),
        ("Thank you!", ""),
    ],
)
def test_a_sentence_tells_who_would_say_it(text: str, side: str) -> None:
    assert voice_of(text) == side


def test_what_is_unread_is_counted() -> None:
    notice = {"type": "object", "properties": {"read": {"type": "boolean"}}, "required": ["read"]}
    for value in objects(notices={"type": "array", "items": notice}, unreadCount=WHOLE, numberOfUnreadNotices=WHOLE):
        unread = sum(not each["read"] for each in value["notices"])
        assert value["unreadCount"] == value["numberOfUnreadNotices"] == unread


@pytest.mark.parametrize(
    ("whole", "parts"),
    [("totalContacts", ("contactsActive", "contactsBlocked")), ("total", ("open", "closed", "pending"))],
)
def test_a_whole_is_the_sum_of_its_states(whole: str, parts: tuple[str, ...]) -> None:
    for value in objects(**dict.fromkeys((whole, *parts), NUMBER)):
        assert value[whole] == sum(value[part] for part in parts)
        assert all(float(value[part]).is_integer() for part in parts)


def test_a_whole_keeps_a_bound_of_its_own() -> None:
    for value in objects(total={**WHOLE, "maximum": 1}, open=WHOLE, closed=WHOLE):
        assert value["total"] <= 1


def test_an_origin_has_only_the_id_it_names() -> None:
    properties = {"initiatedBy": {"enum": ["Contact", "Campaign"]}, "campaignId": TEXT, "contactId": TEXT}
    values = made({"type": "object", "properties": properties, "required": ["initiatedBy", "contactId"]})
    assert {value["initiatedBy"] for value in values} == {"Contact", "Campaign"}
    for value in values:
        assert ("campaignId" in value) == (value["initiatedBy"] == "Campaign")
        assert "contactId" in value


def test_dates_stand_in_the_order_of_their_steps() -> None:
    for value in objects(deliveryDate=DATE, orderDate=DATE, shippingDate=DATE, returnDate=DATE):
        assert value["orderDate"] <= value["shippingDate"] <= value["deliveryDate"] <= value["returnDate"]


def test_an_age_is_what_the_date_of_birth_says() -> None:
    for value in objects(age=WHOLE, dateOfBirth=DATE):
        years = 2026 - int(value["dateOfBirth"][:4])
        assert value["age"] in (years, years - 1)


def test_rates_follow_from_their_counts() -> None:
    names = ("messagesSent", "messagesDelivered", "messagesRead", "messagesUnread")
    for value in objects(**dict.fromkeys(names, WHOLE), openRate=NUMBER, deliveryRate={**NUMBER, "maximum": 1}):
        assert value["openRate"] == pytest.approx(value["messagesRead"] / value["messagesDelivered"] * 100, abs=0.06)
        assert value["deliveryRate"] == pytest.approx(value["messagesDelivered"] / value["messagesSent"], abs=0.001)
        assert value["messagesUnread"] == value["messagesDelivered"] - value["messagesRead"]


def test_what_has_not_begun_has_no_results() -> None:
    stats = {"type": "object", "properties": {"sent": WHOLE}, "required": ["sent"]}
    properties = {"status": {"enum": ["Draft", "Finished"]}, "stats": stats, "progress": stats}
    for value in made({"type": "object", "properties": properties, "required": ["status", "progress"]}):
        assert ("stats" in value) == (value["status"] == "Finished")
        assert "progress" in value
