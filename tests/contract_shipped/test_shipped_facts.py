"""openapi.yaml says what the facts say: every operation, parameter, body, response, schema, field, its order and enum.

Where the facts are a defect, the table of corrections below says what stands in their place; nothing else may differ.
"""

from typing import Any

PAGE = "the documentation page shows it"
SNAPSHOT = "required by the snapshot, which forgets to declare it"

# schema or operation -> [(field, facts of it, the field it stands behind or None for the end, why)]
ADDED_FIELDS: dict[str, list[tuple[str, dict[str, Any], str | None, str]]] = {
    "BaseMessage": [
        ("replyToMessageId", {"type": "string", "required": False}, "createdAt", PAGE),
        ("whatsAppMessageId", {"type": "string", "required": False}, "replyToMessageId", PAGE),
    ],
    "ContactSchema": [("tags", {"type": "array", "items": {"ref": "TagSchema"}}, "lists", PAGE)],
    "JoinOrganizationRequestBodySchema": [
        ("inviteId", {"type": "string"}, None, SNAPSHOT),
        ("password", {"type": "string"}, None, SNAPSHOT),
    ],
    "UpdateOrganizationMemberSchema": [("email", {"type": "string"}, None, SNAPSHOT)],
    "PhoneNumberSchema": [
        (name, {"type": "string"}, None, SNAPSHOT) for name in ("phone_number", "country_code", "country", "type")
    ],
    "AiChatMessageVoteCreateSchema": [("vote", {"ref": "AiChatMessageVoteEnum"}, None, SNAPSHOT)],
    "resetPasswordComplete": [("otp", {"type": "string"}, None, SNAPSHOT)],
}
MADE_REQUIRED = {("NotificationSchema", "organizationId")}  # the snapshot requires it as organiztionId
RENAMED_PARAMETERS = {"sortBy": "order"}
RENAMED_TAGS = {"Ai Chats": "AI"}
REWRITTEN = {"NewMessageDataSchema"}  # test_shipped_corrections.py
WITHOUT_ERRORS = {"login", "register", "verifyOtp"}  # a body can be wrong there too: 400 stands in the yaml
NAMES_OF_VARIANTS = {
    f"New{kind}MessageData"
    for kind in ("Text", "Audio", "Video", "Image", "Document", "Sticker", "Reaction", "Location")
}


def test_all_operations_are_there_and_no_other(facts, operations):
    wanted = {fact["operationId"]: (fact["method"], fact["path"]) for fact in facts["operations"]}
    assert {key: (operation["method"], operation["path"]) for key, operation in operations.items()} == wanted
    assert len(operations) == 85


def test_operations_keep_the_order_of_their_sections(facts, operations):
    paths = list(dict.fromkeys(fact["path"] for fact in facts["operations"]))
    assert list(dict.fromkeys(operation["path"] for operation in operations.values())) == paths


def test_tags(facts, described, operations):
    assert [tag["name"] for tag in described["tags"]] == [*facts["seed_sections"], "AI"]
    for fact in facts["operations"]:
        assert operations[fact["operationId"]]["tags"] == [RENAMED_TAGS.get(tag, tag) for tag in fact["tags"]]


def test_parameters(facts, operations):
    for fact in facts["operations"]:
        wanted = [
            (RENAMED_PARAMETERS.get(p["name"], p["name"]), p["in"], p["required"], p["schema"])
            for p in fact["parameters"]
        ]
        got = [
            (p["name"], p["in"], p.get("required", False), shape(p["schema"]))
            for p in operations[fact["operationId"]]["parameters"]
        ]
        assert got == wanted, fact["operationId"]


def test_bodies(facts, operations):
    for fact in facts["operations"]:
        key = fact["operationId"]
        if fact["requestBody"] is None:
            assert "requestBody" not in operations[key]
            continue
        wanted = {media: expected(content, key) for media, content in fact["requestBody"]["content"].items()}
        got = {media: shape(content["schema"]) for media, content in operations[key]["requestBody"]["content"].items()}
        assert got == wanted, key


