"""What lists, details and the insides of other answers say of one entity is the same."""

from pathlib import Path

import pytest

ORDERS = Path(__file__).with_name("orders.yaml")
CONVERSATION = "c47a9e05-1d8b-4263-90fe-5b7c3a8d2e19"


def test_what_a_fixture_shows_inside_is_shown_the_same_elsewhere(wapikit):
    inside = wapikit.get(f"/conversation/{CONVERSATION}")["conversation"]["messages"]
    alone = wapikit.get(f"/conversation/{CONVERSATION}/messages?page=1&per_page=10")["messages"]
    everywhere = wapikit.get("/messages?page=1&per_page=500")["messages"]
    assert [message["uniqueId"] for message in alone] == [message["uniqueId"] for message in inside]
    for message, shown in zip(alone, inside, strict=True):
        assert shown.items() <= message.items()
        assert message["conversationId"] == CONVERSATION
        assert [each for each in everywhere if each["uniqueId"] == message["uniqueId"]] == [message]


def test_what_a_fixture_shows_inside_is_a_member_of_its_collection(wapikit):
    tags = wapikit.get("/organization/tags?page=1&per_page=500")["tags"]
    asha = wapikit.get("/contacts/1f0a6c7e-4b52-4d9a-8e3f-6a2c9b7d5e11")["contact"]
    assert asha["tags"][0] in [{name: tag[name] for name in asha["tags"][0]} for tag in tags]
    assert len({tag["uniqueId"] for tag in tags}) == len(tags)


def test_a_filter_finds_what_anybody_has_who_is_in_no_list(wapikit):
    inside = wapikit.get("/contacts/42")["contact"]["conversations"]
    found = wapikit.get("/conversations?page=1&per_page=3&contact_id=42")
    assert found["paginationMeta"]["total"] == len(inside) > 0
    assert [each["uniqueId"] for each in found["conversations"]] == [each["uniqueId"] for each in inside][:3]
    assert (
        wapikit.get("/conversations?page=1&per_page=3&contact_id=nobody-1")["conversations"] != found["conversations"]
    )


def test_what_stands_below_an_owner_is_what_the_list_of_all_has_of_it(start):
    shop = start(ORDERS)
    everything = shop.get("/orders?limit=2000")
    assert everything["total"] == len(everything["data"]) > 50
    assert len({order["id"] for order in everything["data"]}) == everything["total"]
    for customer in {order["customerId"] for order in everything["data"][::40]}:
        theirs = [order for order in everything["data"] if order["customerId"] == customer]
        assert shop.get(f"/customers/{customer}/orders") == theirs
        assert shop.get(f"/orders?limit=2000&customer_id={customer}")["data"] == theirs
        assert shop.get(f"/orders/{theirs[0]['id']}") == theirs[0]


@pytest.mark.parametrize("customer", ["42", "ada"])
def test_whoever_gets_an_order_has_it_everywhere(start, customer):
    shop = start(ORDERS)
    before = shop.get(f"/customers/{customer}/orders")
    assert shop.get(f"/orders?customer_id={customer}")["data"] == before
    made = shop("POST", "/orders", {"customerId": customer, "note": "new"}).body
    assert shop("DELETE", f"/orders/{before[0]['id']}").status == 204
    for after in (shop.get(f"/customers/{customer}/orders"), shop.get(f"/orders?customer_id={customer}")["data"]):
        assert after == [made, *before[1:]]


@pytest.fixture
def pets(start):
    return start(Path(__file__).with_name("pets_told.yaml"))


def test_the_examples_of_one_entity_stand_in_the_list_as_they_are(pets):
    listed = pets.get("/pets")
    assert listed[:2] == [{"id": 5, "kind": "dog", "bark": True}, {"id": 9, "kind": "cat", "lives": 3}]
    assert len({pet["id"] for pet in listed}) == len(listed) > 3


def test_one_entity_has_one_answer_whoever_shows_it(pets):
    for pet in pets.get("/pets"):
        answered = pets("GET", f"/pets/{pet['id']}")
        assert answered.body == pet
        assert answered.headers["x-mock-source"] == ("example" if pet["id"] in (5, 9) else "generated")
        assert (
            f"<kind>{pet['kind']}</kind>".encode()
            in pets("GET", f"/pets/{pet['id']}", accept="application/xml").content
        )


def test_who_is_in_no_list_is_like_the_example(pets):
    answered = pets("GET", "/pets/70000")
    assert answered.body == {"id": 70000, "kind": "dog", "bark": True}
    assert answered.headers["x-mock-source"] == "example"
    assert b"<kind>dog</kind>" in pets("GET", "/pets/70000", accept="application/xml").content


def test_an_example_that_was_asked_for_stays_as_it_is(pets):
    assert pets.get("/pets/1", prefer="example=tom") == {"id": 9, "kind": "cat", "lives": 3}
    assert pets("GET", "/pets/9", prefer="dynamic=true").headers["x-mock-source"] == "generated"


def test_a_page_may_be_as_large_as_a_number_may_be(wapikit):
    meta = wapikit.get("/contacts?page=1&per_page=9223372036854775807")["paginationMeta"]
    assert meta["per_page"] == 9223372036854775807
