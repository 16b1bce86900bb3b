"""What a request means to its operation, and everything that is wrong with it."""

import gzip
import json
import zlib

import pytest

from mockserver.contract import MISSING, Found, JudgeOptions, compile_contract
from mockserver.document import load
from mockserver.messages import Request


def judge(contract, line, headers=None, body=b""):
    method, _, target = line.partition(" ")
    path, _, query = target.partition("?")
    found = contract.match(method, path)
    assert isinstance(found, Found)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return found.judge(Request(method, path, query, headers or {}, data))


def flaws(call):
    return [(one.location, one.pointer, one.code) for one in call.violations]


JSON = {"content-type": "application/json"}

PETS = """
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets/{id}/{rest}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
      - {name: limit, in: query, schema: {type: integer}}
      - {name: X-Trace, in: header, schema: {type: integer}}
      - {name: gone, in: path, required: true, schema: {type: integer}}
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 50, default: 20}}
        - {name: limit, in: header, schema: {type: string}}
        - {name: tags, in: query, schema: {type: array, items: {type: integer}, default: [1]}}
        - {name: flag, in: query, allowEmptyValue: true, schema: {type: boolean}}
        - {name: where, in: query, content: {application/json: {schema: {type: object, required: [a]}}}}
        - name: box
          in: query
          style: deepObject
          explode: true
          schema: {type: object, properties: {w: {type: integer}}}
        - {name: key, in: query, required: true, schema: {$ref: '#/components/schemas/Key'}}
        - {name: x-trace, in: header, required: true, schema: {type: integer}}
        - {name: Accept, in: header, required: true, schema: {type: integer}}
        - {name: Authorization, in: header, required: true, schema: {type: string}}
        - {name: Content-Type, in: header, required: true, schema: {type: string}}
        - {name: theme, in: cookie, schema: {enum: [dark, light], default: light}}
      responses: {'200': {description: ok}}
  /json:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [id, name]
              additionalProperties: false
              properties:
                id: {type: integer, readOnly: true}
                name: {type: string, maxLength: 5}
                secret: {type: string, writeOnly: true}
      responses: {'200': {description: ok}}
    put:
      requestBody:
        content:
          application/json: {schema: {type: array, items: {type: integer}}}
          application/merge-patch+json: {schema: {type: object}}
          text/*: {schema: {type: string, maxLength: 3}}
      responses: {'200': {description: ok}}
    get:
      responses: {'200': {description: ok}}
  /named:
    post:
      parameters:
        - {name: Content-type, in: header, schema: {enum: [application/x-tar]}}
      requestBody: {content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {'200': {description: ok}}
  /any:
    post:
      requestBody: {required: true}
      responses: {'200': {description: ok}}
    put:
      requestBody: {content: {text/plain: {schema: {type: string, minLength: 1}}}}
      responses: {'200': {description: ok}}
  /form:
    post:
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {n: {type: integer}, s: {type: array, items: {type: string}}}}
      responses: {'200': {description: ok}}
  /lines:
    post:
      requestBody:
        content:
          application/jsonl: {itemSchema: {type: object, required: [n]}}
          application/x-ndjson: {schema: {type: object, required: [n]}}
          application/json-seq: {schema: {type: array, maxItems: 1}, itemSchema: {type: object, required: [n]}}
      responses: {'200': {description: ok}}
components:
  schemas:
    Key: {type: string, minLength: 2, default: never}
"""

GOOD = {"x-trace": "1"}


@pytest.fixture
def pets(contract_of):
    return contract_of(PETS)


def test_values_are_typed_and_defaults_filled(pets):
    call = judge(
        pets,
        "GET /pets/7/a%2Fb?limit=5&tags=3&tags=4&flag=&where=%7B%22a%22:1%7D&box%5Bw%5D=2&key=ab&other=1",
        {"x-trace": "9", "limit": "all", "cookie": "theme=dark; other=1"},
    )
    assert call.violations == ()
    assert call.path == {"id": 7, "rest": "a/b"}
    assert call.query == {
        "limit": 5,
        "tags": [3, 4],
        "flag": "",
        "where": {"a": 1},
        "box": {"w": 2},
        "key": "ab",
    }
    assert call.header == {"x-trace": 9, "limit": "all"}
    assert call.cookie == {"theme": "dark"}
    assert call.undeclared == ("other",)
    assert call.body is MISSING


