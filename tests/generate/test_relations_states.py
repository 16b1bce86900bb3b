"""What follows from an object's state, and from the words that two of its properties share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from mockserver.generate import Generator, Scene
from mockserver.generate.compile.weights import weighted
from mockserver.generate.generator import Maker

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"type": "integer"}
FLAG: dict[str, Any] = {"type": "boolean"}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}


def objects(required: tuple[str, ...] | None = None, **properties: Any) -> list[dict[str, Any]]:
    needed = list(properties) if required is None else list(required)
    maker = Maker({"type": "object", "properties": properties, "required": needed}, "Thing", "response", Generator())
    return [maker(Scene(key=str(number))) for number in range(60)]


@pytest.mark.parametrize(
    ("flag", "listed", "values", "meant"),
    [
        pytest.param("isOwner", "accessLevel", ["Owner", "Member"], "Owner", id="is"),
        pytest.param("private", "visibility", ["public", "private"], "private", id="bare"),
        pytest.param("is_read_only", "mode", ["READ_ONLY", "FULL"], "READ_ONLY", id="two words"),
    ],
)
def test_a_flag_says_what_the_enumeration_says(flag: str, listed: str, values: list[str], meant: str) -> None:
    made = objects(**{flag: FLAG, listed: {"enum": values}})
    assert {value[flag] for value in made} == {True, False}
    assert all(value[flag] == (value[listed] == meant) for value in made)


def test_only_what_failed_tells_of_a_failure() -> None:
    status = {"enum": ["failed", "succeeded", "running"]}
    error = {"type": ["string", "null"]}
    made = objects(("status", "error"), status=status, error=error, failureReason=TEXT, cause=TEXT)
    assert {value["status"] for value in made} == {"failed", "succeeded", "running"}
    for value in made:
        assert value["status"] == "failed" or (value["error"] is None and "failureReason" not in value)
        assert value["status"] != "failed" or "failureReason" in value
        assert "cause" in value


def test_a_failure_that_is_required_stays() -> None:
    assert all(value["error"] for value in objects(status={"enum": ["ok", "failed"]}, error=TEXT))


def test_a_page_inside_of_another_thing_is_the_only_one() -> None:
    page = {"total_count": WHOLE, "offset": {**WHOLE, "examples": [80]}, "limit": {**WHOLE, "examples": [1]},
            "next": {"type": ["string", "null"]}, "has_more": FLAG,
            "order": {"type": "array", "items": TEXT}, "entries": {"type": "array", "items": TEXT}}  # fmt: skip
    for value in objects(**page):
        assert value["total_count"] == len(value["entries"]) <= value["limit"]
        assert (value["offset"], value["next"], value["has_more"]) == (0, None, False)


def test_a_count_is_that_of_the_page_beside_it() -> None:
    tracks = {"type": "object", "properties": {"total": WHOLE, "items": {"type": "array", "items": TEXT}}}
    needed = {**tracks, "required": ["total", "items"]}
    for value in objects(total_tracks=WHOLE, tracks=needed):
        assert value["total_tracks"] == len(value["tracks"]["items"])


def test_numbers_beside_a_list_are_no_page_of_it() -> None:
    values = objects(limit={**WHOLE, "examples": [3, 5, 7]}, tags={"type": "array", "items": TEXT})
    assert {value["limit"] for value in values} == {3, 5, 7}


def test_what_took_a_while_ended_after_it() -> None:
    spans = {"PT1H30M": 5400, "PT15M": 900, "P1D": 86400, "PT1S": 1}
    duration = {**TEXT, "format": "duration", "examples": list(spans)}
    for value in objects(enqueuedAt=TIME, startedAt=TIME, finishedAt=TIME, duration=duration):
        started, finished = (datetime.fromisoformat(value[name]) for name in ("startedAt", "finishedAt"))
        assert (finished - started).total_seconds() == spans[value["duration"]]
        assert value["enqueuedAt"] <= value["startedAt"]


def test_a_file_ends_as_its_extension_says() -> None:
    for value in objects(file_name=TEXT, extension=TEXT):
        assert value["file_name"].endswith(f".{value['extension']}")


def test_what_is_called_after_an_enumeration_is_one_of_it() -> None:
    values = ["UTILITY", "MARKETING"]
    for value in objects(category={**TEXT, "enum": values}, previous_category=TEXT, category_note=TEXT):
        assert value["previous_category"] in values
        assert value["category_note"] not in values


def test_a_title_tells_the_type() -> None:
    titles = {"Import finished": "Import", "Campaigns ended": "Campaign", "Hello": None}
    seen = set()
    for value in objects(title={**TEXT, "examples": list(titles)}, type={"enum": ["Campaign", "Import", "Template"]}):
        assert titles[value["title"]] in (None, value["type"])
        seen.add(value["type"])
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        pytest.param(("Owner", "Member"), ("Owner", *["Member"] * 7), id="one owner among many"),
        pytest.param(("a", "b"), ("a", "b"), id="none is rare"),
        pytest.param(("failed", "rejected"), ("failed", "rejected"), id="all are rare"),
        pytest.param((1, None, "ACCOUNT_DELETED"), (1,) * 7 + (None,) * 7 + ("ACCOUNT_DELETED",), id="other types"),
    ],
)
def test_few_are_what_few_are(values: tuple[Any, ...], drawn: tuple[Any, ...]) -> None:
    assert weighted(values) == drawn
