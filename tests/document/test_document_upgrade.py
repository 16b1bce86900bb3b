"""Swagger 2.0 in the structure of OpenAPI 3.2, each part at the author's place."""

from __future__ import annotations

import json

import pytest
import yaml

from mockserver.document import load
from mockserver.errors import ReferenceError  # noqa: A004 - the standard's own term


@pytest.fixture
def upgrade(tmp_path):
    def upgrade(text, **files):
        head = {"swagger": "2.0", "info": {"title": "t", "version": "1"}}
        (tmp_path / "swagger.json").write_text(json.dumps(head | yaml.safe_load(text), indent=1))
        for name, content in files.items():
            (tmp_path / f"{name}.yaml").write_text(content)
        return load(tmp_path / "swagger.json")

    return upgrade


def at(document, pointer):
    node = document.root
    for key in pointer.split("/"):
        node = node / (int(key) if key.isdigit() and isinstance(node.value, list) else key.replace("~1", "/"))
    return node


@pytest.mark.parametrize(
    ("text", "servers"),
    [
        ("host: a.example\nbasePath: /v1\nschemes: [http, https]", ["http://a.example/v1", "https://a.example/v1"]),
        ("host: a.example:8080", ["https://a.example:8080"]),
        ("host: a.example\nbasePath: v1/", ["https://a.example/v1"]),
        ("basePath: /v1", ["/v1"]),
        ("basePath: /", ["/"]),
        ("schemes: [http]", None),
    ],
)
def test_host_base_path_and_schemes_are_servers(upgrade, text, servers):
    node = upgrade(text).root.get("servers")
    assert (node and [server["url"] for server in node.value]) == servers


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        (
            "{name: a, in: query, type: integer, format: int32, minimum: 1, exclusiveMinimum: true, description: d}",
            {"name": "a", "in": "query", "description": "d",
             "schema": {"type": "integer", "format": "int32", "minimum": 1, "exclusiveMinimum": True,
                        "description": "d"}},
        ),
        (
            "{name: a, in: path, required: true, type: string, pattern: x, x-nullable: true}",
            {"name": "a", "in": "path", "required": True, "x-nullable": True,
             "schema": {"type": "string", "pattern": "x", "x-nullable": True}},
        ),
        (
            "{name: a, in: query, type: string, allowEmptyValue: true, enum: [x], default: x}",
            {"name": "a", "in": "query", "allowEmptyValue": True,
             "schema": {"type": "string", "enum": ["x"], "default": "x"}},
        ),
        (
            "{name: a, in: query, schema: {type: string}}",
            {"name": "a", "in": "query", "schema": {"type": "string"}},
        ),
        ("{name: a, in: query}", {"name": "a", "in": "query", "schema": {}}),
    ],
)  # fmt: skip
def test_fields_of_a_parameter_are_its_schema(upgrade, parameter, expected):
    document = upgrade(f"paths: {{/a: {{get: {{parameters: [{parameter}]}}}}}}")
    assert at(document, "paths/~1a/get/parameters/0").value == expected


@pytest.mark.parametrize(
    ("location", "format_", "style", "explode"),
    [
        ("query", None, "form", False),
        ("query", "csv", "form", False),
        ("query", "ssv", "spaceDelimited", False),
        ("query", "tsv", "tabDelimited", False),
        ("query", "pipes", "pipeDelimited", False),
        ("query", "multi", "form", True),
        ("query", "nonsense", "form", False),
        ("path", None, "simple", False),
        ("path", "csv", "simple", False),
        ("path", "pipes", "pipeDelimited", False),
        ("header", "csv", "simple", False),
        ("header", "ssv", "spaceDelimited", False),
    ],
)
def test_collection_format_is_style_and_explode(upgrade, location, format_, style, explode):
    given = {"name": "a", "in": location, "type": "array", "items": {"type": "string", "collectionFormat": "pipes"}}
    if format_ is not None:
        given["collectionFormat"] = format_
    document = upgrade(json.dumps({"paths": {"/a": {"get": {"parameters": [given]}}}}))
    found = at(document, "paths/~1a/get/parameters/0")
    assert (found.value["style"], found.value["explode"]) == (style, explode)
    assert found.value["schema"] == {"type": "array", "items": {"type": "string", "collectionFormat": "pipes"}}
    place = (found / "style").pointer
    assert place == "/paths/~1a/get/parameters/0" + ("/collectionFormat" if format_ else "")


