"""Method and path -> operation: base paths, methods, rivals, and what is reported about them."""

import json

import pytest

from mockserver.contract import Found, NoMethod, NoPath
from mockserver.messages import Request

OK = {"responses": {"200": {"description": "ok"}}}


def named(name: str, **more: object) -> dict:
    return OK | {"operationId": name} | more


def outcome(contract, method, path):
    found = contract.match(method, path)
    if isinstance(found, Found):
        return found.operation.id, found.variables, found.base
    return found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/v2/pets/7", ("get", {"id": "7"}, "/api/v2")),
        ("/api/pets/7", ("get", {"id": "7"}, "/api")),
        ("/pets/7", ("get", {"id": "7"}, "")),
        ("/apix/pets/7", NoPath()),
        ("/api/v2", ("root", {}, "/api/v2")),
        ("/api/v2/", ("root", {}, "/api/v2")),
        ("/", ("root", {}, "")),
        ("/files/up", ("up", {}, "")),
        ("/upload/files/up", ("up", {}, "/upload")),
        ("/api/files/up", ("up", {}, "/api")),
        ("/deep/files/deep", ("deep", {}, "/deep")),
        ("/upload/files/deep", NoPath()),
        ("/upload/pets/7", NoPath()),
    ],
)
def test_base_paths_of_document_path_item_and_operation(contract_of, path, expected):
    contract = contract_of(
        {
            "/": {"get": named("root")},
            "/pets/{id}": {"get": named("get")},
            "/files/up": {"servers": [{"url": "https://up.example.com/upload"}], "get": named("up")},
            "/files/deep": {
                "servers": [{"url": "/upload"}],
                "get": named("deep", servers=[{"url": "https://x.example.com/deep"}]),
            },
        },
        servers=[{"url": "https://example.com/api"}, {"url": "/api/v2"}],
    )
    assert outcome(contract, "GET", path) == expected


def test_methods(contract_of):
    fields = ("get", "put", "post", "delete", "patch", "trace", "query")
    contract = contract_of(
        {
            "/all": {name: named(name) for name in fields} | {"additionalOperations": {"COPY": named("copy")}},
            "/post": {"post": named("post2"), "options": named("options")},
            "/head": {"get": named("get3"), "head": named("head")},
            "x-note": {"get": named("never")},
        },
        openapi="3.2.0",
        webhooks={"hook": {"post": named("hook")}},
    )
    for name in (*fields, "copy"):
        assert outcome(contract, name.upper(), "/all") == (name, {}, "")
    assert outcome(contract, "HEAD", "/all") == ("get", {}, "")
    assert outcome(contract, "HEAD", "/head") == ("head", {}, "")
    assert outcome(contract, "OPTIONS", "/post") == ("options", {}, "")
    assert outcome(contract, "MOVE", "/all") == NoMethod(
        ("COPY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE")
    )
    assert outcome(contract, "HEAD", "/post") == NoMethod(("OPTIONS", "POST"))
    assert outcome(contract, "POST", "/hook") == NoPath()
    assert outcome(contract, "GET", "/x-note") == NoPath()


def test_the_concrete_path_decides_before_the_method(contract_of):
    contract = contract_of({"/users/me": {"get": OK}, "/users/{id}": {"get": OK, "delete": OK}})
    assert outcome(contract, "DELETE", "/users/me") == NoMethod(("GET", "HEAD", "OPTIONS"))
    assert outcome(contract, "DELETE", "/users/you") == ("DELETE /users/{id}", {"id": "you"}, "")


def test_a_method_under_another_base_path_is_found(contract_of):
    contract = contract_of({"/v1/x": {"get": OK}, "/x": {"post": OK}}, servers=[{"url": "/v1"}])
    assert outcome(contract, "POST", "/v1/x") == ("POST /x", {}, "/v1")
    assert outcome(contract, "GET", "/v1/x") == ("GET /v1/x", {}, "")
    assert outcome(contract, "PUT", "/v1/x") == NoMethod(("OPTIONS", "POST"))


