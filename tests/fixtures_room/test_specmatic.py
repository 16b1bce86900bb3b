"""External examples as Specmatic's own documentation writes them, read unchanged."""

import pytest

from mockserver.contract import MISSING
from mockserver.fixtures import ShapeError, differences, read, stray_call
from mockserver.messages import Request

EXAMPLE = {
    "http-request": {
        "path": "/products?type=gadget",
        "method": "POST",
        "headers": {"Authenticate": "(string)", "Content-Type": "application/json"},
        "body": {"name": "(string)", "price": "(number)", "sku": "A-1", "tags": ["(string)"], "note?": "(string)"},
    },
    "http-response": {"status": 201, "body": {"id": "(number)", "name": "iPad"}, "headers": {"X-A": 1}},
    "delay-in-milliseconds": 250,
}


def ask(body: bytes, query="type=gadget", **headers):
    return stray_call(Request("POST", "/products", query, {"authenticate": "t", **headers}, body))


@pytest.mark.parametrize(
    ("call", "where"),
    [
        (ask(b'{"name": "x", "price": 10, "sku": "A-1", "tags": [], "note": "n"}'), []),
        (ask(b'{"name": "x", "price": 10.5, "sku": "A-1", "tags": ["a"], "note": "n", "more": 1}'), []),
        (ask(b'{"name": 7, "price": 10, "sku": "A-1", "tags": [], "note": "n"}'), ["body"]),
        (ask(b'{"name": "x", "price": "much", "sku": "A-1", "tags": [], "note": "n"}'), ["body"]),
        (ask(b'{"name": "x", "price": 1, "sku": "B", "tags": [], "note": "n"}'), ["body"]),
        (ask(b'{"name": "x", "price": 10, "sku": "A-1", "tags": [], "note": "n"}', query="type=book"), ["query.type"]),
    ],
)
def test_type_tokens_match_their_types_and_values_themselves(call, where):
    assert [one.where for one in differences(read(EXAMPLE, "x"), call)] == where


def test_tokens_of_the_answer_are_generated_and_the_rest_is_kept():
    example = read(EXAMPLE, "x")
    assert (example.then.status, example.then.body, example.then.partial) == (201, {"name": "iPad"}, True)
    assert (example.then.delay, dict(example.then.headers)) == (250, {"X-A": "1"})
    assert example.when.operation == "POST /products"


def test_a_partial_example_leaves_the_rest_to_the_generator():
    example = read(
        {"partial": {"http-request": {"path": "/p/(id:number)", "method": "GET"}, "http-response": {"status": 200}}},
        "x",
    )
    assert example.then.partial
    assert example.then.body is MISSING


def test_a_transient_example_answers_once():
    once = {"transient": True, "http-request": {"path": "/p", "method": "GET"}, "http-response": {"status": 200}}
    assert read(once, "x").times == 1


@pytest.mark.parametrize(
    ("example", "pointer"),
    [
        ({"http-request": {"path": "/p"}, "http-response": {"status": 200}}, "/http-request"),
        ({"http-request": {"path": "/p", "method": "GET"}, "http-response": {}}, "/http-response/status"),
        ({"http-request": {"path": "/p", "method": "GET"}}, "/http-response"),
        ({"partial": {"http-request": []}}, "/partial/http-request"),
    ],
    ids=str,
)
def test_what_is_missing_is_named(example, pointer):
    with pytest.raises(ShapeError) as refused:
        read(example, "x")
    assert refused.value.pointer == pointer
