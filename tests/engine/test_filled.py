"""Placeholders in fixtures give the types that the schema asks for, whatever the request had."""

import orjson
import pytest
import yaml

from mockserver.errors import FixtureError


@pytest.mark.parametrize(
    ("body", "filled"),
    [
        ({"id": 7, "name": "{{ request.path.id }}"}, {"id": 7, "name": "7"}),
        ({"id": "{{ request.segment.1 }}", "name": "Rex"}, {"id": 7, "name": "Rex"}),
        ({"id": "{{ request.path.id }}", "name": "no {{ request.path.id }}"}, {"id": 7, "name": "no 7"}),
    ],
)
@pytest.mark.parametrize("partial", [False, True])
def test_a_placeholder_takes_the_type_that_is_due(make_asking, tmp_path, body, filled, partial):
    fixture = {"when": {"operationId": "getPet"}, "then": {"body": body, "partial": partial}}
    (tmp_path / "pet.yaml").write_text(yaml.safe_dump(fixture))
    exchange = make_asking(fixtures=str(tmp_path))("GET", "/pets/7")
    assert (exchange.response.status, exchange.source) == (200, "fixture")
    assert {**orjson.loads(exchange.response.body), **filled} == orjson.loads(exchange.response.body)


@pytest.mark.parametrize("of", ["7", "x"])
def test_what_cannot_be_of_the_type_is_still_refused(make_asking, tmp_path, of):
    body = {"id": "{{ request.query.of }}", "name": "Rex"}
    (tmp_path / "pet.yaml").write_text(yaml.safe_dump({"when": {"operationId": "getPet"}, "then": {"body": body}}))
    exchange = make_asking(fixtures=str(tmp_path))("GET", f"/pets/7?of={of}")
    assert (exchange.response.status, exchange.source) == ((200, "fixture") if of == "7" else (500, "refusal"))


def test_what_can_never_be_of_the_type_is_refused_at_the_start(make_asking, tmp_path):
    body = {"id": "{{ request.method }}", "name": "Rex"}
    (tmp_path / "pet.yaml").write_text(yaml.safe_dump({"when": {"operationId": "getPet"}, "then": {"body": body}}))
    with pytest.raises(FixtureError, match=r"pet.yaml:3 #/then/body/id: must be integer, got string 'GET'"):
        make_asking(fixtures=str(tmp_path))