def test_what_is_left_out_has_its_default_and_no_call_shares_it(pets):
    first = judge(pets, "GET /pets/7/x?key=ab", GOOD)
    assert first.violations == ()
    assert first.query == {"limit": 20, "tags": [1], "key": "ab"}
    assert first.cookie == {"theme": "light"}
    first.query["tags"].append(2)
    assert judge(pets, "GET /pets/7/x?key=ab", GOOD).query["tags"] == [1]


@pytest.mark.parametrize(
    ("line", "headers", "expected"),
    [
        pytest.param("GET /pets/x/y?key=ab", GOOD, [("path", "/id", "type")], id="path type"),
        pytest.param("GET /pets/0/y?key=ab", GOOD, [("path", "/id", "minimum")], id="path bound"),
        pytest.param("GET /pets/%/y?key=ab", GOOD, [("path", "/id", "malformed")], id="path escape"),
        pytest.param("GET /pets/%ff/y?key=ab", GOOD, [("path", "/id", "malformed")], id="path not UTF-8"),
        pytest.param("GET /pets/1/y", GOOD, [("query", "/key", "required")], id="query missing: a default is no value"),
        pytest.param("GET /pets/1/y?key=a", GOOD, [("query", "/key", "minLength")], id="query bound"),
        pytest.param(
            "GET /pets/1/y?key=ab&limit=51", GOOD, [("query", "/limit", "maximum")], id="operation's own wins"
        ),
        pytest.param("GET /pets/1/y?key=ab&limit=", GOOD, [("query", "/limit", "type")], id="empty is not allowed"),
        pytest.param("GET /pets/1/y?key=ab&flag=x", GOOD, [("query", "/flag", "type")], id="empty allowed, text not"),
        pytest.param("GET /pets/1/y?key=ab&tags=1&tags=x", GOOD, [("query", "/tags/1", "type")], id="item"),
        pytest.param("GET /pets/1/y?key=ab&where=%7B%7D", GOOD, [("query", "/where", "required")], id="JSON in query"),
        pytest.param("GET /pets/1/y?key=ab&where=%7B", GOOD, [("query", "/where", "malformed")], id="JSON broken"),
        pytest.param("GET /pets/1/y?key=ab&box%5Bw%5D=x", GOOD, [("query", "/box/w", "type")], id="deep object"),
        pytest.param("GET /pets/1/y?key=ab", {}, [("header", "/x-trace", "required")], id="header missing"),
        pytest.param("GET /pets/1/y?key=ab", {"x-trace": "x"}, [("header", "/x-trace", "type")], id="header type"),
        pytest.param(
            "GET /pets/1/y?key=ab", GOOD | {"cookie": "theme=blue"}, [("cookie", "/theme", "enum")], id="cookie enum"
        ),
        pytest.param(
            "GET /pets/x/y?limit=x",
            {"cookie": "theme=x"},
            [
                ("path", "/id", "type"),
                ("query", "/limit", "type"),
                ("query", "/key", "required"),
                ("header", "/x-trace", "required"),
                ("cookie", "/theme", "enum"),
            ],
            id="everything is told",
        ),
    ],
)
def test_parameters_that_break_the_contract(pets, line, headers, expected):
    assert flaws(judge(pets, line, headers)) == expected


