"""Is an answer what the operation promised."""

import pytest

from mockserver.messages import Response

PROMISES = """
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      responses:
        '200':
          description: ok
          headers:
            X-Total: {required: true, schema: {type: integer, minimum: 0}}
            X-Tags: {schema: {type: array, items: {type: string, maxLength: 2}}}
            x-next: {schema: {type: string}}
            Content-Type: {required: true, schema: {type: integer}}
            X-Json: {content: {application/json: {schema: {type: object}}}}
          content:
            application/json:
              schema:
                type: object
                required: [id]
                properties: {id: {type: integer}, s: {type: string, writeOnly: true}}
            text/*: {schema: {type: string, maxLength: 3}}
            application/jsonl: {itemSchema: {type: integer}}
        '204': {description: none, content: {application/json: {}}}
        '201': {$ref: '#/components/responses/Made'}
        '4xx': {description: refused, content: {application/json: {schema: {type: string}}}}
        '404': {description: not there}
        default: {description: broken, content: {application/problem+json: {schema: {type: object}}}}
    put:
      responses: {'200': {description: ok}}
components:
  responses:
    Made: {description: made, headers: {Location: {$ref: '#/components/headers/Where'}}}
  headers:
    Where: {required: true, schema: {type: string, format: uri-reference}}
"""

JSON = ("Content-Type", "application/json")
TOTAL = ("X-Total", "3")


@pytest.fixture
def pets(contract_of):
    return contract_of(PROMISES).operation("GET /pets")


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        pytest.param(200, [TOTAL, JSON], b'{"id": 1}', id="body"),
        pytest.param(200, [("x-total", "0"), JSON, ("X-Tags", "a,b"), ("X-Json", "{}")], b'{"id": 1}', id="headers"),
        pytest.param(200, [TOTAL, ("content-type", "text/plain; charset=utf-8")], b"abc", id="range"),
        pytest.param(200, [TOTAL, ("content-type", "text/plain")], b"", id="empty text"),
        pytest.param(200, [TOTAL, ("content-type", "application/jsonl")], b"1\n2\n", id="items"),
        pytest.param(200, [TOTAL, JSON], iter([b"{"]), id="a stream is not read"),
        pytest.param(204, [], b"", id="no content"),
        pytest.param(201, [("Location", "/pets/1")], b"", id="reference"),
        pytest.param(404, [JSON], b"{", id="nothing is said of the body"),
        pytest.param(418, [JSON], b'"tea"', id="range of statuses"),
        pytest.param(500, [("Content-Type", "application/problem+json")], b"{}", id="default"),
    ],
)
def test_answers_that_keep_the_promise(pets, status, headers, body):
    assert pets.judge_response(Response(status, tuple(headers), body)) == ()


@pytest.mark.parametrize(
    ("status", "headers", "body", "expected"),
    [
        pytest.param(200, [JSON], b'{"id": 1}', [("header", "/X-Total", "required")], id="header missing"),
        pytest.param(
            200, [JSON, ("X-Total", "-1")], b'{"id": 1}', [("header", "/X-Total", "minimum")], id="header bound"
        ),
        pytest.param(
            200,
            [JSON, TOTAL, ("X-Tags", "a,bcd")],
            b'{"id": 1}',
            [("header", "/X-Tags/1", "maxLength")],
            id="header item",
        ),
        pytest.param(
            200, [JSON, TOTAL, ("X-Json", "[]")], b'{"id": 1}', [("header", "/X-Json", "type")], id="JSON header"
        ),
        pytest.param(200, [TOTAL, JSON], b"{}", [("body", "", "required")], id="member missing"),
        pytest.param(200, [TOTAL, JSON], b'{"id": "1"}', [("body", "/id", "type")], id="member type"),
        pytest.param(200, [TOTAL, JSON], b"{", [("body", "", "malformed")], id="broken"),
        pytest.param(200, [TOTAL, JSON], b"", [("body", "", "required")], id="empty"),
        pytest.param(200, [TOTAL], b"", [("body", "", "required")], id="missing"),
        pytest.param(200, [TOTAL], b"{}", [("body", "", "unknown-media-type")], id="no media type"),
        pytest.param(
            200,
            [TOTAL, ("Content-Type", "image/png")],
            b"x",
            [("body", "", "unknown-media-type")],
            id="other media type",
        ),
        pytest.param(
            200,
            [TOTAL, ("Content-Type", "application/jsonl")],
            b'1\n"x"\n',
            [("body", "/1", "type")],
            id="item of a stream",
        ),
        pytest.param(204, [JSON], b"{}", [("body", "", "unexpected")], id="no content with content"),
        pytest.param(201, [], b"", [("header", "/Location", "required")], id="header by reference"),
        pytest.param(418, [JSON], b"1", [("body", "", "type")], id="range of statuses"),
    ],
)
def test_answers_that_break_the_promise(pets, status, headers, body, expected):
    found = pets.judge_response(Response(status, tuple(headers), body))
    assert [(one.location, one.pointer, one.code) for one in found] == expected


def test_a_status_that_nothing_documents(contract_of):
    (violation,) = contract_of(PROMISES).operation("PUT /pets").judge_response(Response(500))
    assert violation.message == "must have a documented status (200), got 500"
    assert (violation.location, violation.code, violation.expected, violation.got) == (
        "response",
        "status",
        ["200"],
        500,
    )
    assert violation.rule.pointer == "/paths/~1pets/put/responses"


def test_head_has_headers_and_no_body(pets):
    assert pets.judge_response(Response(200, (TOTAL, JSON)), "HEAD") == ()
    (violation,) = pets.judge_response(Response(200, (TOTAL, JSON), b'{"id": 1}'), "HEAD")
    assert (violation.code, violation.message) == ("unexpected", "must be empty: an answer to HEAD has no body")