BODY = "{name: b, in: body, required: true, description: d, schema: {$ref: '#/definitions/A'}}"


@pytest.mark.parametrize(
    ("root", "own", "media_types"),
    [
        ("", "", ["application/json"]),
        ("consumes: [application/xml]", "", ["application/xml"]),
        (
            "consumes: [application/xml]",
            "consumes: [text/plain, application/json],",
            ["text/plain", "application/json"],
        ),
        ("consumes: [application/xml]", "consumes: [],", ["application/json"]),
    ],
)
def test_body_parameter_is_a_request_body(upgrade, root, own, media_types):
    document = upgrade(
        f"{root}\ndefinitions: {{A: {{type: string}}}}\npaths: {{/a: {{post: {{{own} parameters: [{BODY}]}}}}}}"
    )
    body = at(document, "paths/~1a/post/requestBody")
    media = {"schema": {"$ref": "#/definitions/A"}}
    assert body.value == {"description": "d", "required": True, "content": dict.fromkeys(media_types, media)}
    schema = body / "content" / media_types[0] / "schema"
    assert schema.pointer == "/paths/~1a/post/parameters/0/schema"
    assert schema.resolve().value == {"type": "string"}
    assert at(document, "paths/~1a/post/parameters").value == []


FORM = "{name: f, in: formData, type: file, required: true}, {name: n, in: formData, type: integer}"
FIELDS = "{name: n, in: formData, type: array, items: {type: integer}, collectionFormat: multi}"


@pytest.mark.parametrize(
    ("fields", "consumes", "media_types"),
    [
        (FORM, "", ["multipart/form-data"]),
        (FIELDS, "", ["application/x-www-form-urlencoded"]),
        (FIELDS, "consumes: [application/json],", ["application/x-www-form-urlencoded"]),
        (FIELDS, "consumes: [multipart/form-data, application/x-www-form-urlencoded],",
         ["multipart/form-data", "application/x-www-form-urlencoded"]),
        (FORM, "consumes: [application/json],", ["multipart/form-data"]),
    ],
)  # fmt: skip
def test_form_parameters_are_a_form(upgrade, fields, consumes, media_types):
    document = upgrade(f"paths: {{/a: {{post: {{{consumes} parameters: [{fields}]}}}}}}")
    assert list(at(document, "paths/~1a/post/requestBody/content").value) == media_types


def test_form_has_a_schema_encodings_and_the_authors_places(upgrade):
    document = upgrade(f"paths: {{/a: {{post: {{parameters: [{FORM}, {FIELDS.replace('name: n', 'name: l')}]}}}}}}")
    body = at(document, "paths/~1a/post/requestBody")
    assert body.value == {
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "f": {"type": "string", "format": "binary"},
                        "n": {"type": "integer"},
                        "l": {"type": "array", "items": {"type": "integer"}},
                    },
                    "required": ["f"],
                },
                "encoding": {"l": {"style": "form", "explode": True}},
            }
        },
        "required": True,
    }
    properties = body / "content" / "multipart/form-data" / "schema" / "properties"
    assert (properties / "n").pointer == "/paths/~1a/post/parameters/1"
    assert (properties / "n" / "type").pointer == "/paths/~1a/post/parameters/1/type"
    assert (properties / "n").place.line > body.place.line


SHARED = """
parameters:
  Body: {name: b, in: body, schema: {type: string}}
  Limit: {name: limit, in: query, type: integer}
  Field: {name: f, in: formData, type: string}
responses:
  Gone: {description: gone, schema: {type: string}}
produces: [text/plain]
paths:
  /body:
    parameters: [{$ref: '#/parameters/Body'}, {$ref: '#/parameters/Limit'}]
    put: {responses: {410: {$ref: '#/responses/Gone'}}}
    get: {parameters: [{name: own, in: formData, type: string}]}
  /form:
    parameters: [{$ref: '#/parameters/Field'}]
    post: {parameters: [{name: f, in: formData, type: integer}, {name: g, in: formData, type: string}]}
    put: {}
"""