def test_responses(facts, operations):
    for fact in facts["operations"]:
        key = fact["operationId"]
        wanted = {
            code: {media: expected(schema, key) for media, schema in content.items()}
            for code, content in fact["responses"].items()
        }
        got = {
            code: {media: shape(content["schema"]) for media, content in response["content"].items()}
            for code, response in operations[key]["responses"].items()
        }
        if key in WITHOUT_ERRORS:
            wanted["400"] = {"application/json": {"ref": "BadRequestErrorResponseSchema"}}
        assert got == wanted, key


def test_all_reachable_schemas_are_there_and_no_other(facts, described):
    reachable = {fact["name"] for fact in facts["schemas"]} - set(facts["unreachable_schemas"])
    assert set(described["components"]["schemas"]) == reachable | NAMES_OF_VARIANTS


def test_fields_their_order_and_enums(facts, described):
    schemas = described["components"]["schemas"]
    for fact in facts["schemas"]:
        name = fact["name"]
        if name in schemas and name not in REWRITTEN:
            assert shape(schemas[name]) == expected(fact, name), name


def expected(fact: dict[str, Any], owner: str) -> dict[str, Any]:
    """Return the facts of a schema with the corrections of its owner, in the form that `shape` gives."""
    if "ref" in fact:
        return {"ref": fact["ref"]}
    result: dict[str, Any] = {key: fact[key] for key in ("type", "format", "enum") if key in fact}
    if "items" in fact:
        result["items"] = expected(fact["items"], "")
    if "fields" in fact:
        result["fields"] = _fields(fact["fields"], owner)
    for key in ("oneOf", "allOf"):
        if key in fact:
            result[key] = [expected(member, "") for member in fact[key]]
    if "discriminator" in fact:
        result["discriminator"] = fact["discriminator"]
    return result


def _fields(facts: list[dict[str, Any]], owner: str) -> list[tuple[str, bool, dict[str, Any]]]:
    fields = [(f["name"], f["required"] or (owner, f["name"]) in MADE_REQUIRED, expected(f, "")) for f in facts]
    for name, fact, behind, _ in ADDED_FIELDS.get(owner, []):
        place = len(fields) if behind is None else [field[0] for field in fields].index(behind) + 1
        fields.insert(place, (name, fact.get("required", True), expected(fact, "")))
    return fields


def shape(schema: dict[str, Any]) -> dict[str, Any]:
    """Reduce a schema to what facts tell: examples, bounds and prose are the author's."""
    if "$ref" in schema:
        return {"ref": schema["$ref"].rpartition("/")[2]}
    result: dict[str, Any] = {key: schema[key] for key in ("type", "format", "enum") if key in schema}
    if "items" in schema:
        result["items"] = shape(schema["items"])
    if "properties" in schema:
        required = schema.get("required", [])
        assert set(required) <= set(schema["properties"]), "required, but not declared"
        result["fields"] = [
            (name, name in required, _field(name, value)) for name, value in schema["properties"].items()
        ]
    for key in ("oneOf", "allOf"):
        if key in schema:
            result[key] = [shape(member) for member in schema[key]]
    if "discriminator" in schema:
        mapping = {key: ref.rpartition("/")[2] for key, ref in schema["discriminator"]["mapping"].items()}
        result["discriminator"] = {**schema["discriminator"], "mapping": mapping}
    return result


def _field(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    result = shape(schema)
    if result.get("format") == AUTHORS_FORMATS.get(name, ""):
        del result["format"]
    return result


AUTHORS_FORMATS = {
    "email": "email",
    "websiteUrl": "uri",
    "logoUrl": "uri",
    "faviconUrl": "uri",
    "mediaUrl": "uri",
    "ctaUrl": "uri-reference",
}