@pytest.mark.parametrize(
    ("line", "headers", "body", "expected"),
    [
        pytest.param("POST /json", JSON, {"name": "Rex"}, {"name": "Rex"}, id="readOnly is not required"),
        pytest.param(
            "POST /json",
            {"content-type": "application/json; charset=utf-8"},
            {"name": "é"},
            {"name": "é"},
            id="charset",
        ),
        pytest.param("POST /json", {"content-type": "Application/JSON"}, {"name": "Rex"}, {"name": "Rex"}, id="case"),
        pytest.param("PUT /json", JSON, [1, 2], [1, 2], id="JSON"),
        pytest.param(
            "PUT /json", {"content-type": "application/merge-patch+json"}, {"a": None}, {"a": None}, id="+json"
        ),
        pytest.param("PUT /json", {"content-type": "text/csv"}, b"a,b", "a,b", id="range"),
        pytest.param("PUT /json", {"content-type": "text/plain"}, b"", "", id="an empty text"),
        pytest.param("PUT /json", {}, b"", MISSING, id="optional and left out"),
        pytest.param("PUT /json", JSON, b"", MISSING, id="optional, announced and left out"),
        pytest.param("GET /json", JSON, b"{", MISSING, id="a body where none is documented"),
        pytest.param("PUT /json", JSON | {"content-encoding": "gzip"}, gzip.compress(b"[1]"), [1], id="gzip"),
        pytest.param(
            "PUT /json",
            JSON | {"content-encoding": "x-gzip"},
            gzip.compress(b"[1") + gzip.compress(b"]"),
            [1],
            id="2 members",
        ),
        pytest.param("PUT /json", JSON | {"content-encoding": "deflate"}, zlib.compress(b"[1]"), [1], id="deflate"),
        pytest.param("PUT /json", JSON | {"content-encoding": "deflate"}, zlib.compress(b"[1]")[2:-4], [1], id="bare"),
        pytest.param(
            "PUT /json",
            JSON | {"content-encoding": "gzip, Deflate"},
            zlib.compress(gzip.compress(b"[1]")),
            [1],
            id="two",
        ),
        pytest.param("PUT /json", JSON | {"content-encoding": "identity"}, b"[1]", [1], id="identity"),
        pytest.param(
            "POST /form",
            {"content-type": "application/x-www-form-urlencoded"},
            b"n=1&s=a&s=b",
            {"n": 1, "s": ["a", "b"]},
            id="form",
        ),
        pytest.param("POST /form", {"content-type": "application/x-www-form-urlencoded"}, b"", {}, id="empty form"),
        pytest.param(
            "POST /named", {"content-type": "application/x-tar"}, b"x\xff", "x\xff", id="named in a parameter"
        ),
        pytest.param("POST /any", {}, b"x", MISSING, id="no media type is documented"),
        pytest.param("PUT /any", {}, b"", MISSING, id="no text"),
        pytest.param(
            "POST /lines",
            {"content-type": "application/jsonl"},
            b'{"n":1}\n{"n":2}\n',
            [{"n": 1}, {"n": 2}],
            id="lines",
        ),
    ],
)
def test_bodies_that_keep_the_contract(pets, line, headers, body, expected):
    call = judge(pets, line, headers, body)
    assert call.violations == ()
    assert call.body == expected


def broken_gzip():
    return gzip.compress(b"[1, 2, 3]")[:-6]


@pytest.mark.parametrize(
    ("line", "headers", "body", "expected"),
    [
        pytest.param("POST /json", JSON, {}, [("body", "", "required")], id="member missing"),
        pytest.param("POST /json", JSON, {"name": 1}, [("body", "/name", "type")], id="member type"),
        pytest.param("POST /json", JSON, {"name": "Rex", "x": 1}, [("body", "/x", "additionalProperties")], id="extra"),
        pytest.param("POST /json", {}, b"", [("body", "", "required")], id="required and left out"),
        pytest.param("POST /json", JSON, b"", [("body", "", "required")], id="announced and left out"),
        pytest.param("POST /json", {}, {"name": "Rex"}, [("body", "", "unknown-media-type")], id="no media type"),
        pytest.param(
            "POST /json", {"content-type": "text/plain"}, b"Rex", [("body", "", "unknown-media-type")], id="wrong type"
        ),
        pytest.param("POST /json", {"content-type": "json"}, b"{}", [("body", "", "unknown-media-type")], id="no type"),
        pytest.param("POST /json", JSON, b"{", [("body", "", "malformed")], id="broken JSON"),
        pytest.param("POST /json", JSON, b'{"name": NaN}', [("body", "", "malformed")], id="NaN"),
        pytest.param("POST /json", JSON, b'{"name": "\xff"}', [("body", "", "malformed")], id="not UTF-8"),
        pytest.param("PUT /json", JSON, [1, "x"], [("body", "/1", "type")], id="item"),
        pytest.param("PUT /json", {"content-type": "text/plain"}, b"abcd", [("body", "", "maxLength")], id="text"),
        pytest.param(
            "PUT /json", JSON | {"content-encoding": "br"}, b"[1]", [("body", "", "unknown-content-encoding")], id="br"
        ),
        pytest.param(
            "PUT /json", JSON | {"content-encoding": "gzip"}, b"[1]", [("body", "", "malformed")], id="gzip it is not"
        ),
        pytest.param(
            "PUT /json",
            JSON | {"content-encoding": "gzip"},
            broken_gzip(),
            [("body", "", "malformed")],
            id="gzip cut off",
        ),
        pytest.param(
            "PUT /json",
            JSON | {"content-encoding": "gzip"},
            gzip.compress(b" " * 10_000_001),
            [("body", "", "too-large")],
            id="gzip bomb",
        ),
        pytest.param("POST /any", {}, b"", [("body", "", "required")], id="no media type is documented"),
        pytest.param("PUT /any", {"content-type": "text/plain"}, b"", [("body", "", "minLength")], id="empty text"),
        pytest.param("POST /form", {}, b"", [("body", "", "required")], id="an empty form has its media type"),
        pytest.param(
            "POST /form",
            {"content-type": "application/x-www-form-urlencoded"},
            b"n=x",
            [("body", "/n", "type")],
            id="form field",
        ),
        pytest.param(
            "POST /lines",
            {"content-type": "application/jsonl"},
            b'{"n":1}\n{}\n',
            [("body", "/1", "required")],
            id="line",
        ),
        pytest.param(
            "POST /lines",
            {"content-type": "application/x-ndjson"},
            b"{}\n",
            [("body", "/0", "required")],
            id="3.1 line",
        ),
        pytest.param(
            "POST /lines",
            {"content-type": "application/json-seq"},
            b'\x1e{"n":1}\n\x1e{}\n',
            [("body", "", "maxItems"), ("body", "/1", "required")],
            id="items and whole",
        ),
    ],
)
def test_bodies_that_break_the_contract(pets, line, headers, body, expected):
    call = judge(pets, line, headers, body)
    assert sorted(flaws(call)) == expected


