"""The fixtures that ship keep the contract, agree with each other, and leave the rest of the API generated."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "fixtures"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".yaml", ".json"})


def load(name: str) -> dict[str, Any]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else yaml.safe_load(text)


def body(name: str) -> Any:
    """Return the answer's body with the placeholders filled in."""
    fixture = load(name)
    text = json.dumps(fixture["then"]["body"])
    conditions = fixture["when"].get("path", {})
    for variable, value in conditions.items() if isinstance(conditions, dict) else ():
        text = re.sub(r"{{ *request\.path\." + variable + " *}}", value, text)
    assert "{{" not in text
    return json.loads(text)


def target(fixture: dict[str, Any], operations: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the operation that a fixture speaks of."""
    when = fixture["when"]
    if "operationId" in when:
        return operations[when["operationId"]]
    candidates = [
        operation
        for operation in operations.values()
        if operation["method"] == when["method"]
        and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", operation["path"]), when["path"])
    ]
    assert len(candidates) == 1
    return candidates[0]


def test_both_forms_are_shown():
    assert {Path(name).suffix for name in FILES} == {".yaml", ".json"}
    assert {"operationId", "method"} <= {key for name in FILES for key in load(name)["when"]}


@pytest.mark.parametrize("name", FILES)
def test_a_fixture_keeps_the_contract(name, described, operations, faults):
    fixture = load(name)
    operation = target(fixture, operations)
    status = str(fixture["then"]["status"])
    media = operation["responses"][status]["content"]["application/json"]
    pointer = media["schema"]["$ref"].removeprefix("#")
    assert faults(pointer, body(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_a_fixture_asks_only_for_what_the_operation_has(name, operations):
    fixture = load(name)
    known = {(p["in"], p["name"]) for p in target(fixture, operations)["parameters"]} | {("header", "x-access-token")}
    for location in ("path", "query", "header"):
        conditions = fixture["when"].get(location, {})
        asked = conditions if isinstance(conditions, dict) else {}
        assert {(location, key) for key in asked} <= known


@pytest.mark.parametrize("name", FILES)
def test_a_fixture_is_for_a_special_request_only(name):
    """Something beyond the operation has to be asked, or the fixture would hide all that is generated."""
    when = load(name)["when"]
    assert {"path", "query", "header", "body"} & when.keys()


@pytest.mark.parametrize("name", FILES)
def test_a_fixture_is_explained_in_the_readme(name):
    assert f"`{name}`" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_ordinary_first_page_of_contacts_stays_generated():
    pages = [load(name)["when"] for name in FILES if load(name)["when"].get("operationId") == "getContacts"]
    assert pages
    assert all("list_id" in when["query"] for when in pages)


def test_no_documented_example_is_refused(operations):
    """Whoever tries the examples of the description gets successes."""
    for operation in operations.values():
        shown = json.dumps([operation.get("requestBody", {}), [p.get("example") for p in operation["parameters"]]])
        assert "+12025550143" not in shown
        assert "00000000-0000-4000-8000-000000000000" not in shown


def test_one_world():
    contacts = {contact["uniqueId"]: contact for contact in body("contacts-of-spring-sale.json")["contacts"]}
    single = ("contact-asha-rao.yaml", "contact-tomas-silva.yaml", "contact-mei-tanaka.json")
    assert contacts == {c["uniqueId"]: c for c in (body(name)["contact"] for name in single)}

    [listed] = body("list-spring-sale.yaml").values()
    campaign = body("campaign-spring-sale.yaml")["campaign"]
    conversation = body("conversation-asha-rao.yaml")["conversation"]
    assert all(contact["lists"] == [listed] for contact in contacts.values())
    assert listed["numberOfContacts"] == len(contacts)
    assert campaign["lists"] == [listed]
    assert conversation["campaignId"] == campaign["uniqueId"]
    assert conversation["totalMessages"] == len(conversation["messages"])
    assert {message["conversationId"] for message in conversation["messages"]} == {conversation["uniqueId"]}

    contact = contacts[conversation["contactId"]]
    assert conversation["contact"] == {key: contact[key] for key in conversation["contact"]}
    [held] = contact["conversations"]
    assert held == {key: conversation[key] for key in held}


def test_times_are_in_order():
    campaign = body("campaign-spring-sale.yaml")["campaign"]
    conversation = body("conversation-asha-rao.yaml")["conversation"]
    times = [
        conversation["contact"]["createdAt"],
        campaign["lists"][0]["createdAt"],
        campaign["createdAt"],
        campaign["sentAt"],
        conversation["createdAt"],
        *(message["createdAt"] for message in conversation["messages"]),
    ]
    assert times == sorted(times)
