"""What was written is answered by every operation, as the client wrote it, and without a past that it cannot have."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ASHA = "1f0a6c7e-4b52-4d9a-8e3f-6a2c9b7d5e11"
CONVERSATION = "c47a9e05-1d8b-4263-90fe-5b7c3a8d2e19"
CAMPAIGN = {
    "name": "Winter", "listIds": [], "templateMessageId": "t1", "phoneNumberToUse": "+919820012345",
    "isLinkTrackingEnabled": False, "tags": [], "scheduledAt": "2027-01-01T00:00:00Z",
}  # fmt: skip
CONTACT = {"name": "Q", "phone": "+9198", "lists": [], "tags": [], "attributes": {}, "status": "Active"}


@pytest.fixture
def pets(start):
    return start(HERE / "pets_told.yaml")


@pytest.fixture
def things(start):
    return start(HERE / "things.yaml")


def numbers(value):
    if isinstance(value, dict):
        return [each for inner in value.values() for each in numbers(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in numbers(inner)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def test_a_new_entity_has_no_past(wapikit):
    made = wapikit("POST", "/campaigns", CAMPAIGN).body["campaign"]
    assert made["scheduledAt"] == CAMPAIGN["scheduledAt"]
    assert made["phoneNumberInUse"] == CAMPAIGN["phoneNumberToUse"]
    assert "sentAt" not in made
    assert set(numbers([made.get("stats"), made.get("progress")])) <= {0}
    assert wapikit.get(f"/campaigns/{made['uniqueId']}")["campaign"] == made


def test_head_knows_what_get_knows(pets):
    assert pets("HEAD", "/pets/9").status == 200
    assert pets("DELETE", "/pets/9").status == 204
    assert pets("GET", "/pets/9").status == 404
    assert pets("HEAD", "/pets/9").status == 404
    assert pets("HEAD", "/pets/5").status == 200


def test_stored_times_are_written_as_generated_ones_are(wapikit):
    wapikit("POST", "/contacts", CONTACT)
    times = [contact["createdAt"] for contact in wapikit.get("/contacts?page=1&per_page=5")["contacts"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", time) for time in times), times


def test_each_change_is_later_than_the_one_before(things):
    thing = things("POST", "/things", {"name": "a", "color": "red"}).body
    seen = [thing["updated_at"]]
    for name in "bcd":
        changed = things("PUT", f"/things/{thing['id']}", {"name": name, "color": "red"})
        assert changed.status == 200
        seen.append(changed.body["updated_at"])
    assert seen == sorted(set(seen))


@pytest.mark.parametrize("variant", ["minimal", "maximal", "boundary"])
def test_a_variant_shows_what_was_written(wapikit, variant):
    wapikit("POST", "/contacts/424242", CONTACT)
    answered = wapikit("GET", "/contacts/424242", prefer=f"variant={variant}")
    assert (answered.body["contact"]["name"], answered.headers["x-mock-source"]) == ("Q", "state")


def test_a_fixture_shows_inside_of_it_who_was_written(wapikit):
    before = wapikit.get(f"/conversation/{CONVERSATION}")["conversation"]
    assert (
        wapikit("POST", f"/contacts/{ASHA}", {**CONTACT, "name": "Asha New", "attributes": {"plan": "Silver"}}).status
        == 200
    )
    answered = wapikit("GET", f"/conversation/{CONVERSATION}")
    after = answered.body["conversation"]
    assert answered.headers["x-mock-source"] == "fixture"
    assert (after["contact"]["name"], after["contact"]["attributes"]) == ("Asha New", {"plan": "Silver"})
    assert {**after, "contact": None} == {**before, "contact": None}
    assert wapikit.session("other").get(f"/conversation/{CONVERSATION}")["conversation"] == before


def test_what_a_client_sends_is_what_it_gets_back(pets):
    made = pets("POST", "/pets", {"id": 4000, "kind": "dog", "lives": 3})
    assert made.status == 201
    assert (made.body["kind"], made.body["lives"]) == ("dog", 3)
    assert pets.get("/pets/4000") == made.body
    assert [pet for pet in pets.get("/pets") if pet["id"] == 4000] == [made.body]


def test_what_a_client_sends_is_echoed_without_memory_too(start):
    pets = start(HERE / "pets_told.yaml", stateless=True)
    assert pets("POST", "/pets", {"id": 4000, "kind": "dog", "lives": 3}).body["kind"] == "dog"