def test_shared_parameters_and_responses_are_brought_to_their_operations(upgrade):
    document = upgrade(SHARED)
    assert [one["name"] for one in at(document, "paths/~1body/parameters").value] == ["limit"]
    assert at(document, "paths/~1body/parameters/0").pointer == "/parameters/Limit"
    body = at(document, "paths/~1body/put/requestBody")
    assert (body.pointer, list(body.value["content"])) == ("/parameters/Body", ["application/json"])
    response = at(document, "paths/~1body/put/responses/410")
    assert (response.pointer, response.value) == (
        "/responses/Gone", {"description": "gone", "content": {"text/plain": {"schema": {"type": "string"}}}},
    )  # fmt: skip


def test_an_operations_form_goes_before_the_body_of_its_path(upgrade):
    document = upgrade(SHARED)
    assert list(at(document, "paths/~1body/get/requestBody/content").value) == ["application/x-www-form-urlencoded"]


def test_form_fields_of_the_path_are_overridden_by_name(upgrade):
    document = upgrade(SHARED)
    media = "application~1x-www-form-urlencoded"
    post = at(document, f"paths/~1form/post/requestBody/content/{media}/schema/properties")
    assert post.value == {"f": {"type": "integer"}, "g": {"type": "string"}}
    put = at(document, f"paths/~1form/put/requestBody/content/{media}/schema/properties")
    assert put.value == {"f": {"type": "string"}}


@pytest.mark.parametrize(
    ("response", "produces", "content"),
    [
        ("{description: d}", "[application/json]", None),
        ("{description: d, schema: {type: string}}", "[]", {"application/json": {"schema": {"type": "string"}}}),
        (
            "{description: d, schema: {type: string}, examples: {application/json: x}}",
            "[application/json, text/plain]",
            {"application/json": {"schema": {"type": "string"}, "example": "x"},
             "text/plain": {"schema": {"type": "string"}}},
        ),
        (
            "{description: d, schema: {type: string}, examples: {text/html: x}}", "[text/plain]",
            {"text/plain": {"schema": {"type": "string"}}, "text/html": {"schema": {"type": "string"}, "example": "x"}},
        ),
        ("{description: d, examples: {text/html: x}}", "[text/plain]", {"text/html": {"example": "x"}}),
        ("{description: d, examples: {first: x}}", "[text/plain]", None),
        ("{description: d, schema: {type: file}}", "[]", {"application/octet-stream": {"schema": {"type": "file"}}}),
        ("{description: d, schema: {type: file}}", "[image/png]", {"image/png": {"schema": {"type": "file"}}}),
    ],
)  # fmt: skip
def test_response_has_content_by_what_is_produced(upgrade, response, produces, content):
    document = upgrade(f"produces: {produces}\npaths: {{/a: {{get: {{responses: {{200: {response}}}}}}}}}")
    assert at(document, "paths/~1a/get/responses/200").value.get("content") == content


def test_response_headers_have_schemas(upgrade):
    header = "{type: array, items: {type: string}, collectionFormat: pipes, description: d}"
    document = upgrade(f"paths: {{/a: {{get: {{responses: {{200: {{description: d, headers: {{X: {header}}}}}}}}}}}}}")
    assert at(document, "paths/~1a/get/responses/200/headers/X").value == {
        "description": "d",
        "style": "pipeDelimited",
        "explode": False,
        "schema": {"type": "array", "items": {"type": "string"}, "description": "d"},
    }