@pytest.mark.parametrize(
    ("line", "headers", "body", "message", "rule"),
    [
        pytest.param(
            "GET /pets/1/y",
            GOOD,
            b"",
            "must be given: the query parameter 'key' is required",
            "/paths/~1pets~1{id}~1{rest}/get/parameters/6",
            id="query",
        ),
        pytest.param(
            "POST /json",
            {},
            b"",
            "must be given: a body is required, of application/json",
            "/paths/~1json/post/requestBody",
            id="body",
        ),
        pytest.param(
            "POST /json",
            {"content-type": "text/plain; x=1"},
            b"Rex",
            "must be application/json, got text/plain",
            "/paths/~1json/post/requestBody",
            id="media type",
        ),
        pytest.param(
            "POST /json",
            {},
            b"Rex",
            "must be application/json, got no Content-Type",
            "/paths/~1json/post/requestBody",
            id="no media type",
        ),
        pytest.param(
            "PUT /json",
            JSON | {"content-encoding": "br"},
            b"Rex",
            "must be encoded by gzip or deflate, got br",
            "/paths/~1json/put/requestBody",
            id="content encoding",
        ),
    ],
)
def test_a_refusal_says_what_and_where(pets, line, headers, body, message, rule):
    (violation,) = judge(pets, line, headers, body).violations
    assert (violation.message, violation.rule.pointer) == (message, rule)
    assert violation.rule.line > 0


@pytest.mark.parametrize(("unknown", "expected"), [("allow", []), ("warn", ["Warning"] * 2), ("refuse", ["Error"] * 2)])
def test_undeclared_query_parameters(contract_of, unknown, expected):
    contract = contract_of(PETS, JudgeOptions(unknown_query=unknown))
    call = judge(contract, "GET /pets/1/y?key=ab&a=1&box%5Bw%5D=1&b&a=2&__code=200", GOOD)
    assert call.undeclared == ("a", "b")
    assert [one.severity for one in call.violations] == expected
    assert call.is_valid == (unknown != "refuse")
    assert [one.message for one in call.violations] == [
        f"must not be given: no query parameter '{name}' is declared" for name in ("a", "b") if expected
    ]


def test_the_body_limit_is_an_option(contract_of):
    contract = contract_of(PETS, JudgeOptions(body_limit=10))
    headers = JSON | {"content-encoding": "gzip"}
    assert judge(contract, "PUT /json", headers, gzip.compress(b"[1,2,3,44]")).body == [1, 2, 3, 44]
    (violation,) = judge(contract, "PUT /json", headers, gzip.compress(b"[1,2,3,444]")).violations
    assert (violation.code, violation.message) == ("too-large", "must be at most 10 bytes long once it is decoded")


def test_many_gzip_members_take_no_time(pets):
    body = gzip.compress(b"") * 100_000
    assert flaws(judge(pets, "PUT /json", JSON | {"content-encoding": "gzip"}, body)) == [("body", "", "malformed")]


@pytest.fixture(scope="module")
def wapikit(root):
    return compile_contract(load(root / "openapi.yaml"))


CONTACT = {"name": "Asha", "phone": "+91", "status": "Active", "attributes": {}, "listsIds": []}


