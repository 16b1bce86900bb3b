"""Inheritance: a base with a discriminator, what is made of it, what comes back (OAS 3.1, 4.8.25)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mockserver.serve import create_app

SCHEMAS = "#/components/schemas/"
INTEGER = {"type": "integer", "minimum": 1, "maximum": 9}


def base(**discriminator: Any) -> dict[str, Any]:
    properties = {"kind": {"type": "string"}, "id": {"type": "integer", "readOnly": True}}
    told = {"propertyName": "kind", **discriminator}
    return {"type": "object", "required": ["kind", "id"], "properties": properties, "discriminator": told}


def heir(of: str = "Pet", required: bool = True, **properties: Any) -> dict[str, Any]:
    own = {"type": "object", "properties": properties, **({"required": [*properties]} if required else {})}
    return {"allOf": [{"$ref": SCHEMAS + of}, own]}


MAPPED = base(mapping={"feline": SCHEMAS + "Cat", "canine": "Dog"})
FAMILY = {"Pet": MAPPED, "Cat": heir(lives=INTEGER), "Dog": heir(required=False, bark={"type": "boolean"})}


def served(tmp_path: Path, schemas: dict[str, Any], item: dict[str, Any] | None = None) -> Any:
    """Return a client of pets: a list of two dozen, one to be read, written and replaced."""
    pet: dict[str, Any] = {"application/json": {"schema": item or {"$ref": SCHEMAS + "Pet"}}}
    many = {
        "application/json": {"schema": {"type": "array", "minItems": 24, "items": pet["application/json"]["schema"]}}
    }
    sent = {"requestBody": {"required": True, "content": pet}}
    path = {"parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}]}
    paths = {
        "/pets": {
            "get": {"responses": {"200": {"description": "ok", "content": many}}},
            "post": {**sent, "responses": {"201": {"description": "made", "content": pet}}},
        },
        "/pets/{id}": {
            **path,
            "get": {"responses": {"200": {"description": "ok", "content": pet}}},
            "put": {**sent, "responses": {"200": {"description": "ok", "content": pet}}},
            "patch": {
                "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
                "responses": {"200": {"description": "ok", "content": pet}},
            },
        },
    }
    described = {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths,
                 "components": {"schemas": schemas}}  # fmt: skip
    (tmp_path / "pets.json").write_text(json.dumps(described))
    return create_app(tmp_path / "pets.json", cache=False).test_client()


LISTED = [
    pytest.param(FAMILY, None, {"feline": {"lives"}, "canine": {"bark"}}, id="mapping"),
    pytest.param(
        {"Pet": base(), "Cat": heir(lives=INTEGER), "Lion": heir("Cat", mane=INTEGER), "Dog": heir(bark=INTEGER)},
        None,
        {"Cat": {"lives"}, "Lion": {"lives", "mane"}, "Dog": {"bark"}},
        id="names",
    ),
    pytest.param(
        {**FAMILY, "NewPet": heir(price=INTEGER)}, None, {"feline": {"lives"}, "canine": {"bark"}}, id="a-form-of-it"
    ),
    pytest.param(
        {"Pet": base(mapping={"pet": "Pet", "cat": "Cat"}), "Cat": heir(lives=INTEGER)},
        None,
        {"pet": set(), "cat": {"lives"}},
        id="the-base-is-mapped",
    ),
    pytest.param(
        FAMILY,
        {"allOf": [{"$ref": SCHEMAS + "Pet"}, {"required": ["z"], "properties": {"z": INTEGER}}]},
        {"feline": {"lives", "z"}, "canine": {"bark", "z"}},
        id="extended-in-place",
    ),
    pytest.param(FAMILY, {"$ref": SCHEMAS + "Cat"}, {"feline": {"lives"}}, id="one-heir"),
    pytest.param(
        {"Pet": MAPPED, "Cat": heir(lives=INTEGER), "Dog": {**heir(bark=INTEGER), "discriminator":
            {"propertyName": "breed"}, "required": ["breed"], "properties": {"breed": {"type": "string"}}},
         "Pug": heir("Dog", face=INTEGER)},
        None,
        {"feline": {"lives"}, "canine": {"bark", "breed", "face"}},
        id="a-family-in-a-family",
    ),
    pytest.param(
        {"Pet": base(), "Cat": heir(kind={"enum": ["cat"]}), "Dog": heir(kind={"const": "dog"}, bark=INTEGER)},
        None,
        {"cat": set(), "dog": {"bark"}},
        id="heirs-that-name-themselves",
    ),
    pytest.param(
        {"Pet": base(), "Cat": heir(kind={"enum": ["cat"]}, lives=INTEGER)},
        {"$ref": SCHEMAS + "Cat"},
        {"cat": {"lives"}},
        id="one-that-names-itself",
    ),
    pytest.param(
        {"Pet": {**MAPPED, "additionalProperties": False}, "Cat": heir(lives=INTEGER), "Dog": heir(bark=INTEGER)},
        None,
        {"feline": set(), "canine": set()},
        id="heirs-that-contradict-their-base",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("schemas", "item", "kinds"), LISTED)
def test_a_list_of_a_base_shows_its_heirs(
    tmp_path: Path, schemas: dict[str, Any], item: dict[str, Any] | None, kinds: dict[str, set[str]]
) -> None:
    client = served(tmp_path, schemas, item)
    pets = client.get("/pets").get_json()
    assert {pet["kind"]: pet.keys() - {"id", "kind"} for pet in pets} == kinds
    for pet in pets[:3]:
        assert client.get(f"/pets/{pet['id']}").get_json() == pet


@pytest.mark.parametrize(
    "dog",
    [heir(friend={"$ref": SCHEMAS + "Pet"}), heir(friends={"type": "array", "minItems": 1, "items": MAPPED})],
    ids=["one", "list"],
)
def test_heirs_that_hold_their_base_come_to_an_end(tmp_path: Path, dog: dict[str, Any]) -> None:
    pet = base(mapping={"canine": "Dog"})
    pets = served(tmp_path, {"Pet": pet, "Dog": dog, "Cat": heir(lives=INTEGER)}).get("/pets").get_json()
    assert {each["kind"] for each in pets} == {"canine"}


WRITTEN = [
    pytest.param({"kind": "feline", "lives": 3}, {"kind": "feline", "lives": 3}, id="an-heir"),
    pytest.param({"kind": "canine", "bark": True}, {"kind": "canine", "bark": True}, id="another"),
    pytest.param({"kind": "canine"}, {"kind": "canine"}, id="without-what-is-optional"),
    pytest.param({"kind": "NewPet", "price": 2}, {"kind": "NewPet", "price": 2}, id="an-implied-name"),
    pytest.param({"kind": "nope"}, {"kind": "nope"}, id="no-heir"),
]


@pytest.mark.parametrize(("sent", "shown"), WRITTEN)
def test_what_an_heir_adds_comes_back(tmp_path: Path, sent: dict[str, Any], shown: dict[str, Any]) -> None:
    client = served(tmp_path, {**FAMILY, "NewPet": heir(price=INTEGER)})
    made = client.post("/pets", json=sent)
    identifier = made.get_json()["id"]
    assert (made.status_code, made.get_json()) == (201, {**shown, "id": identifier})
    assert client.get(f"/pets/{identifier}").get_json() == made.get_json()
    assert client.get("/pets").get_json()[0] == made.get_json()


def test_an_entity_may_become_another_heir(tmp_path: Path) -> None:
    client = served(tmp_path, FAMILY)
    identifier = client.post("/pets", json={"kind": "feline", "lives": 3}).get_json()["id"]
    patched = client.patch(f"/pets/{identifier}", json={"lives": 4}).get_json()
    assert patched == {"kind": "feline", "id": identifier, "lives": 4}
    assert client.put(f"/pets/{identifier}", json={"kind": "canine", "bark": True}).status_code == 200
    assert client.get(f"/pets/{identifier}").get_json() == {"kind": "canine", "id": identifier, "bark": True}


def test_a_discriminator_refuses_nothing(tmp_path: Path) -> None:
    """It is a hint, and changes no verdict (OAS 3.1.1, Discriminator Object)."""
    client = served(tmp_path, FAMILY)
    answers = [client.post("/pets", json=body) for body in ({"kind": "nope"}, {"kind": "feline"})]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[1].get_json()["lives"] in range(1, 10)
