"""Ids are what one asks by: each is one entity's alone, and the path that reads the entity takes it."""

import orjson
import pytest

OBJECT = {"type": "object", "properties": {"name": {"type": "string"}}}
DIGITS = {"type": "integer"}


def body(schema):
    return {"description": "ok", "content": {"application/json": {"schema": schema}}}


def document(collections):
    """Return a description of collections: each is a path, its variable, what this takes, and the entity's schema."""
    paths, schemas = {}, {}
    for name, (path, variable, taken, entity) in collections.items():
        shown = {"$ref": f"#/components/schemas/{name}"}
        schemas[name] = {"type": "object", "required": list(entity), "properties": entity}
        above = [
            {"name": part[1:-1], "in": "path", "required": True, "schema": {"type": "string"}}
            for part in path.split("/")
            if part.startswith("{")
        ]
        sent = {"required": True, "content": {"application/json": {"schema": OBJECT}}}
        paths[path] = {
            "parameters": above,
            "get": {"responses": {"200": body({"type": "array", "items": shown})}},
            "post": {"requestBody": sent, "responses": {"201": body(shown)}},
        }
        own = {"name": variable, "in": "path", "required": True, "schema": taken}
        paths[f"{path}/{{{variable}}}"] = {
            "parameters": [*above, own],
            "get": {"responses": {"200": body(shown)}},
            "delete": {"responses": {"204": {"description": "gone"}}},
        }
    return {"openapi": "3.1.0", "info": {"title": "Ids", "version": "1"}, "paths": paths,
            "components": {"schemas": schemas}}  # fmt: skip


@pytest.fixture
def served(start, tmp_path):
    def serve(**collections):
        file = tmp_path / "ids.json"
        file.write_bytes(orjson.dumps(document(collections)))
        return start(file)

    return serve


TEXT = {"type": "string"}
OTHERWISE = {"title": TEXT, "createdAt": {"type": "string", "format": "date-time"}}
NAMED = {"id": TEXT, **OTHERWISE}


@pytest.mark.parametrize(
    ("variable", "taken", "properties"),
    [
        pytest.param("dashboard_id", DIGITS, NAMED, id="a number for a text"),
        pytest.param("dashboard_id", {**DIGITS, "format": "int32", "minimum": 1}, NAMED, id="a bounded number"),
        pytest.param("dashboard_id", {**TEXT, "pattern": "^[A-Z]{3}[0-9]{6}$"}, NAMED, id="a text with a pattern"),
        pytest.param("dashboard_id", {**TEXT, "pattern": "^[0-9a-f]{24}$"}, NAMED, id="hexadecimal digits"),
        pytest.param("id", {**TEXT, "maxLength": 12}, NAMED, id="a short text"),
        pytest.param("id", {**DIGITS, "minimum": 1000}, {**NAMED, "id": DIGITS}, id="a number for a number"),
        pytest.param("dashboard", DIGITS, NAMED, id="the kind alone"),
        pytest.param("dashboard_gid", DIGITS, {**OTHERWISE, "gid": TEXT}, id="another word for an id"),
    ],
)
def test_the_path_takes_the_ids_that_lists_and_writes_show(served, variable, taken, properties):
    client = served(Dashboard=("/dashboards", variable, taken, properties))
    name = "gid" if "gid" in properties else "id"
    listed = client.get("/dashboards")
    assert len({one[name] for one in listed}) == len(listed) > 2
    for one in listed:
        assert client.get(f"/dashboards/{one[name]}") == one
    made = client("POST", "/dashboards", {"name": "Mine"}).body
    assert made[name] not in {one[name] for one in listed}
    assert client.get(f"/dashboards/{made[name]}") == made
    assert client.get("/dashboards") == [made, *listed]


def test_who_points_at_them_points_at_those_that_are_listed(served):
    widget = {"id": TEXT, "dashboardId": TEXT, "dashboardTitle": TEXT}
    client = served(
        Dashboard=("/dashboards", "dashboard_id", DIGITS, NAMED), Widget=("/widgets", "widget_id", TEXT, widget)
    )
    for one in client.get("/widgets"):
        shown = client.get(f"/dashboards/{one['dashboardId']}")
        assert shown["title"] == one["dashboardTitle"]


def test_one_kind_at_two_paths_has_the_ids_that_each_of_them_takes(served):
    item = {"id": TEXT, "name": TEXT}
    client = served(
        Line=("/orders/{orderId}/items", "item_id", DIGITS, item),
        Thing=("/carts/{cartId}/items", "item_id", {**TEXT, "format": "uuid"}, item),
    )
    for base in ("/orders/7/items", "/carts/7/items"):
        for one in client.get(base):
            assert client.get(f"{base}/{one['id']}") == one


@pytest.mark.parametrize(
    ("variable", "name", "shape", "second"),
    [
        pytest.param("goal_gid", "gid", {**TEXT, "example": "12345"}, "12346", id="digits"),
        pytest.param("goal_gid", "gid", {**TEXT, "examples": ["12345"], "readOnly": True}, "12346", id="examples"),
        pytest.param("goal_gid", "gid", {**TEXT, "example": "G-0099"}, "G-0100", id="a prefix"),
        pytest.param("code", "code", {**TEXT, "example": "9a2f5d3c0b1e"}, "", id="a code"),
        pytest.param("slug", "slug", TEXT, "", id="words that few things are called by"),
        pytest.param("aim", "aim", {**TEXT, "example": "oak-chair"}, "oak-chair-2", id="words"),
        pytest.param("aim", "aim", {**TEXT, "example": "9a2f5d3c0b1e"}, "9a2f5d3c0b1f", id="hexadecimal digits"),
        pytest.param("aim", "aim", {**TEXT, "example": "web1.local"}, "web2.local", id="digits before an ending"),
        pytest.param("aim", "aim", {**TEXT, "default": "ab9"}, "ab10", id="a default"),
    ],
)
def test_an_example_is_the_id_of_one(served, variable, name, shape, second):
    client = served(Aim=("/goals", variable, TEXT, {name: shape, "title": TEXT}))
    listed = client.get("/goals")
    ids = [one[name] for one in listed]
    assert len(set(ids)) == len(ids) > 2
    assert second in ("", ids[1])
    for one in listed:
        assert client.get(f"/goals/{one[name]}") == one
    made = [client("POST", "/goals", {"name": each}).body for each in ("A", "B")]
    new = [one[name] for one in made]
    assert len({*ids, *new}) == len(ids) + 2
    assert client("DELETE", f"/goals/{new[0]}").status == 204
    assert client.get("/goals") == [made[1], *listed]


def test_what_others_embed_is_one_entity_with_one_name(served):
    user = {"type": "object", "required": ["gid", "name"],
            "properties": {"gid": {**TEXT, "example": "12345"}, "name": TEXT}}  # fmt: skip
    goal = {"gid": {**TEXT, "example": "777"}, "user": user}
    client = served(User=("/users", "user_gid", TEXT, user["properties"]), Goal=("/goals", "goal_gid", TEXT, goal))
    for one in client.get("/goals"):
        assert client.get(f"/users/{one['user']['gid']}") == one["user"]
