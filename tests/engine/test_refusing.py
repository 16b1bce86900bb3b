"""How requests are refused: the order, the documented error, the problem document, the reasons."""

import json

import orjson
import pytest


def reasons(response):
    return json.loads(response.header("sl-violations"))


@pytest.mark.parametrize(
    ("method", "target", "headers", "body", "status", "name"),
    [
        pytest.param("GET", "/nowhere", {}, b"", 404, "NO_PATH_MATCHED_ERROR", id="no path"),
        pytest.param("PATCH", "/pets", {}, b"", 405, "NO_METHOD_MATCHED_ERROR", id="no method"),
        pytest.param("PATCH", "/pets/", {}, b"", 405, "NO_METHOD_MATCHED_ERROR", id="no method, with or without an id"),
        pytest.param("DELETE", "/pets/", {}, b"", 404, "NO_PATH_MATCHED_ERROR", id="the method of an item, no id"),
        pytest.param("GET", "/secret", {}, b"", 401, "UNAUTHORIZED", id="no credentials"),
        pytest.param("PUT", "/v1/pets/x", {}, b"{}", 422, None, id="documented by 4XX"),
        pytest.param("GET", "/pets?limit=many", {}, b"", 422, "UNPROCESSABLE_ENTITY", id="wrong parameter"),
        pytest.param("GET", "/pets/one", {}, b"", 422, "UNPROCESSABLE_ENTITY", id="wrong path parameter"),
        pytest.param("POST", "/pets", {}, b"", 400, None, id="no body, 400 documented"),
        pytest.param("POST", "/pets", {"Content-Type": "text/plain"}, b"x", 400, None, id="media type, 400 documented"),
        pytest.param("PUT", "/pets/1", {"Content-Type": "text/plain"}, b"x", 415, None, id="media type, by 4XX"),
        pytest.param("POST", "/pets", {}, b'{"name": ', 400, None, id="malformed"),
    ],
)
def test_the_refusal_fits(ask, method, target, headers, body, status, name):
    response = ask(method, target, headers, body).response
    assert response.status == status
    if name:
        assert response.header("content-type") == "application/problem+json"
        assert orjson.loads(response.body)["type"].endswith("#" + name)


def test_a_documented_error_conforms_and_the_reasons_travel_in_the_header(ask):
    response = ask("POST", "/pets", {}, b'{"name": ""}').response
    assert response.status == 400
    assert response.header("content-type") == "application/json"
    assert orjson.loads(response.body) == {"message": "addPet: body /name: must have at least 1 character, got 0"}
    (reason,) = reasons(response)
    assert reason["location"] == ["body", "name"]
    assert reason["code"] == "minLength"
    assert reason["rule"]["place"].endswith("pets.yaml:150") or ":" in reason["rule"]["place"]


def test_an_example_of_a_documented_error_tells_the_reason_of_this_one(ask):
    assert ask.json("GET", "/coded/x") == (
        400,
        {"error": {"code": 1042, "err": "getCoded: path /id: must be integer, got string 'x'", "hint": "none"}},
    )


def test_a_generated_error_says_what_the_author_says_of_it_and_its_own_status(ask):
    status, document = ask.json("GET", "/coded/1", {"Prefer": "code=404"})
    assert (status, document["error"]["code"], document["error"]["err"]) == (404, 404, "Nobody has this number")


def test_an_error_says_nothing_that_its_schema_forbids(ask):
    status, document = ask.json("GET", "/coded/1", {"Prefer": "code=409"})
    assert status == 409
    assert document["code"] <= 99
    assert document["errors"][0]["message"] in {"taken", "gone"}


def test_the_example_of_a_documented_error_is_served(ask):
    exchange = ask("GET", "/vault")
    assert exchange.response.status == 401
    assert orjson.loads(exchange.response.body) == {"message": "who are you"}
    assert exchange.response.header("www-authenticate").startswith("Bearer")
    assert (exchange.source, exchange.operation) == ("refusal", "getVault")


def test_a_documented_error_range_is_served_with_the_status_that_fits(ask):
    response = ask("PUT", "/pets/1", {}, b'{"kind": "bird"}').response
    document = orjson.loads(response.body)
    assert response.status == 422
    assert response.header("content-type") == "application/problem+json"
    assert 400 <= document["status"] <= 499
    assert {reason["code"] for reason in reasons(response)} == {"required", "enum"}


