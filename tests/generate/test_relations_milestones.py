"""What a state says has happened has its time, what it excludes has none, and spans last as long as they do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mockserver.generate import Entity, Generator, Scene
from mockserver.generate.generator import Maker

NUMBER: dict[str, Any] = {"type": "number"}
WHOLE: dict[str, Any] = {"type": "integer"}
FLAG: dict[str, Any] = {"type": "boolean"}
TEXT: dict[str, Any] = {"type": "string"}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
DATE: dict[str, Any] = {"type": "string", "format": "date"}
MAYBE: dict[str, Any] = {"type": ["string", "null"], "format": "date-time"}
NOW = "2026-06-01T12:00:00Z"


def maker(required: tuple[str, ...] | None = None, **properties: Any) -> Maker:
    needed = list(properties) if required is None else list(required)
    schema = {"type": "object", "properties": properties, "required": needed}
    return Maker(schema, "Thing", "response", Generator())


def objects(required: tuple[str, ...] | None = None, **properties: Any) -> list[dict[str, Any]]:
    made = maker(required, **properties)
    return [made(Scene(kind="thing", pins=Entity("thing", None, ordinal=number))) for number in range(80)]


@pytest.mark.parametrize(
    ("name", "happened", "still", "unclear"),
    [
        ("paidAt", ["paid", "delivered"], ["pending", "draft"], ["cancelled"]),
        ("shipped_at", ["shipped", "IN_TRANSIT"], ["paid", "cancelled"], ["weird"]),
        ("deliveredAt", ["delivered"], ["shipped", "out_for_delivery"], ["weird"]),
        ("cancelledAt", ["canceled"], ["active", "anything"], []),
        ("closedAt", ["closed"], ["open", "reopened"], []),
        ("publishedAt", ["published"], ["draft", "in_review"], ["weird"]),
        ("terminationDate", ["terminated"], ["active", "on_leave"], []),
        ("completedAt", ["done"], ["in_progress", "todo"], ["weird"]),
    ],
)
def test_a_state_tells_what_has_happened(name: str, happened: list[str], still: list[str], unclear: list[str]) -> None:
    status = {"enum": [*happened, *still, *unclear]}
    made = objects(id=TEXT, status=status, createdAt=TIME, **{name: MAYBE})
    assert {value["status"] for value in made} == set(status["enum"])
    for value in made:
        assert (value[name] is not None) == (value["status"] in happened) or value["status"] in unclear
    for value in objects(("id", "status"), id=TEXT, status=status, **{name: TIME}):
        assert (name in value) == (value["status"] in happened) or value["status"] in unclear


@pytest.mark.parametrize(("flag", "name"), [("isPublished", "publishedAt"), ("archived", "archived_at")])
def test_a_flag_tells_what_has_happened(flag: str, name: str) -> None:
    made = objects(id=TEXT, **{flag: FLAG, name: MAYBE})
    assert {value[flag] for value in made} == {True, False}
    assert all((value[name] is not None) == value[flag] for value in made)


def test_only_what_is_cancelled_has_a_reason_for_it() -> None:
    status = {"enum": ["pending", "shipped", "cancelled"]}
    note = {"type": ["string", "null"]}
    for value in objects(id=TEXT, status=status, cancelReason=note, cancellation_reason=note, trackingNumber=note):
        if value["status"] != "cancelled":
            assert value["cancelReason"] is value["cancellation_reason"] is None
        if value["status"] != "shipped":
            assert value["trackingNumber"] is None


def test_what_a_client_said_stays() -> None:
    made = maker(status={"enum": ["draft", "paid"]}, paidAt=MAYBE)
    assert made(Scene(pins={"status": "draft", "paidAt": NOW})) == {"status": "draft", "paidAt": NOW}


def test_milestones_lie_between_the_birth_and_the_last_change() -> None:
    times = ("createdAt", "paidAt", "shippedAt", "deliveredAt", "cancelledAt", "updatedAt")
    for value in objects(id=TEXT, **dict.fromkeys(times, TIME)):
        assert all(value["createdAt"] <= value[name] <= value["updatedAt"] <= NOW for name in times)
        assert value["paidAt"] <= value["shippedAt"] <= value["deliveredAt"]


@pytest.mark.parametrize(
    ("start", "end", "style", "least", "most"),
    [
        ("checkIn", "checkOut", DATE, timedelta(1), timedelta(14)),
        ("check_in_date", "check_out_date", TIME, timedelta(1), timedelta(14)),
        ("departureTime", "arrivalTime", TIME, timedelta(minutes=40), timedelta(hours=14)),
        ("issueDate", "dueDate", DATE, timedelta(14), timedelta(60)),
        ("issueDate", "paidDate", DATE, timedelta(0), timedelta(60)),
        ("invoiced_at", "due_at", TIME, timedelta(14), timedelta(60)),
        ("hireDate", "terminationDate", DATE, timedelta(1), timedelta(900)),
    ],
)
def test_an_end_lies_a_plausible_time_after_its_beginning(
    start: str, end: str, style: dict[str, Any], least: timedelta, most: timedelta
) -> None:
    for value in objects(id=TEXT, **{end: style, start: style}):
        span = datetime.fromisoformat(value[end]) - datetime.fromisoformat(value[start])
        assert least <= span <= most


def test_nights_are_the_days_between() -> None:
    stay = {"checkIn": DATE, "checkOut": DATE, "nights": WHOLE, "pricePerNight": NUMBER, "totalPrice": NUMBER}
    for value in objects(id=TEXT, **stay, cancellationDeadline=TIME):
        days = (date.fromisoformat(value["checkOut"]) - date.fromisoformat(value["checkIn"])).days
        assert value["nights"] == days
        assert value["totalPrice"] == pytest.approx(days * value["pricePerNight"], abs=0.01)
        assert value["cancellationDeadline"][:10] < value["checkIn"]


def test_minutes_are_those_between() -> None:
    for value in objects(id=TEXT, departureTime=TIME, arrivalTime=TIME, durationMinutes=WHOLE):
        span = datetime.fromisoformat(value["arrivalTime"]) - datetime.fromisoformat(value["departureTime"])
        assert span == timedelta(minutes=value["durationMinutes"])


@pytest.mark.parametrize(("start", "end"), [("checkIn", "checkOut"), ("departureTime", "arrivalTime")])
def test_what_is_over_lies_in_the_past(start: str, end: str) -> None:
    made = objects(id=TEXT, status={"enum": ["confirmed", "completed"]}, **{start: TIME, end: TIME})
    assert {value["status"] for value in made} == {"confirmed", "completed"}
    assert all(value["status"] != "completed" or value[start] < value[end] <= NOW for value in made)
