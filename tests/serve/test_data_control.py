"""Who says what data look like: the description's author, the user's dictionary and providers, the client's Prefer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask.testing import FlaskClient

from mockserver.contract import Operation
from mockserver.errors import UsageError
from mockserver.messages import Response
from mockserver.serve import create_app, load

Serve = Callable[..., FlaskClient]
PRODUCT = {
    "type": "object",
    "required": ["name", "sku", "tags"],
    "properties": {
        "name": {"type": "string"},
        "sku": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "note": {"type": "string"},
    },
}


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    def served(root: dict[str, Any] | None = None, **settings: Any) -> FlaskClient:
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Product"}}}
        parameter = {"name": "n", "in": "path", "required": True, "schema": {"type": "string"}}
        get = {"parameters": [parameter], "responses": {"200": {"description": "A product", "content": content}}}
        description = {
            "openapi": "3.1.0",
            "info": {"title": "Shop", "version": "1"},
            "paths": {"/product-of-the-day/{n}": {"get": get}},
            "components": {"schemas": {"Product": PRODUCT}},
            **(root or {}),
        }
        path = tmp_path / "openapi.json"
        path.write_text(json.dumps(description), encoding="utf-8")
        return create_app(path, cache=False, **settings).test_client()

    return served


def values(client: FlaskClient, count: int = 30, prefer: str = "") -> list[Any]:
    found = [client.get(f"/product-of-the-day/{n}", headers={"Prefer": prefer}) for n in range(count)]
    assert {response.status_code for response in found} == {200}
    return [response.json for response in found]


def test_the_root_of_the_description_says_how_much_there_is(serve: Serve) -> None:
    plenty = {"x-json-schema-faker": {"min-items": 4, "max-items": 6}}
    assert {len(value["tags"]) for value in values(serve(plenty))} <= {4, 5, 6}
    assert any("note" not in value for value in values(serve({"x-json-schema-faker": {"optionalsProbability": 0.3}})))
    assert all("note" not in value for value in values(serve({"x-json-schema-faker": {"optionalsProbability": 0}})))


ITEM = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
LIST = {"type": "array", "items": ITEM}
PAGE = {"type": "object", "required": ["data", "total"], "properties": {"data": LIST, "total": {"type": "integer"}}}


@pytest.mark.parametrize(
    ("options", "least", "most"),
    [
        ({"max-items": 2}, 1, 2),
        ({"max-items": 3}, 1, 3),
        ({"min-items": 15, "max-items": 15}, 15, 15),
        ({"min-items": 30}, 30, 200),
        ({"max-items": 0}, 0, 0),
    ],
)
def test_lists_of_entities_are_as_long_as_the_description_says(
    serve: Serve, options: dict[str, int], least: int, most: int
) -> None:
    size = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    one = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}

    def shows(schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
        answers = {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}}
        return {"get": {"parameters": parameters, "responses": answers}}

    paths = {
        "/shops": shows(PAGE, size),
        "/shops/{id}": shows(ITEM, one),
        "/shops/{id}/orders": shows(LIST, one),
        "/brands": shows(LIST),
        "/brands/{id}": shows(ITEM, one),
    }
    client = serve({"x-json-schema-faker": options, "paths": paths})
    page = client.get("/shops?limit=200").json
    lists = [page["data"], client.get("/shops/7/orders").json, client.get("/brands").json]
    assert [least <= len(one) <= most for one in lists] == [True, True, True], [len(one) for one in lists]
    assert page["total"] == len(page["data"])


@pytest.mark.parametrize(
    "wrong", [{"min-items": -1}, {"optionalsProbability": "often"}, {"locale": "xx_YY"}, [], "all"]
)
def test_options_of_the_description_that_make_no_sense_change_nothing(serve: Serve, wrong: Any) -> None:
    assert values(serve({"x-json-schema-faker": wrong}), 5) == values(serve(), 5)


def test_providers_of_ones_own_answer_from_python_and_by_import_path(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sku(random: Random) -> str:
        return f"OWN-{random.randrange(10_000):04}"

    (tmp_path / "shop_fakes_of_a_test.py").write_text("def sku(random):\n    return 'IMP-0042'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    own = values(serve(providers={"sku": sku}))
    assert all(value["sku"].startswith("OWN-") for value in own)
    assert len({value["sku"] for value in own}) > 10
    assert own == values(serve(providers={"sku": sku}))
    assert {value["sku"] for value in values(serve(providers={"sku": "shop_fakes_of_a_test:sku"}))} == {"IMP-0042"}


@pytest.mark.parametrize("where", ["no_such_module:sku", "json:no_such_function", "json", "json:__name__", 7])
def test_a_provider_that_cannot_be_had_is_told(serve: Serve, where: Any) -> None:
    with pytest.raises(UsageError, match=r"provider 'sku'"):
        serve(providers={"sku": where})


def test_values_of_ones_own_that_break_the_schema_are_not_sent(serve: Serve) -> None:
    for value in values(serve(providers={"sku": lambda _random: "nonsense"}, dictionary={"name": 7})):
        assert re.fullmatch("[A-Z]{3}-[0-9]{4}", value["sku"])
        assert isinstance(value["name"], str)


def test_the_dictionary_gives_values_by_property_and_by_schema(serve: Serve, tmp_path: Path) -> None:
    words = {"name": ["Oak chair", "Elm table"], "Product.note": "hand-made"}
    (tmp_path / "words.toml").write_text('name = ["Oak chair", "Elm table"]\n"Product.note" = "hand-made"\n')
    for client in (serve(dictionary=words), serve(dictionary_file=str(tmp_path / "words.toml"))):
        found = values(client)
        assert {value["name"] for value in found} == {"Oak chair", "Elm table"}
        assert {value["note"] for value in found} == {"hand-made"}


def test_the_locale_decides_and_an_unknown_one_is_refused(serve: Serve) -> None:
    assert values(serve(locale="de_DE"), 3, "dynamic=true")
    with pytest.raises(UsageError, match="Faker knows no locale 'xx_YY'"):
        serve(locale="xx_YY")


def test_prefer_picks_the_world_and_the_variant(serve: Serve) -> None:
    client = serve()
    assert values(client, 9, "seed=1") == values(client, 9, "seed=1") != values(client, 9, "seed=2")
    assert all(value.keys() == {"name", "sku", "tags"} for value in values(client, 9, "variant=minimal"))
    assert all(value.keys() == PRODUCT["properties"].keys() for value in values(client, 9, "variant=maximal"))
    assert len({len(value["name"]) for value in values(client, 30, "variant=boundary")}) > 3


PREFERENCES = ("seed=7", "dynamic=true", "variant=minimal", "variant=maximal", "variant=boundary, dynamic=true, seed=z")


@pytest.mark.parametrize("name", ["openapi.yaml", "petstore3.yaml", "readme-schema-types.json"])
def test_every_operation_keeps_its_contract_whatever_is_preferred(name: str, root: Path, request: Any) -> None:
    path = root / name if name == "openapi.yaml" else request.getfixturevalue("shared") / "specs" / name
    contract = load(path)
    client = create_app(path, validate="off").test_client()
    base = contract.base_paths[0] if contract.base_paths else ""
    for operation in contract.operations:
        for preference in PREFERENCES:
            response = asked(client, base, operation, preference)
            answer = Response(response.status_code, tuple(response.headers.items()), response.data)
            assert response.status_code < 500, (operation.id, preference)
            assert not operation.judge_response(answer, operation.method), (operation.id, preference)


def asked(client: FlaskClient, base: str, operation: Operation, preference: str) -> Any:
    path = re.sub(r"\{[^}]*\}", "17", operation.path)
    headers = {"Prefer": preference, "Authorization": "Bearer x", "X-Access-Token": "x"}
    return client.open(base + path, method=operation.method, headers=headers)