@pytest.mark.parametrize(
    ("line", "body", "expected"),
    [
        ("GET /api/contacts/42", None, []),
        ("GET /api/contacts/{id}", None, []),
        ("GET /contacts/a%2Fb", None, []),
        ("GET /api/contacts?page=1&per_page=10", None, []),
        ("GET /api/contacts?page=1&per_page=10&order=desc&more=1", None, []),
        ("GET /api/contacts?page=0&per_page=10", None, [("query", "/page", "minimum")]),
        ("GET /api/contacts?page=1", None, [("query", "/per_page", "required")]),
        (
            "GET /api/contacts?page=a&per_page=1&order=up",
            None,
            [("query", "/page", "type"), ("query", "/order", "enum")],
        ),
        ("POST /api/contacts", [CONTACT], []),
        ("POST /api/contacts", [CONTACT | {"status": "?"}], [("body", "/0/status", "enum")]),
        ("POST /api/contacts", [{"name": 1} | CONTACT | {"name": 1}], [("body", "/0/name", "type")]),
        ("POST /api/contacts", CONTACT, [("body", "", "type")]),
        ("POST /api/contacts", None, [("body", "", "required")]),
    ],
)
def test_the_shipped_api(wapikit, line, body, expected):
    headers, data = ({}, b"") if body is None else (JSON, json.dumps(body).encode())
    assert flaws(judge(wapikit, line, headers, data)) == expected


ITEM = {"type": "object", "xml": {"name": "item"}, "required": ["id"], "properties": {"id": {"type": "integer"}}}
LIST = {"type": "array", "items": {"type": "integer"}}
FREE = {"type": "object", "properties": {"n": {"type": "integer"}}}
ROOTS = {
    "/named": {"$ref": "#/components/schemas/Item"},
    "/space": {"type": "object", "xml": {"name": "item", "namespace": "urn:a"}},
    "/wrapped": {**LIST, "xml": {"name": "items", "wrapped": True}},
    "/bare": {**LIST, "xml": {"name": "items"}},
    "/unnamed": FREE,
    "/either": {"oneOf": [{"$ref": "#/components/schemas/Item"}, FREE]},
}


def taking_xml(schema):
    body = {"content": {"application/xml": {"schema": schema}}}
    return {"post": {"requestBody": body, "responses": {"200": {"description": "fine"}}}}


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        pytest.param("/named", "<item><id>1</id></item>", None, id="named"),
        pytest.param(
            "/named", '<x:item xmlns:x="urn:x"><id>1</id></x:item>', None, id="a namespace that nobody asks for"
        ),
        pytest.param(
            "/named",
            "<other><id>1</id></other>",
            ("item", "other", "/components/schemas/Item/xml/name"),
            id="by reference",
        ),
        pytest.param("/space", '<item xmlns="urn:a"/>', None, id="namespace"),
        pytest.param("/space", "<item/>", None, id="namespace left out"),
        pytest.param(
            "/space",
            '<item xmlns="urn:b"/>',
            ("{urn:a}item", "{urn:b}item", "/paths/~1space/post/requestBody/content/application~1xml/schema/xml/name"),
            id="another namespace",
        ),
        pytest.param(
            "/wrapped",
            "<item><items>1</items></item>",
            ("items", "item", "/paths/~1wrapped/post/requestBody/content/application~1xml/schema/xml/name"),
            id="wrapped list",
        ),
        pytest.param("/bare", "<any><items>1</items></any>", None, id="list that is not wrapped"),
        pytest.param("/unnamed", "<any><n>1</n></any>", None, id="not named"),
        pytest.param("/either", "<any><n>1</n></any>", None, id="named by one of several"),
    ],
)
def test_the_root_of_a_document_is_called_as_its_schema_says(contract_of, path, body, told):
    paths = {name: taking_xml(schema) for name, schema in ROOTS.items()}
    contract = contract_of(paths, openapi="3.0.3", components={"schemas": {"Item": ITEM}})
    call = judge(contract, f"POST {path}", {"content-type": "application/xml"}, body.encode())
    if told is None:
        assert call.violations == ()
        return
    expected, got, pointer = told
    (flaw,) = call.violations
    assert (flaw.location, flaw.path, flaw.code) == ("body", (), "xml")
    assert flaw.message == f"must have the root element <{expected}>, got <{got}>"
    assert (flaw.expected, flaw.got, flaw.rule.pointer) == (expected, got, pointer)
    assert flaw.rule.line > 0
    assert call.body is not MISSING