def test_security_goes_before_everything_else(ask):
    response = ask("GET", "/secret?limit=x").response
    assert response.status == 401
    assert response.header("www-authenticate") is not None


def test_any_of_the_alternatives_opens(ask):
    assert ask("GET", "/secret", {"X-Key": "k"}).response.status == 200
    assert ask("GET", "/secret", {"Authorization": "Bearer t"}).response.status == 200
    assert ask("GET", "/secret", {"Authorization": "Basic t"}).response.status == 401


def test_a_refusal_goes_before_what_the_client_prefers(ask):
    assert ask("GET", "/pets/one", {"Prefer": "code=200"}).response.status == 422


def test_a_method_that_is_not_documented_is_told_the_others(ask):
    exchange = ask("PATCH", "/v1/pets/1")
    assert exchange.response.header("allow") == "DELETE, GET, HEAD, OPTIONS, PUT"
    assert orjson.loads(exchange.response.body)["detail"] == (
        "/v1/pets/1 is documented for DELETE, GET, HEAD, OPTIONS, PUT, not for PATCH"
    )


@pytest.mark.parametrize(
    ("target", "nearest"),
    [
        ("/pet", "/pets"),
        ("/v1/pet/3", "/pets/{id}"),
        ("/Pets/3", "/pets/{id}"),
        ("/V1/pets/3", "/pets/{id}"),
        ("/v1//PETS/3", "/pets/{id}"),
        ("/v1/secrets", "/secret"),
        ("/wrong_example", "/wrong-example"),
    ],
)
def test_a_path_that_is_not_documented_is_told_its_neighbours(ask, target, nearest):
    status, document = ask.json("GET", target)
    assert status == 404
    assert document["nearMisses"][0]["path"] == nearest
    assert document["detail"].startswith(f"No documented path matches GET {target}; nearest: ")


def test_what_is_like_nothing_has_no_neighbours(ask):
    status, document = ask.json("GET", "/x/y/z/1/2/3/qqqqqqqqqqqqqqq")
    assert (status, "nearMisses" in document) == (404, False)


def test_a_schema_that_nothing_satisfies_is_a_problem_of_that_operation_alone(ask):
    status, document = ask.json("GET", "/impossible")
    assert status == 500
    assert document["type"].endswith("#SCHEMA_TOO_COMPLEX")
    assert "getImpossible" in document["detail"]
    assert (
        "pets.yaml:168 #/paths/~1impossible/get/responses/200/content/application~1json/schema: no value satisfies"
        in (document["detail"])
    )
    assert ask("GET", "/pets").response.status == 200


def test_a_reference_that_leads_nowhere_is_a_problem_of_that_operation_alone(ask):
    status, document = ask.json("GET", "/dangling")
    assert status == 500
    assert document["type"].endswith("#INVALID_DESCRIPTION")
    assert "Nowhere" in document["detail"]
    assert "pets.yaml" in document["detail"]


def test_softened_validation_answers_and_still_tells(make_asking):
    ask = make_asking(validate="warn")
    exchange = ask("GET", "/pets?limit=many")
    assert exchange.response.status == 200
    assert reasons(exchange.response)[0]["location"] == ["query", "limit"]
    assert exchange.violations
    assert ask("GET", "/pets/1", {"Prefer": "code=299"}).response.status == 404


@pytest.mark.parametrize("settings", [{"validate": "off"}, {"operations": {"listPets": {"validate": "off"}}}])
def test_without_validation_the_reasons_are_still_told(make_asking, settings):
    exchange = make_asking(**settings)("GET", "/pets?limit=many")
    assert exchange.response.status == 200
    assert reasons(exchange.response)[0]["location"] == ["query", "limit"]
    assert exchange.violations


def test_validation_is_softened_for_one_operation(make_asking):
    ask = make_asking(operations={"listPets": {"validate": "off"}, "GET /secret": {"validate": "warn"}})
    assert ask("GET", "/pets?limit=many").response.status == 200
    assert ask("GET", "/secret").response.status == 200
    assert ask("GET", "/pets/one").response.status == 422
