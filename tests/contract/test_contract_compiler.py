"""What the compiler makes of the description's objects."""

import pytest

from mockserver.contract import MISSING, Expression
from mockserver.contract.links import read_value

DESCRIPTION = """
openapi: 3.2.0
info: {title: Pets, version: '7'}
paths:
  /pets/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {$ref: '#/components/parameters/Limit'}
      - {name: keep, in: query, schema: {type: string}}
    get:
      tags: [a, b]
      summary: One pet
      deprecated: true
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer}}
        - {name: deep, in: query, style: deepObject, schema: {type: object}}
        - {name: flat, in: query, explode: false, schema: {type: array}}
        - {name: sid, in: cookie, schema: {type: string}}
        - {name: crumb, in: cookie, style: cookie, schema: {type: string}}
        - {name: X-Tag, in: header, allowReserved: true, deprecated: true, schema: {type: array}}
        - {name: q, in: querystring, content: {application/json: {schema: {type: object}}}}
        - {name: odd, in: body, schema: {type: object}}
        - {in: query, schema: {type: object}}
      responses:
        '200':
          description: A pet
          headers:
            x-next: {schema: {type: string}}
            Content-Type: {schema: {type: string}}
            X-Page: {$ref: '#/components/headers/Page'}
          content:
            application/json:
              schema: {type: object}
              examples:
                rex: {value: {name: Rex}}
                tom: {$ref: '#/components/examples/Tom'}
                far: {externalValue: pets/far.json}
                new: {dataValue: {name: New}, serializedValue: '{"name":"New"}'}
                none: {value: null}
            text/plain: {schema: {type: string}, example: Rex}
            multipart/form-data: {$ref: '#/components/mediaTypes/Parts'}
          links:
            owner:
              operationId: getOwner
              parameters: {id: $response.body#/owner/id, path.page: 1, note: 'of {$request.path.id}!'}
              requestBody: $request.body
        4xx: {description: Refused}
        default: {$ref: '#/components/responses/Broken'}
        x-note: {description: no response}
components:
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer}}
  headers:
    Page: {required: true, schema: {type: integer}}
  examples:
    Tom: {summary: A cat, value: {name: Tom}}
  responses:
    Broken: {description: Broken}
  mediaTypes:
    Parts:
      schema: {type: object}
      encoding:
        file: {contentType: image/png, headers: {X-A: {schema: {type: string}}}, style: form, explode: false}
"""


@pytest.fixture
def operation(contract_of):
    return contract_of(DESCRIPTION).operation("GET /pets/{id}")


def test_an_operation_shows_what_its_author_says(operation):
    assert (operation.tags, operation.summary, operation.deprecated) == (("a", "b"), "One pet", True)
    assert operation.body is None
    assert operation.place.pointer == "/paths/~1pets~1{id}/get"
    assert operation.place.line > 0


def test_parameters_are_merged_and_their_defaults_filled(operation):
    assert [(one.location, one.name, one.style, one.explode, one.required) for one in operation.parameters] == [
        ("path", "id", "simple", False, True),
        ("query", "limit", "form", True, True),
        ("query", "keep", "form", True, False),
        ("query", "deep", "deepObject", True, False),
        ("query", "flat", "form", False, False),
        ("cookie", "sid", "form", True, False),
        ("cookie", "crumb", "cookie", True, False),
        ("header", "X-Tag", "simple", False, False),
        ("querystring", "q", "form", True, False),
    ]
    by_name = {one.name: one for one in operation.parameters}
    assert (by_name["X-Tag"].allow_reserved, by_name["X-Tag"].deprecated) == (True, True)
    assert by_name["q"].bundle is None
    assert by_name["q"].media_type.range == "application/json"
    assert by_name["limit"].node.place.pointer == "/paths/~1pets~1{id}/get/parameters/0"


def test_responses_are_kept_by_their_keys(operation):
    assert list(operation.responses) == ["200", "4XX", "default"]
    assert [one.description for one in operation.responses.values()] == ["A pet", "Refused", "Broken"]
    headers = operation.responses["200"].headers
    assert {name: (one.location, one.style, one.required) for name, one in headers.items()} == {
        "x-next": ("header", "simple", False),
        "X-Page": ("header", "simple", True),
    }


def test_examples_are_brought_to_one_shape(operation):
    content = operation.responses["200"].content
    assert [(one.name, one.value, one.external, one.serialized) for one in content["application/json"].examples] == [
        ("rex", {"name": "Rex"}, None, None),
        ("tom", {"name": "Tom"}, None, None),
        ("far", MISSING, "pets/far.json", None),
        ("new", {"name": "New"}, None, '{"name":"New"}'),
        ("none", None, None, None),
    ]
    assert content["application/json"].examples[1].place.pointer == "/components/examples/Tom"
    (single,) = content["text/plain"].examples
    assert (single.name, single.value) == ("", "Rex")


def test_encodings_stand_by_property(operation):
    media = operation.responses["200"].content["multipart/form-data"]
    encoding = media.encoding["file"]
    assert (encoding.content_type, encoding.style, encoding.explode, encoding.allow_reserved) == (
        "image/png",
        "form",
        False,
        None,
    )
    assert list(encoding.headers) == ["X-A"]


def test_links_keep_their_expressions(operation):
    link = operation.responses["200"].links["owner"]
    assert (link.operation_id, link.operation_ref) == ("getOwner", None)
    assert link.parameters == {
        "id": Expression("response", "body", "/owner/id"),
        "path.page": 1,
        "note": ("of ", Expression("request", "path", "id"), "!"),
    }
    assert link.body == Expression("request", "body")
    assert [one.part for one in link.expressions] == ["body", "path", "body"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$url", Expression("request", "url")),
        ("$method", Expression("request", "method")),
        ("$statusCode", Expression("response", "statusCode")),
        ("$request.header.X-A", Expression("request", "header", "X-A")),
        ("$response.header.Location", Expression("response", "header", "Location")),
        ("$request.query.a.b", Expression("request", "query", "a.b")),
        ("$response.body", Expression("response", "body", "")),
        ("$response.body#/a~1b/0", Expression("response", "body", "/a~1b/0")),
        ("{$url}", (Expression("request", "url"),)),
        ("{$url}/{$request.path.id}", (Expression("request", "url"), "/", Expression("request", "path", "id"))),
        ("a {$nothing} {$method}", ("a {$nothing}", " ", Expression("request", "method"))),
        ("$nothing", "$nothing"),
        ("$request.", "$request."),
        ("$request.path.", "$request.path."),
        ("{$url", "{$url"),
        ("plain {text}", "plain {text}"),
        (7, 7),
        ({"a": "$url"}, {"a": "$url"}),
    ],
)
def test_runtime_expressions(text, expected):
    assert read_value(text) == expected