@pytest.mark.parametrize(
    ("definition", "scheme"),
    [
        ("{type: basic, description: d}", {"description": "d", "type": "http", "scheme": "basic"}),
        ("{type: apiKey, name: k, in: query}", {"type": "apiKey", "name": "k", "in": "query"}),
        (
            "{type: oauth2, flow: accessCode, authorizationUrl: a, tokenUrl: t, scopes: {s: d}}",
            {"type": "oauth2", "flows": {
                "authorizationCode": {"authorizationUrl": "a", "tokenUrl": "t", "scopes": {"s": "d"}}}},
        ),
        (
            "{type: oauth2, flow: application, tokenUrl: t, scopes: {}}",
            {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "t", "scopes": {}}}},
        ),
        ("{type: oauth2, flow: implicit}", {"type": "oauth2", "flows": {"implicit": {}}}),
        ("{type: oauth2, flow: password}", {"type": "oauth2", "flows": {"password": {}}}),
    ],
)  # fmt: skip
def test_security_definitions_are_schemes(upgrade, definition, scheme):
    document = upgrade(f"securityDefinitions: {{a: {definition}}}")
    assert at(document, "components/securitySchemes/a").value == scheme
    assert at(document, "components/securitySchemes/a").pointer == "/securityDefinitions/a"


def test_what_cannot_be_followed_stays_for_its_operation_alone(upgrade):
    document = upgrade("paths: {/a: {$ref: b.yaml}, /b: {get: {parameters: [{$ref: '#/parameters/X'}], responses: "
                       "{200: {$ref: '#/responses/X'}}}}}")  # fmt: skip
    for pointer in ("paths/~1a", "paths/~1b/get/parameters/0", "paths/~1b/get/responses/200"):
        with pytest.raises(ReferenceError):
            at(document, pointer).resolve()


def test_a_path_in_another_file_is_upgraded_where_it_stands(upgrade):
    document = upgrade("paths: {/a: {$ref: b.yaml}}", b=f"post:\n  parameters: [{BODY}]\ndefinitions: {{A: 1}}\n")
    schema = at(document, "paths/~1a/post/requestBody/content/application~1json/schema")
    assert schema.place.file.endswith("b.yaml")
    assert schema.resolve().value == 1


@pytest.mark.parametrize(
    "text",
    ["paths: []", "paths: {/a: 1}",
     "paths: {/a: {get: 1, parameters: {}}}", "paths: {/a: {get: {parameters: [1, []]}}}",
     "paths: {/a: {get: {responses: []}}}", "paths: {/a: {get: {responses: {200: 1}}}}", "consumes: 1\nproduces: {}",
     "securityDefinitions: {a: 1}", "securityDefinitions: []", "host: 1\nbasePath: []\nschemes: x", "definitions: []",
     "paths: {/a: {get: {parameters: [{in: formData}, {in: []}, {in: body}, {name: [], in: formData}]}}}",
     "paths: {/a: {get: {parameters: [{name: a, in: query, type: array, collectionFormat: []}]}}}",
     "paths: {/a: {get: {responses: {200: {headers: [], examples: [], schema: []}}}}}",
     "securityDefinitions: {a: {type: oauth2, flow: []}}"],
)  # fmt: skip
def test_odd_values_are_carried_along(upgrade, text):
    assert upgrade(text).root.value["openapi"] == "3.2.0"


def test_versions_from_three_on_are_served_as_they_are(tmp_path):
    text = "openapi: 3.2.0\ninfo: {}\npaths: {/a: {query: {}, additionalOperations: {COPY: {}}}}\n"
    (tmp_path / "a.yaml").write_text(text)
    assert load(tmp_path / "a.yaml").root.value == yaml.safe_load(text)


@pytest.mark.parametrize(
    ("example", "value"),
    [
        ("{dataValue: {a: 1}}", {"a": 1}),
        ("{value: 1}", 1),
        ("{serializedValue: a=1}", None),
        ("{value: 1, dataValue: 2}", 1),
    ],
)
def test_example_of_any_version_has_its_value(tmp_path, example, value):
    (tmp_path / "a.yaml").write_text(f"openapi: 3.2.0\ninfo: {{}}\ncomponents: {{examples: {{a: {example}}}}}\n")
    node = (load(tmp_path / "a.yaml").root / "components" / "examples" / "a").resolve()
    assert node.value.get("value") == value
    if "dataValue" in node.value and "value: 1" not in example:
        assert (node / "value").pointer == "/components/examples/a/dataValue"