def test_operations_are_found_by_their_keys(contract_of):
    contract = contract_of({"/pets/{id}": {"get": named("getPet"), "delete": OK}})
    assert [operation.id for operation in contract.operations] == ["getPet", "DELETE /pets/{id}"]
    assert contract.operation("getPet") is contract.operation("GET /pets/{id}") is contract.operations[0]
    assert contract.operation("DELETE /pets/{id}") is contract.operations[1]
    assert contract.operation("nobody") is None


RIVALS = {
    "/users/{id}": {
        "get": named("byId", parameters=[{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}])
    },
    "/users/{login}": {
        "get": named(
            "byLogin", parameters=[{"name": "login", "in": "path", "required": True, "schema": {"pattern": "^[a-z]+$"}}]
        )
    },
    "/items": {"get": named("items")},
    "/items#linked": {
        "get": named("linked", parameters=[{"name": "link", "in": "query", "required": True, "schema": {}}]),
    },
    "/rpc?Action=List": {"get": named("list")},
    "/rpc?Action=Drop&name": {"get": named("drop")},
}


@pytest.mark.parametrize(
    ("path", "query", "operation", "values", "violations"),
    [
        pytest.param("/users/7", "", "byId", {"id": 7}, [], id="fits the first"),
        pytest.param("/users/joe", "", "byLogin", {"login": "joe"}, [], id="fits the second"),
        pytest.param("/users/Joe", "", "byId", {"id": "Joe"}, ["type"], id="fits none: the first explains"),
        pytest.param("/items", "", "items", {}, [], id="without fragment"),
        pytest.param("/items", "link=x", "linked", {}, [], id="fewest undeclared"),
        pytest.param("/items%23linked", "link=x", "linked", {}, [], id="escaped fragment"),
        pytest.param("/items%23linked", "", "linked", {}, ["required"], id="escaped fragment, no way out"),
        pytest.param("/rpc", "Action=List", "list", {}, [], id="query in the key"),
        pytest.param("/rpc", "Action=Drop&name=x", "drop", {}, [], id="query in the key, any value"),
        pytest.param("/rpc", "Action=Drop", "list", {}, ["required"], id="query in the key, missing"),
    ],
)
def test_of_rivals_the_one_that_fits_takes_the_call(contract_of, path, query, operation, values, violations):
    contract = contract_of(RIVALS)
    found = contract.match("GET", path)
    assert isinstance(found, Found)
    call = found.judge(Request("GET", path, query))
    assert (call.operation.id, call.path) == (operation, values)
    assert [violation.code for violation in call.violations] == violations


def test_rivals_are_reported(contract_of):
    contract = contract_of(RIVALS)
    assert sorted((one.severity, one.code, one.message, one.place.pointer) for one in contract.diagnostics) == [
        (
            "warning",
            "AMBIGUOUS_PATH",
            (
                f"GET {second} and {first} match the same requests: "
                "each goes to the one that it fits best, else to the first"
            ),
            "/paths/" + second.replace("/", "~1") + "/get",
        )
        for second, first in (
            ("/items#linked", "/items"),
            ("/rpc?Action=Drop&name", "/rpc?Action=List"),
            ("/users/{login}", "/users/{id}"),
        )
    ]


def test_path_items_by_reference(contract_of, tmp_path):
    (tmp_path / "pets.json").write_text(json.dumps({"get": named("there")}))
    contract = contract_of(
        {"/here": {"$ref": "#/components/pathItems/here"}, "/there": {"$ref": "pets.json"}},
        components={"pathItems": {"here": {"get": named("here")}}},
    )
    assert outcome(contract, "GET", "/here") == ("here", {}, "")
    assert outcome(contract, "GET", "/there") == ("there", {}, "")


def test_an_operation_compiles_at_its_first_use(contract_of):
    contract = contract_of(
        {
            "/good": {"get": OK},
            "/bad": {"get": OK | {"parameters": [{"$ref": "#/components/parameters/ghost"}]}},
        }
    )
    assert [operation.id for operation in contract.operations] == ["GET /good", "GET /bad"]
    assert contract.operations[0].parameters == ()
    with pytest.raises(Exception, match="ghost"):
        _ = contract.operations[1].parameters
