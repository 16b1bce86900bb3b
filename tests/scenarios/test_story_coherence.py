"""Nobody has written anything: lists, details, children and counts tell of one and the same world."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_a_list_shows_what_the_details_show(wapikit):
    page = wapikit.get("/contacts?page=2&per_page=10")
    assert len(page["contacts"]) == 10
    for contact in page["contacts"]:
        assert wapikit.get(f"/contacts/{contact['uniqueId']}") == {"contact": contact}


def test_pages_add_up_to_the_total_and_nobody_comes_twice(wapikit):
    first = wapikit.get("/contacts?page=1&per_page=7")
    total = first["paginationMeta"]["total"]
    seen, page = [], 1
    while len(seen) < total:
        got = wapikit.get(f"/contacts?page={page}&per_page=7")
        assert got["paginationMeta"] == {"page": page, "per_page": 7, "total": total}
        assert len(got["contacts"]) == min(7, total - len(seen))
        seen += [contact["uniqueId"] for contact in got["contacts"]]
        page += 1
    assert len(set(seen)) == total
    assert wapikit.get(f"/contacts?page={page}&per_page=7")["contacts"] == []
    everybody = wapikit.get("/contacts?page=1&per_page=500")
    assert [contact["uniqueId"] for contact in everybody["contacts"]] == seen


def test_any_id_is_somebody_and_children_know_their_owner(wapikit):
    contact = wapikit.get("/contacts/42")["contact"]
    assert contact["uniqueId"] == "42"
    assert contact["conversations"]
    for conversation in contact["conversations"]:
        assert conversation["contactId"] == "42"
        alone = wapikit.get(f"/conversation/{conversation['uniqueId']}")["conversation"]
        assert alone["contactId"] == "42"
        assert {name: alone[name] for name in conversation} == conversation
        messages = wapikit.get(f"/conversation/{conversation['uniqueId']}/messages?page=1&per_page=50")["messages"]
        assert messages == conversation["messages"]
        assert {message["conversationId"] for message in messages} == {conversation["uniqueId"]}


def test_the_list_of_all_children_holds_those_of_each_owner(wapikit):
    conversations = wapikit.get("/conversations?page=1&per_page=500")["conversations"]
    by_contact = {}
    for conversation in conversations:
        by_contact.setdefault(conversation["contactId"], []).append(conversation["uniqueId"])
    contacts = wapikit.get("/contacts?page=1&per_page=500")["contacts"]
    shown = {c["uniqueId"]: [each["uniqueId"] for each in c["conversations"]] for c in contacts if c["conversations"]}
    assert by_contact == shown


def test_a_filter_keeps_who_fits_and_the_total_says_so(wapikit):
    everybody = wapikit.get("/contacts?page=1&per_page=500")["contacts"]
    active = wapikit.get("/contacts?page=1&per_page=500&status=Active")
    assert active["contacts"] == [contact for contact in everybody if contact["status"] == "Active"]
    assert 0 < active["paginationMeta"]["total"] == len(active["contacts"]) < len(everybody)


def test_an_order_sorts_by_the_time_of_creation(wapikit):
    down = [c["createdAt"] for c in wapikit.get("/contacts?page=1&per_page=500&order=desc")["contacts"]]
    up = [c["createdAt"] for c in wapikit.get("/contacts?page=1&per_page=500&order=asc")["contacts"]]
    assert down == sorted(down, reverse=True)
    assert up == sorted(up)
    assert len(set(up)) > 10


def test_another_seed_is_another_world(start, wapikit):
    other = start(seed="other")
    other.base = "/api"
    target = "/contacts/42"
    assert other.get(target) == other.get(target)
    assert wapikit.get(target) != other.get(target)
    assert wapikit.get(target, prefer="seed=other") == other.get(target)


SCRIPT = """
import sys
from mockserver.serve.assemble import build_engine
from mockserver.settings import Settings
from mockserver.messages import Request
engine = build_engine(Settings(cache=False))
TARGETS = "/api/contacts?page=2&per_page=5", "/api/contacts/42?", "/api/messages?page=1&per_page=9"
for path, query in (target.split("?") for target in TARGETS):
    sys.stdout.buffer.write(engine.handle(Request("GET", path, query, {})).response.body)
"""


def test_two_processes_give_the_same_bytes():
    def run(salt):
        environment = {"PYTHONHASHSEED": salt, "PATH": "", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", SCRIPT]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout

    one, other = run("1"), run("2")
    assert one == other
    assert len(one) > 5_000


def test_memory_changes_nothing_before_the_first_write(start):
    with_state, without = start(), start(stateless=True)
    for target in (
        "/contacts?page=1&per_page=20", "/contacts/42", "/conversations?page=1&per_page=5", "/lists?page=1&per_page=3",
        "/contacts/1f0a6c7e-4b52-4d9a-8e3f-6a2c9b7d5e11", "/user", "/organization/tags?page=1&per_page=5",
    ):  # fmt: skip
        one, other = with_state("GET", "/api" + target), without("GET", "/api" + target)
        assert (one.status, one.headers, one.content) == (other.status, other.headers, other.content)


def test_a_fixture_is_a_member_of_its_collection(wapikit):
    asha = wapikit.get("/contacts/1f0a6c7e-4b52-4d9a-8e3f-6a2c9b7d5e11")["contact"]
    assert asha["name"] == "Asha Rao"
    assert wapikit.get("/contacts?page=1&per_page=1")["contacts"] == [asha]


@pytest.mark.parametrize("variant", ["minimal", "maximal"])
def test_a_variant_is_as_many_entities_as_were_asked_for(wapikit, variant):
    page = wapikit.get("/contacts?page=1&per_page=3", prefer=f"variant={variant}")
    assert page["paginationMeta"]["per_page"] == 3
    assert len(page["contacts"]) == 3


def test_the_example_of_an_entity_is_called_as_the_path_calls_it(start, shared):
    museum = start(shared / "specs" / "museum.yaml", headers={"authorization": "Basic YTpi"})
    wanted = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
    event = museum("GET", f"/special-events/{wanted}")
    assert (event.status, event.body["eventId"], event.headers["x-mock-source"]) == (200, wanted, "example")
    listed = museum.get("/special-events?page=1&limit=10")
    assert museum.get(f"/special-events/{listed[2]['eventId']}") == listed[2]
    assert museum.get("/special-events?page=2&limit=2") == listed[2:4]


def test_ids_that_count_are_found_again(start, shared):
    gotify = start(shared / "specs" / "gotify.json", headers={"x-gotify-key": "k"})
    users = gotify.get("/user")
    assert [user["id"] for user in users] == list(range(1, len(users) + 1))
    assert [gotify.get(f"/user/{user['id']}") for user in users] == users


def test_what_a_path_asks_for_by_number_or_name_is_found_again(start, shared):
    github = start(shared / "specs" / "github-2022.json", dynamic=True)
    issues = github.get("/repos/octo/hello/issues?per_page=3&page=2")
    assert [issue["number"] for issue in issues] == [4, 5, 6]
    alone = github.get("/repos/octo/hello/issues/5")
    assert alone["number"] == 5
    assert {name: alone[name] for name in ("title", "id", "state") if name in alone} == {
        name: issues[1][name] for name in ("title", "id", "state") if name in alone
    }
