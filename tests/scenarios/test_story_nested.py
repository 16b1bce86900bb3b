"""What stands below others knows below whom: a path speaks of its entities, in lists, details and writes alike."""

from pathlib import Path

import pytest

NESTED = Path(__file__).with_name("nested.yaml")
RUNS = {"run_id": "r1", "eval_id": "e1"}


@pytest.fixture
def nested(start):
    return start(NESTED)


def said(body, names):
    return {name: body[name] for name in names}


@pytest.mark.parametrize(
    ("base", "told"),
    [
        pytest.param("/shops/7/goods", {"shopId": 7}, id="numbers"),
        pytest.param("/shops/701/goods", {"shopId": 701}, id="numbers below a child"),
        pytest.param("/stores/7/goods", {"storeId": 7}, id="the id of a store, and a text that counts"),
        pytest.param("/guilds/1/rules", {"guild_id": "1"}, id="ids that their pattern makes"),
        pytest.param("/evals/e1/runs", {"eval_id": "e1"}, id="ids that carry their ancestry"),
        pytest.param("/evals/e1/runs/r1/items", RUNS, id="two levels"),
        pytest.param(f"/evals/{'e' * 40}/runs/r1/items", {**RUNS, "eval_id": "e" * 40}, id="too long to be carried"),
        pytest.param("/v2/Services/VA00ff/Hooks", {"service_sid": "VA00ff"}, id="another notation"),
    ],
)
def test_a_list_and_the_details_tell_of_one_parent(nested, base, told):
    listed = nested.get(base)
    listed = listed["hooks"] if isinstance(listed, dict) else listed
    assert len(listed) > 2
    for one in listed:
        assert said(one, told) == told
        assert nested.get(f"{base}/{one.get('id', one.get('sid'))}") == one
    assert said(nested.get(f"{base}/3"), told) == told


def test_what_an_item_holds_is_what_it_points_at(nested):
    for run in ("r1", nested.get("/evals/e1/runs")[0]["id"]):
        for item in nested.get(f"/evals/e1/runs/{run}/items"):
            assert (item["run_id"], item["run"]["id"], item["run"]["eval_id"]) == (run, run, "e1")


def test_the_same_name_below_two_owners_is_two_things(nested):
    one, other = (nested.get(f"/evals/{each}/runs/r1/items") for each in ("e1", "e2"))
    assert {each["id"] for each in one}.isdisjoint(each["id"] for each in other)


@pytest.mark.parametrize("stateless", [False, True])
@pytest.mark.parametrize(
    ("method", "path", "told"),
    [
        ("POST", "/shops/7/goods", {"shopId": 7}),
        ("PUT", "/shops/7/goods/3", {"shopId": 7, "id": 3}),
        ("PATCH", "/shops/7/goods/3", {"shopId": 7, "id": 3}),
        ("POST", "/evals/e1/runs/r1/items", RUNS),
        ("POST", "/v2/Services/VA00ff/Hooks", {"service_sid": "VA00ff"}),
        ("POST", "/enrol/acme/members", {"org": "acme"}),
        ("POST", "/shops/7/goods/3/count", {"good_id": 3, "shop_id": "7"}),
    ],
)
def test_what_is_written_below_a_parent_is_its_own(start, method, path, told, stateless):
    client = start(NESTED, stateless=stateless)
    answered = client(method, path, {"name": "Lamp"})
    assert answered.status in (200, 201)
    assert said(answered.body, told) == told
    if method == "POST" and not stateless and "count" not in path:
        identifier = answered.body.get("id", answered.body.get("sid"))
        assert client.get(f"{path}/{identifier}") == answered.body


@pytest.mark.parametrize("path", ["/enrol/acme/members/m7", "/enrol/acme/balance"])
def test_a_property_that_is_called_like_the_variable_is_what_the_path_says(nested, path):
    assert nested.get(path)["org"] == "acme"


@pytest.mark.parametrize(("path", "name"), [("/users/ada/followers", "username"), ("/parks/oak/trees", "name")])
def test_what_everybody_has_of_its_own_is_not_its_parents(nested, path, name):
    listed = [one[name] for one in nested.get(path)]
    assert len(set(listed)) > 2
    assert not {"ada", "oak"} & set(listed)


@pytest.mark.parametrize(("org", "shown"), [("his", "his"), ("acme", "hers")])
def test_a_schema_that_does_not_take_what_the_path_says_goes_first(nested, org, shown):
    assert nested.get(f"/enrol/{org}/courses/c7") == {"id": "c7", "org": shown, "org_code": 5}


GOOD = "{type: object, required: [id, shopId], properties: {id: {type: integer}, shopId: {type: integer}}}"
GOODS = f"{{type: array, items: {GOOD}}}"
TEXT = "required: true, in: path, schema: {type: string}"
COUNTED = f"""
openapi: 3.1.0
info: {{title: Shops, version: "1"}}
paths:
  /shops/{{shopId}}/goods:
    parameters: [{{name: shopId, {TEXT}}}]
    get: {{responses: {{"200": {{description: All, content: {{application/json: {{schema: {GOODS}}}}}}}}}}}
    post: {{responses: {{"201": {{description: It, content: {{application/json: {{schema: {GOOD}}}}}}}}}}}
  /shops/{{shopId}}/goods/{{goodId}}:
    parameters: [{{name: shopId, {TEXT}}}, {{name: goodId, {TEXT}}}]
    get: {{responses: {{"200": {{description: It, content: {{application/json: {{schema: {GOOD}}}}}}}}}}}
"""


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("GET", "/shops/{}/goods", id="list"),
        pytest.param("POST", "/shops/{}/goods", id="new"),
        pytest.param("GET", "/shops/{}/goods/3", id="below it"),
        pytest.param("GET", "/shops/7/goods/{}", id="it"),
    ],
)
def test_so_many_digits_that_python_refuses_to_read_them_are_an_id_all_the_same(start, tmp_path, method, path):
    (tmp_path / "shops.yaml").write_text(COUNTED, encoding="utf-8")
    assert start(tmp_path / "shops.yaml")(method, path.format("9" * 5_000)).status in (200, 201)
