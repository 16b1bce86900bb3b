"""An entity that is the only one of its kind, as an account's organization is, and what looks like its parent."""

import json

from mockserver.serve import create_app

UUID = {"type": "string", "format": "uuid"}
TEXT = {"type": "string"}


def entity(**properties):
    return {"type": "object", "required": [*properties], "properties": properties}


def operation(schema, several=False):
    shown = {"type": "array", "items": schema} if several else schema
    content = {"application/json": {"schema": shown}}
    return {"get": {"responses": {"200": {"description": "What there is", "content": content}}}}


def test_the_only_one_of_a_kind_has_a_parent_all_the_same(tmp_path):
    parent = entity(organizationId=UUID, name=TEXT)
    kinds = {
        "Organization": entity(id=UUID, name=TEXT, parent=parent),
        "User": entity(id=UUID, name=TEXT, organization={"$ref": "#/components/schemas/Organization"}),
        "Team": entity(id=UUID, name=TEXT, organizationId=UUID),
    }
    reference = {name: {"$ref": f"#/components/schemas/{name}"} for name in kinds}
    paths = {
        "/organization": operation(reference["Organization"]),
        "/organization/teams": operation(reference["Team"], several=True),
        "/users": operation(reference["User"], several=True),
    }
    description = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths}
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(description | {"components": {"schemas": kinds}}))
    client = create_app(path, cache=False).test_client()
    organization = client.get("/organization").json
    assert organization["parent"].keys() == {"organizationId", "name"}
    assert {user["organization"]["id"] for user in client.get("/users").json} == {organization["id"]}


def test_a_manager_is_another_user_and_the_same_as_where_users_are_asked_for(tmp_path):
    number = {"type": "integer"}
    user = entity(id=number, name=TEXT, manager={"oneOf": [{"$ref": "#/components/schemas/User"}, {"type": "null"}]})
    paths = {"/users": operation({"$ref": "#/components/schemas/User"}, several=True)}
    one = operation({"$ref": "#/components/schemas/User"})
    paths["/users/{userId}"] = one | {
        "parameters": [{"name": "userId", "in": "path", "required": True, "schema": number}]
    }
    description = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths}
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(description | {"components": {"schemas": {"User": user}}}))
    client = create_app(path, cache=False).test_client()
    managed = [each for each in client.get("/users?limit=100").json if each["manager"]]
    assert len(managed) > 2
    for each in managed:
        assert each["manager"]["id"] != each["id"]
        assert each["manager"]["name"] == client.get(f"/users/{each['manager']['id']}").json["name"]
