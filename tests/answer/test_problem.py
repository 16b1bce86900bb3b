"""Problem documents and the reason header."""

import json

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.answer import Problem, reasons
from mockserver.answer.problem import TITLES
from mockserver.violations import Place, Violation

NAME_MISSING = Violation(
    "body", ("name",), "required", "name is missing", Place("api.yaml", "/components/schemas/Pet/required", 12), "name"
)


def test_a_problem_is_rfc_9457_with_prisms_items_and_ours():
    response = Problem("UNPROCESSABLE_ENTITY", "addPet: body /name: name is missing", (NAME_MISSING,)).response()
    assert response.status == 422
    assert response.header("content-type") == "application/problem+json"
    assert orjson.loads(response.body) == {
        "type": "urn:mockserver:errors#UNPROCESSABLE_ENTITY",
        "title": "Invalid request",
        "status": 422,
        "detail": "addPet: body /name: name is missing",
        "validation": [
            {
                "location": ["body", "name"],
                "severity": "Error",
                "code": "required",
                "message": "name is missing",
                "pointer": "/name",
                "rule": {"pointer": "#/components/schemas/Pet/required", "place": "api.yaml:12"},
                "expected": "name",
                "got": None,
            }
        ],
    }
    assert json.loads(response.header("sl-violations")) == orjson.loads(response.body)["validation"]


@pytest.mark.parametrize("name", TITLES)
def test_each_name_has_a_status_that_can_be_sent(name):
    response = Problem(name, "why").response()
    document = orjson.loads(response.body)
    assert 400 <= response.status <= 599
    assert document["status"] == response.status
    assert document["type"].endswith(f"#{name}")
    assert response.header("sl-violations") is None


def test_what_cannot_be_written_as_utf8_is_still_told():
    odd = Violation("body", ("a",), "type", "wrong", got={"big": 2**70, "half": "\ud800"})
    document = json.loads(Problem("UNPROCESSABLE_ENTITY", "x", (odd,)).response().body)
    assert document["validation"][0]["got"] == {"big": 2**70, "half": "\ud800"}


def test_the_reason_header_is_cut_between_two_items():
    many = [Violation("body", (index,), "type", "m" * 500, got=index) for index in range(100)]
    ((name, value),) = reasons(many)
    items = json.loads(value)
    assert name == "sl-violations"
    assert len(value) <= 8_000
    assert items == [violation.as_item() for violation in many[: len(items)]]
    assert len(value) + len(json.dumps(items[0])) > 8_000 - 50


def test_one_long_item_is_told_without_its_values():
    long = Violation("body", ("name",), "maxLength", "too long " * 900, expected=3, got="x" * 90_000)
    ((_, value),) = reasons([long])
    (item,) = json.loads(value)
    assert item["code"] == "maxLength"
    assert item["message"].endswith("...")
    assert item["got"] is None


VIOLATIONS = st.builds(
    Violation,
    st.just("body"),
    st.lists(st.text() | st.integers(), max_size=4).map(tuple),
    st.just("type"),
    st.text(),
    got=st.none() | st.text() | st.integers() | st.lists(st.text(), max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(VIOLATIONS, min_size=1, max_size=4), st.integers(1, 400))
def test_the_reason_header_is_short_visible_ascii_whatever_was_got(violations, times):
    fields = reasons(violations * times)
    assert len(fields) == 1
    value = fields[0][1]
    assert len(value) <= 8_000
    assert all(" " <= char <= "~" for char in value)
    assert json.loads(value)
