"""A base that only names its heirs: what is listed is one of them, and what an heir has is remembered."""

import pytest

from mockserver.serve import create_app

DOCUMENT = """
openapi: 3.0.3
info: {title: pets, version: '1'}
paths:
  /pets:
    get: {responses: {'200': {description: all, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}}
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /pets/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Pet:
      type: object
      required: [kind, id]
      discriminator: {propertyName: kind, mapping: MAPPING}
      properties: {kind: {type: string}, id: {type: integer, readOnly: true}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [lives], properties: {lives: {type: integer, minimum: 1, maximum: 9}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [bark], properties: {bark: {type: boolean}}}]}
"""  # noqa: E501 - the description stands here as its author would write it
NAMED = "{feline: '#/components/schemas/Cat', canine: '#/components/schemas/Dog'}"
NAMES = {NAMED: ("feline", "canine"), "{}": ("Cat", "Dog")}


@pytest.fixture(params=NAMES)
def pets(request, tmp_path):
    path = tmp_path / "pets.yaml"
    path.write_text(DOCUMENT.replace("MAPPING", request.param))
    return create_app(path).test_client(), *NAMES[request.param]


def test_each_of_a_list_is_an_heir_by_the_name_that_it_goes_by(pets):
    client, cat, dog = pets
    listed = client.get("/pets").get_json()
    assert {pet["kind"] for pet in listed} == {cat, dog}
    assert all(("lives" in pet) == (pet["kind"] == cat) and ("bark" in pet) == (pet["kind"] == dog) for pet in listed)
    assert [client.get(f"/pets/{pet['id']}").get_json() for pet in listed] == listed


def test_what_only_an_heir_has_is_remembered(pets):
    client, cat, _ = pets
    made = client.post("/pets", json={"kind": cat, "lives": 3}).get_json()
    assert (made["kind"], made["lives"]) == (cat, 3)
    assert client.get(f"/pets/{made['id']}").get_json() == made
    assert made in client.get("/pets").get_json()
