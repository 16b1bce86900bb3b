"""What lists, details and the insides of other answers say of one entity is the same."""

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
