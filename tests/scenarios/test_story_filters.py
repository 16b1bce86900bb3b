"""Filters by what an entity points at through others, in the world as it is generated and as it is written."""

import pytest

PAGE = "page=1&per_page=100"


def everyone(client, target, name):
    """Return what a list shows on its first page, which must be all of it, as its total says."""
    page = client.get(f"{target}&{PAGE}" if "?" in target else f"{target}?{PAGE}")
    assert page["paginationMeta"]["total"] == len(page[name]) <= 100
    return page[name]


def ids(entities):
    return {one["uniqueId"] for one in entities}


def conversations_of(client, contacts):
    return {
        each for one in contacts for each in ids(everyone(client, f"/conversations?contact_id={one}", "conversations"))
    }


def messages_of(client, conversations):
    return {
        each for one in conversations for each in ids(everyone(client, f"/messages?conversation_id={one}", "messages"))
    }


def some(client, path, name):
    return [one["uniqueId"] for one in client.get(f"{path}?page=1&per_page=6")[name]]


@pytest.fixture(params=["fixtures", "generated"])
def world(request, start):
    client = start() if request.param == "fixtures" else start(fixtures="")
    client.base = "/api"
    return client


def test_the_messages_of_a_contact_are_those_of_its_conversations(world):
    seen = set()
    for contact in some(world, "/contacts", "contacts"):
        found = ids(everyone(world, f"/messages?contact_id={contact}", "messages"))
        assert found == messages_of(world, conversations_of(world, [contact]))
        seen |= found
    assert seen
    assert everyone(world, "/messages?contact_id=nobody-has-this-id", "messages") == []


def test_the_conversations_and_messages_of_a_list_are_those_of_its_contacts(world):
    seen = set()
    for one in some(world, "/lists", "lists")[:3]:
        contacts = ids(everyone(world, f"/contacts?list_id={one}", "contacts"))
        conversations = ids(everyone(world, f"/conversations?list_id={one}", "conversations"))
        assert conversations == conversations_of(world, contacts)
        seen |= conversations
    assert seen


def test_a_contact_brings_its_conversations_to_the_list_that_it_is_put_on(world):
    made = world("POST", "/lists", {"name": "Late", "tags": []}).body["list"]["uniqueId"]
    assert everyone(world, f"/conversations?list_id={made}", "conversations") == []
    contact = next(one for one in some(world, "/contacts", "contacts") if conversations_of(world, [one]))
    whole = world.get(f"/contacts/{contact}")["contact"]
    sent = {name: whole[name] for name in ("name", "phone", "status", "attributes")} | {"lists": [made]}
    assert world("POST", f"/contacts/{contact}", sent).status == 200
    mine = conversations_of(world, [contact])
    assert ids(everyone(world, f"/conversations?list_id={made}", "conversations")) == mine
    assert world("DELETE", f"/contacts/{contact}").status == 200
    assert everyone(world, f"/conversations?list_id={made}", "conversations") == []


def test_filters_are_combined(world):
    contact = next(one for one in some(world, "/contacts", "contacts") if conversations_of(world, [one]))
    both = everyone(world, f"/messages?contact_id={contact}&direction=InBound", "messages")
    every = everyone(world, f"/messages?contact_id={contact}", "messages")
    assert ids(both) == {one["uniqueId"] for one in every if one["direction"] == "InBound"}


def test_what_a_list_cannot_heed_it_names(wapikit):
    asked = wapikit("GET", f"/ai/chats?{PAGE}&visibility=Public&status=Active")
    shown = asked.body["chats"][0].keys()
    assert asked.headers["x-mock-unheeded"] == ", ".join(sorted({"visibility", "status"} - shown))
    assert "x-mock-unheeded" not in wapikit("GET", f"/ai/chats?{PAGE}").headers
    assert "x-mock-unheeded" not in wapikit("GET", f"/messages?{PAGE}&contact_id=1").headers


def test_a_fixture_may_heed_what_a_list_cannot(start, tmp_path):
    then = "{body: {chats: [], paginationMeta: {page: 1, per_page: 9, total: 0}}}"
    text = f"when: {{operationId: getAiChats, query: {{visibility: Public}}}}\nthen: {then}\n"
    (tmp_path / "public.yaml").write_text(text)
    client = start(fixtures=str(tmp_path))
    client.base = "/api"
    heeded = client("GET", f"/ai/chats?{PAGE}&visibility=Public")
    assert (heeded.status, heeded.headers["x-mock-source"]) == (200, "fixture")
    assert "x-mock-unheeded" not in heeded.headers
    assert client("GET", f"/ai/chats?{PAGE}&visibility=Private").headers["x-mock-unheeded"] == "visibility"
