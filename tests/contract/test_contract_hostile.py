"""However a description is broken, it ends in an error that says so, or serves what can be served."""

import copy
import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockserver.contract import Found, compile_contract
from mockserver.document import load
from mockserver.errors import DocumentError
from mockserver.messages import Request, Response

WHOLE = yaml.safe_load("""
openapi: 3.2.0
info: {title: Pets, version: '1'}
servers: [{url: 'https://x/{v}', variables: {v: {default: v1, enum: [v1, v2]}}}]
security: [{key: []}]
paths:
  /pets/{id}:
    servers: [{url: /own}]
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    post:
      tags: [a]
      operationId: post
      security: [{key: [], basic: []}, {}]
      parameters:
        - name: q
          in: query
          style: deepObject
          explode: true
          schema: {type: object, properties: {a: {type: integer}}}
        - {name: j, in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}}
        - {name: c, in: cookie, schema: {$ref: '#/components/schemas/Pet'}}
        - {name: X-H, in: header, schema: {type: array, items: {type: integer}, default: [1]}}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Pet'}, example: {name: Rex}}
          multipart/form-data:
            schema:
              type: object
              properties: {f: {type: string, format: binary}, n: {type: array, items: {type: string}}}
            encoding: {f: {contentType: 'image/*', headers: {X-A: {schema: {type: string}}}}, n: {style: form}}
          application/xml: {schema: {$ref: '#/components/schemas/Pet'}}
          application/jsonl: {itemSchema: {type: object}}
      responses:
        '200':
          description: ok
          headers: {X-T: {required: true, schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}, examples: {a: {value: {name: Tom}}}}}
          links: {l: {operationId: post, parameters: {id: $response.body#/id}}}
        4XX: {$ref: '#/components/responses/Bad'}
    additionalOperations: {COPY: {responses: {'200': {description: ok}}}}
components:
  responses: {Bad: {description: bad, content: {text/plain: {schema: {type: string}}}}}
  securitySchemes:
    key: {type: apiKey, in: header, name: K}
    basic: {type: http, scheme: basic}
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, xml: {attribute: true}}
        id: {type: integer}
        friend: {$ref: '#/components/schemas/Pet'}
""")

JUNK = [None, 7, -1.5, True, "", "x", "$ref", [], {}, [7], [{}], [[]], {"a": 7}, {"$ref": 7}, {"$ref": "#/nowhere"}]


def spots(value, path=()):
    """Yield the path of every value in a tree."""
    for key, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from spots(child, (*path, key))


SPOTS = list(spots(WHOLE))

REQUESTS = [
    Request(
        "POST", "/v1/pets/7", "q[a]=1&j=[]&a=b", {"content-type": "application/json", "x-h": "1,2"}, b'{"name":"x"}'
    ),
    Request("POST", "/own/pets/7", "j=x", {"content-type": "multipart/form-data; boundary=b"}, b"--b--\r\n"),
    Request(
        "POST",
        "/pets/7",
        "",
        {"content-type": "multipart/form-data; boundary=b", "cookie": "c=name,x"},
        b'--b\r\nContent-Disposition: form-data; name="f"\r\n\r\n1\r\n--b--\r\n',
    ),
    Request("POST", "/pets/7", "", {"content-type": "application/xml", "k": "1"}, b'<Pet name="a"/>'),
    Request("POST", "/pets/7", "", {"content-type": "application/jsonl", "authorization": "Basic OjE="}, b"{}\n"),
]

RESPONSES = [
    Response(200, (("Content-Type", "application/json"), ("X-T", "1")), b'{"name": "x"}'),
    Response(404, (("Content-Type", "text/plain"),), b"x"),
]


def exercise(file):
    """Load, compile and use everything; only an error for people may come out."""
    try:
        contract = compile_contract(load(file))
    except DocumentError as error:
        assert error.code  # noqa: PT017 - loading may succeed as well
        return
    assert isinstance(contract.diagnostics, tuple)
    for operation in contract.operations:
        try:
            for response in RESPONSES:
                operation.judge_response(response)
            for request in REQUESTS:
                operation.judge(request, {"id": "7"})
        except DocumentError as error:
            assert error.code  # noqa: PT017 - the operation may be whole
    for request in REQUESTS:
        assert contract.match(request.method, request.path) is not None


def test_the_whole_description_serves(tmp_path):
    file = tmp_path / "api.json"
    file.write_text(json.dumps(WHOLE))
    contract = compile_contract(load(file))
    found = contract.match("POST", "/v2/pets/7")
    assert isinstance(found, Found)
    assert found.judge(REQUESTS[0]).is_valid
    assert contract.operation("post").judge_response(RESPONSES[0]) == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(SPOTS), st.sampled_from(JUNK)), min_size=1, max_size=3))
def test_a_broken_description_never_breaks_the_mock(tmp_path, changes):
    tree = copy.deepcopy(WHOLE)
    for path, junk in changes:
        _put(tree, path, junk)
    file = tmp_path / "api.json"
    file.write_text(json.dumps(tree))
    exercise(file)


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_each_kind_of_rubbish_in_each_place(tmp_path, junk):
    file = tmp_path / "api.json"
    for path in SPOTS[:: 3 if isinstance(junk, dict) else 7]:
        tree = copy.deepcopy(WHOLE)
        _put(tree, path, junk)
        file.write_text(json.dumps(tree))
        exercise(file)


def _put(tree, path, junk):
    for key in path[:-1]:
        if not isinstance(tree, dict | list):
            return
        try:
            tree = tree[key]
        except (KeyError, IndexError, TypeError):
            return
    if (isinstance(tree, dict) and path[-1] in tree) or (isinstance(tree, list) and path[-1] in range(len(tree))):
        tree[path[-1]] = junk
