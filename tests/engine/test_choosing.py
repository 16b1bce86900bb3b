"""Which documented response is served: by code, range and default, by example, by Accept."""

import orjson
import pytest


@pytest.mark.parametrize(
    ("method", "target", "prefer", "status", "body"),
    [
        pytest.param("GET", "/pets/1", "", 200, {"id": 1, "name": "Rex", "kind": "dog"}, id="the first example"),
        pytest.param("GET", "/pets/1", "example=cat", 200, {"id": 2, "name": "Tom", "kind": "cat"}, id="a named one"),
        pytest.param("GET", "/pets/1", "code=404", 404, {"message": "it is gone"}, id="a code"),
        pytest.param("GET", "/pets/1", "example=gone", 404, {"message": "it is gone"}, id="in another response"),
        pytest.param("GET", "/pets/1", "code=404, example=gone", 404, {"message": "it is gone"}, id="both"),
        pytest.param("GET", "/default-of-schema", "", 200, 5, id="the schema's default"),
        pytest.param("GET", "/options", "", 405, None, id="no such method"),
    ],
)
def test_the_response_is_the_documented_one(ask, method, target, prefer, status, body):
    found, document = ask.json(method, target, {"Prefer": prefer} if prefer else {})
    assert found == status
    assert body is None or document == body


@pytest.mark.parametrize(
    ("target", "prefer", "status", "applied"),
    [
        pytest.param("/pets/1", "code=503", 503, "code=503", id="by its range"),
        pytest.param("/only-default", "", 200, None, id="default without a request"),
        pytest.param("/only-default", "code=418", 418, "code=418", id="default with the code"),
        pytest.param("/moved", "", 302, None, id="what there is"),
        pytest.param("/pets/1?__code=404", "", 404, "code=404", id="the query's twin"),
        pytest.param("/pets/1?__code=503", "code=404", 404, "code=404", id="the header wins"),
    ],
)
def test_the_status_is_chosen_and_the_choice_is_told(ask, target, prefer, status, applied):
    exchange = ask("GET", target, {"Prefer": prefer} if prefer else {})
    assert exchange.response.status == status
    assert exchange.response.header("preference-applied") == applied


@pytest.mark.parametrize(
    ("target", "headers", "status", "name", "detail"),
    [
        pytest.param(
            "/pets/1",
            {"Prefer": "code=201"},
            404,
            "NOT_FOUND",
            "getPet documents no response for 201: it has 200, 404, 5XX",
            id="code",
        ),
        pytest.param(
            "/only-default",
            {"Prefer": "code=999"},
            404,
            "NOT_FOUND",
            "999 is no status of a final response: ask for one from 200 to 599",
            id="code that cannot be sent",
        ),
        pytest.param(
            "/pets/1",
            {"Prefer": "example=bird"},
            404,
            "NOT_FOUND",
            "getPet documents no example 'bird': it has dog, cat, gone",
            id="example",
        ),
        pytest.param(
            "/pets/1",
            {"Prefer": "code=404, example=dog"},
            404,
            "NOT_FOUND",
            "getPet documents no example 'dog': it has gone",
            id="example of another code",
        ),
        pytest.param(
            "/pets",
            {"Accept": "image/png"},
            406,
            "NOT_ACCEPTABLE",
            "listPets answers application/json, text/csv; the client accepts image/png",
            id="accept",
        ),
        pytest.param("/nothing", {}, 500, "NO_RESPONSE_DEFINED", None, id="no response"),
        pytest.param("/upgrade", {}, 500, "NO_RESPONSE_DEFINED", None, id="no response that can be served"),
        pytest.param("/odd-type", {"Accept": "text/plain"}, 406, "NOT_ACCEPTABLE", None, id="not this odd type"),
        pytest.param("/pets/1", {"Prefer": "code=40"}, 422, "UNPROCESSABLE_ENTITY", None, id="no code"),
    ],
)
def test_what_the_contract_does_not_have_is_a_problem(ask, target, headers, status, name, detail):
    exchange = ask("GET", target, headers)
    document = orjson.loads(exchange.response.body)
    assert exchange.response.status == document["status"] == status
    assert exchange.response.header("content-type") == "application/problem+json"
    assert document["type"].endswith("#" + name)
    assert detail is None or document["detail"] == detail


def test_an_operation_that_says_nothing_of_responses_answers_with_nothing(ask):
    response = ask("GET", "/silent").response
    assert (response.status, response.body, response.header("content-type")) == (200, b"", None)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("text/*", "text/csv"),
        ("application/json;q=0.5, text/csv", "text/csv"),
        ("text/csv;q=0, */*", "application/json"),
        ("image/png, application/json;q=0.1", "application/json"),
    ],
)
def test_accept_chooses_the_media_type(ask, accept, content_type):
    response = ask("GET", "/pets", {"Accept": accept} if accept else {}).response
    assert (response.status, response.header("content-type").partition(";")[0]) == (200, content_type)


def test_a_response_without_content_satisfies_any_accept(ask):
    response = ask("DELETE", "/pets/1", {"Accept": "image/png"}).response
    assert (response.status, response.body, response.header("content-type")) == (204, b"", None)


@pytest.mark.parametrize("accept", [None, "*/*", "a/b/c"])
def test_a_documented_name_that_is_no_media_type_is_served_as_written(ask, accept):
    response = ask("GET", "/odd-type", {"Accept": accept} if accept else {}).response
    assert (response.status, response.header("content-type")) == (200, "a/b/c")


def test_dynamic_leaves_examples_aside(ask, make_asking):
    asked = ask("GET", "/pets/1", {"Prefer": "dynamic=true"})
    started = make_asking(dynamic=True)
    assert asked.source == started("GET", "/pets/1").source == "generated"
    assert started("GET", "/pets/1", {"Prefer": "dynamic=false"}).source == "example"
    assert started("GET", "/pets/1", {"Prefer": "example=cat"}).source == "example"
    assert make_asking(ignore_examples=True)("GET", "/pets/1").source == "generated"


def test_a_seed_asks_for_another_world_and_always_the_same(ask):
    one, same, other = (
        ask("GET", "/pets/1", {"Prefer": f"dynamic=true, seed={seed}", "X-Try": str(number)}).response.body
        for number, seed in enumerate(["a", "a", "b"])
    )
    assert one == same != other


def test_an_example_that_breaks_its_schema_is_repaired(ask):
    exchange = ask("GET", "/wrong-example")
    document = orjson.loads(exchange.response.body)
    assert exchange.source == "example"
    assert exchange.note == "example '' of getWrongExample 200 breaks its schema: repaired"
    assert document["id"] == 7
    assert (document["kind"], document["colour"]) == ("dog", "brown")
    assert document["name"]


def test_an_example_that_nothing_can_be_kept_of_is_replaced(ask):
    exchange = ask("GET", "/hopeless-example")
    assert exchange.source == "generated"
    assert orjson.loads(exchange.response.body) >= 5


def test_several_items_stream(ask):
    exchange = ask("GET", "/lines")
    lines = exchange.response.body.splitlines()
    assert exchange.response.header("content-type") == "application/x-ndjson"
    assert len(lines) > 1
    assert all(orjson.loads(line)["name"] for line in lines)


def test_documented_headers_are_generated(ask):
    total = ask("GET", "/pets").response.header("X-Total")
    assert 0 <= int(total) <= 500
    assert ask("GET", "/moved").response.header("Location").startswith("http")
