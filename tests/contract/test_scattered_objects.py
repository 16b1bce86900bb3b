"""Exploded objects in a query: whose name is whose, and what an empty one looks like (OAS 4.8.12.3, RFC 6570)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mockserver.contract import Found, compile_contract
from mockserver.document import load
from mockserver.messages import Request

TEXT = {"type": "string"}
SORTED = {"enum": ["asc", "desc"]}


def judged(tmp_path: Path, query: str, *parameters: dict[str, Any]):
    listed = [{"in": "query", **parameter} for parameter in parameters]
    paths = {"/x": {"get": {"parameters": listed, "responses": {"200": {"description": "ok"}}}}}
    source = tmp_path / "openapi.yaml"
    source.write_text(yaml.safe_dump({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths}))
    found = compile_contract(load(source)).match("GET", "/x")
    assert isinstance(found, Found)
    return found.judge(Request("GET", "/x", query))


@pytest.mark.parametrize(
    ("query", "sort", "sent"),
    [
        ("sent=2024-01-01", None, "2024-01-01"),
        ("made=asc", {"made": "asc"}, None),
        ("made=asc&sent=2024-01-01", {"made": "asc"}, "2024-01-01"),
    ],
)
def test_a_parameter_owns_its_name_before_a_property_of_another(
    tmp_path: Path, query: str, sort: Any, sent: Any
) -> None:
    properties = {"made": SORTED, "sent": SORTED}
    call = judged(
        tmp_path,
        query,
        {"name": "sort", "schema": {"type": "object", "properties": properties}},
        {"name": "sent", "schema": {"type": "string", "format": "date"}},
    )
    assert call.violations == ()
    assert call.query.get("sort") == sort
    assert call.query.get("sent") == sent


@pytest.mark.parametrize(
    ("query", "values"),
    [
        pytest.param("sent=asc", {"sort": {"sent": "asc"}}, id="it-fits-the-property-alone"),
        pytest.param("sent=2024-01-01&made=asc", {"sort": {"made": "asc"}, "sent": "2024-01-01"}, id="the-parameter"),
        pytest.param("sent=asc&sent=2024-01-01", {"sort": {"sent": "asc"}, "sent": "2024-01-01"}, id="one-for-each"),
        pytest.param("sent=never", None, id="it-fits-nobody"),
        pytest.param("sent=asc&sent=desc", None, id="only-one-of-two-fits"),
    ],
)
def test_a_contested_name_goes_to_whom_it_fits(tmp_path: Path, query: str, values: Any) -> None:
    call = judged(
        tmp_path,
        query,
        {"name": "sort", "schema": {"type": "object", "properties": {"made": SORTED, "sent": SORTED}}},
        {"name": "sent", "schema": {"type": "string", "format": "date"}},
    )
    assert (call.violations == ()) == (values is not None)
    if values is not None:
        assert call.query == values


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("a=red&a=3", {"colour": {"a": "red"}, "size": {"a": 3}}),
        ("a=3&size=1", None),
    ],
)
def test_two_objects_may_have_properties_of_one_name(tmp_path: Path, query: str, values: Any) -> None:
    colour = {"type": "object", "required": ["a"], "properties": {"a": {"enum": ["red", "blue"]}}}
    size = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}
    call = judged(
        tmp_path,
        query,
        {"name": "colour", "required": True, "schema": colour},
        {"name": "size", "required": True, "schema": size},
    )
    assert (call.violations == ()) == (values is not None)
    if values is not None:
        assert call.query == values


def test_a_deep_object_leaves_its_bare_name_to_a_property(tmp_path: Path) -> None:
    call = judged(
        tmp_path,
        "made=asc&made[gt]=3",
        {"name": "sort", "schema": {"type": "object", "properties": {"made": SORTED}}},
        {
            "name": "made",
            "style": "deepObject",
            "schema": {"type": "object", "properties": {"gt": {"type": "integer"}}},
        },
    )
    assert call.violations == ()
    assert call.query == {"sort": {"made": "asc"}, "made": {"gt": 3}}


@pytest.mark.parametrize(("needed", "codes"), [([], []), (["a"], ["required"])])
def test_an_empty_object_that_is_required_leaves_no_trace(tmp_path: Path, needed: list[str], codes: list[str]) -> None:
    schema = {"type": "object", "properties": {"a": TEXT}} | ({"required": needed} if needed else {})
    call = judged(tmp_path, "", {"name": "filter", "required": True, "schema": schema})
    assert [violation.code for violation in call.violations] == codes
    assert call.query == ({} if codes else {"filter": {}})
