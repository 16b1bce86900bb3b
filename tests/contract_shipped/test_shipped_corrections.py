"""The defects of the snapshot are put right in openapi.yaml, each with a comment that says so."""

import json
import re
from typing import Any

import pytest

SCHEMAS = "/components/schemas/"
KINDS = {
    "Text": {"text": "Yes, we ship within two days."},
    "Audio": {"id": "1013859600285441"},
    "Video": {"id": "1013859600285442"},
    "Image": {"id": "1013859600285443", "caption": "This is the colour I mean."},
    "Document": {"id": "1013859600285444", "fileName": "invoice.pdf"},
    "Sticker": {"id": "1013859600285445"},
    "Reaction": {"reaction": "👍"},
    "Location": {"latitude": 18.5204, "longitude": 73.8567},
}
ENVELOPE = {
    "uniqueId": "m",
    "conversationId": "c",
    "direction": "InBound",
    "status": "Read",
    "createdAt": "2025-02-10T09:00:04Z",
}


def test_bodies_are_required(operations):
    bodies = {key: operation["requestBody"] for key, operation in operations.items() if "requestBody" in operation}
    assert len(bodies) == 33
    assert [key for key, body in bodies.items() if body.get("required") is not True] == []


@pytest.mark.parametrize(
    ("schema", "fields"),
    [
        ("JoinOrganizationRequestBodySchema", {"inviteId", "password"}),
        ("UpdateOrganizationMemberSchema", {"email"}),
        ("PhoneNumberSchema", {"phone_number", "country_code", "country", "type"}),
        ("AiChatMessageVoteCreateSchema", {"vote"}),
        ("ContactSchema", {"tags"}),
        ("NotificationSchema", {"organizationId"}),
    ],
)
def test_fields_that_were_required_but_not_declared(described, schema, fields):
    found = described["components"]["schemas"][schema]
    assert fields <= set(found["required"])
    assert fields <= set(found["properties"])


def test_the_new_password_needs_the_one_time_password(operations):
    schema = operations["resetPasswordComplete"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["required"]) == set(schema["properties"]) == {"email", "password", "otp"}


def test_everything_required_is_declared(described):
    undeclared = [
        f"{pointer}: {name}"
        for pointer, schema in walk(described, "")
        if isinstance(schema, dict) and isinstance(schema.get("properties"), dict)
        for name in schema.get("required", [])
        if name not in schema["properties"]
    ]
    assert undeclared == []


def test_the_misspelt_name_is_gone(described):
    assert "organiztionId" not in json.dumps(described)


@pytest.mark.parametrize("kind", KINDS)
def test_what_to_send_matches_one_member_only(described, faults, kind):
    data = {"messageType": kind, **KINDS[kind]}
    assert faults(SCHEMAS + "NewMessageDataSchema", data) == []
    assert _members(described, faults, "NewMessageDataSchema", data) == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_what_to_send_says_what_it_is(faults, kind):
    assert faults(SCHEMAS + "NewMessageDataSchema", KINDS[kind])
    assert faults(SCHEMAS + "NewMessageDataSchema", {"messageType": "Carrier pigeon", **KINDS[kind]})


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_matches_one_member_only(described, faults, kind):
    message = {**ENVELOPE, "messageType": kind, "messageData": KINDS[kind]}
    assert faults(SCHEMAS + "MessageSchema", message) == []
    assert _members(described, faults, "MessageSchema", message) == [kind]


def _members(described: dict[str, Any], faults, union: str, value: Any) -> list[str]:
    """Return the discriminator's values whose member accepts the value."""
    mapping = described["components"]["schemas"][union]["discriminator"]["mapping"]
    members = [member["$ref"] for member in described["components"]["schemas"][union]["oneOf"]]
    assert sorted(mapping.values()) == sorted(members)
    return [kind for kind, ref in mapping.items() if not faults(ref.removeprefix("#"), value)]


def test_text_is_the_first_kind_of_message(described):
    schemas = described["components"]["schemas"]
    assert schemas["MessageSchema"]["oneOf"][0] == {"$ref": "#/components/schemas/TextMessage"}


def test_lists_are_sorted_by_one_name(operations):
    names = {parameter["name"] for operation in operations.values() for parameter in operation["parameters"]}
    assert "order" in names
    assert not {"sortBy", "sort"} & names


def test_pages_are_counted_from_one(operations):
    paging = [
        parameter
        for operation in operations.values()
        for parameter in operation["parameters"]
        if parameter["name"] in ("page", "per_page")
    ]
    assert len(paging) == 2 * 16
    assert all(parameter["schema"] == {"type": "integer", "format": "int64", "minimum": 1} for parameter in paging)


def test_any_text_is_an_id(described, operations):
    """GET /contacts/42 is legal and can answer the uniqueId 42."""
    ids = [p["schema"] for o in operations.values() for p in o["parameters"] if p["in"] == "path"]
    ids += [
        {key: value for key, value in schema["properties"]["uniqueId"].items() if key != "description"}
        for schema in described["components"]["schemas"].values()
        if "uniqueId" in schema.get("properties", {})
    ]
    assert all(schema == {"type": "string"} for schema in ids)


def test_a_token_is_welcome_and_not_needed(described, operations):
    assert described["security"] == [{}, {"accessToken": []}]
    scheme = described["components"]["securitySchemes"]["accessToken"]
    assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", "x-access-token")
    assert [key for key, operation in operations.items() if "security" in operation] == []


def test_the_server_is_the_page_s(described):
    assert [server["url"] for server in described["servers"]] == ["https://api.wapikit.com/api"]


def test_the_page_s_contact_fits_field_by_field(shared, described, faults):
    example = json.loads((shared / "wapikit/contact.example.json").read_bytes())
    assert faults(SCHEMAS + "GetContactByIdResponseSchema", example) == []
    schemas = described["components"]["schemas"]
    contact = example["contact"]
    conversation = contact["conversations"][0]
    for name, value in [
        ("ContactSchema", contact),
        ("ContactListSchema", contact["lists"][0]),
        ("TagSchema", contact["tags"][0]),
        ("ConversationWithoutContactSchema", conversation),
        ("TextMessageData", conversation["messages"][0]["messageData"]),
    ]:
        assert list(schemas[name]["properties"]) == list(value), name
    message = list(schemas["BaseMessage"]["properties"])
    message += [name for name in schemas["TextMessage"]["allOf"][1]["properties"] if name not in message]
    assert message == list(conversation["messages"][0])


def test_each_correction_has_its_comment(root):
    text = re.sub(r"\n *#", "", (root / "openapi.yaml").read_text(encoding="utf-8"))
    comments = text.count("Corrected:")
    assert comments == 33 + 1 + 1 + 1 + 2 + 8 + 3  # bodies, tags, order, the union, AI tags, fields, errors
    for word in [
        "inviteId",
        "phone_number",
        "otp is",
        "organiztionId",
        "sortBy",
        "'Ai Chats'",
        "Knowledge Base",
        "union",
    ]:
        assert re.search(f"Corrected:[^\n]*{re.escape(word)}", text), word


def walk(value: Any, pointer: str):
    """Yield every value of a document with its pointer."""
    yield pointer, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from walk(child, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
