"""What somebody notices who reads a few pages of the shipped API as a person: one account, one world."""

import pytest

TOLD = "8e4d1b96-7c3a-4f20-b5d8-9a6e2c0f7134"
"""A campaign of the fixtures."""


def _values(body, name):
    """Yield what every object inside of `body` holds under `name`."""
    if isinstance(body, dict):
        if name in body:
            yield body[name]
        for each in body.values():
            yield from _values(each, name)
    elif isinstance(body, list):
        for each in body:
            yield from _values(each, name)


def test_an_account_has_one_organization(wapikit):
    organizations = wapikit.get("/organization?page=1&per_page=50")["organizations"]
    assert len(organizations) == 1
    everywhere = {
        *_values(wapikit.get("/conversations?page=1&per_page=200"), "organizationId"),
        *_values(wapikit.get("/user/notifications?page=1&per_page=200"), "organizationId"),
        wapikit.get("/user")["user"]["organization"]["uniqueId"],
    }
    assert everywhere == {organizations[0]["uniqueId"]}
    invites = wapikit.get("/organization/invites?page=1&per_page=50")
    assert set(_values(invites, "organizationName")) == {organizations[0]["name"]}


def test_there_are_a_handful_of_roles_each_with_a_name_of_its_own(wapikit):
    page = wapikit.get("/rbac/roles?page=1&per_page=100")
    assert 3 <= page["paginationMeta"]["total"] <= 20
    names = [role["name"] for role in page["roles"]]
    assert len(set(names)) == len(names)
    assert not any("(" in name for name in names)


def test_a_campaign_has_one_set_of_figures(wapikit):
    campaigns = wapikit.get("/campaigns?page=1&per_page=500")["campaigns"]
    told = [campaign for campaign in campaigns if "stats" in campaign]
    assert len(told) > 5
    for campaign in told:
        if campaign["uniqueId"] != TOLD:
            assert wapikit.get(f"/analytics/campaign/{campaign['uniqueId']}") == campaign["stats"]
        assert campaign["progress"]["sent"] == campaign["stats"]["messagesSent"]
        assert campaign["progress"]["totalMessages"] == campaign["stats"]["totalMessages"]


def test_a_series_covers_the_days_that_are_asked_for(wapikit):
    asked = "from=2026-01-28T00:00:00Z&to=2026-02-03T00:00:00Z"
    days = [point["date"][5:10] for point in _analytics(wapikit, asked)]
    assert days == ["01-28", "01-29", "01-30", "01-31", "02-01", "02-02", "02-03"]
    assert [point["label"] for point in _analytics(wapikit, asked)][:3] == ["Wed", "Thu", "Fri"]


def _analytics(wapikit, query):
    return wapikit.get(f"/analytics/campaigns?{query}")["analytics"]["messageAnalytics"]


def test_who_began_a_conversation_wrote_its_first_message(wapikit):
    campaigns = {each["uniqueId"]: each for each in wapikit.get("/campaigns?page=1&per_page=500")["campaigns"]}
    conversations = wapikit.get("/conversations?page=1&per_page=500")["conversations"]
    assert {conversation["initiatedBy"] for conversation in conversations} == {"Contact", "Campaign"}
    for conversation in conversations:
        outward = conversation["messages"][0]["direction"] == "OutBound"
        assert outward == (conversation["initiatedBy"] == "Campaign") == ("campaignId" in conversation)
        if outward:
            assert campaigns[conversation["campaignId"]]["createdAt"] <= conversation["createdAt"]


def test_a_list_has_as_many_contacts_as_it_says(wapikit):
    lists = wapikit.get("/lists?page=1&per_page=100")["lists"]
    sent = [each for each in wapikit.get("/campaigns?page=1&per_page=500")["campaigns"] if "sentAt" in each]
    for one in lists:
        found = wapikit.get(f"/contacts?page=1&per_page=1&list_id={one['uniqueId']}")
        assert found["paginationMeta"]["total"] == one["numberOfContacts"]
        assert one in found["contacts"][0]["lists"]
        went = [each for each in sent if one["uniqueId"] in [to["uniqueId"] for to in each["lists"]]]
        assert one["numberOfCampaignsSent"] == len(went)
    assert len({one["numberOfContacts"] for one in lists}) > 3
    assert wapikit.get("/lists/nobody")["list"]["numberOfContacts"] == 0


def test_a_page_counts_all_that_is_unread(wapikit):
    everything = wapikit.get("/user/notifications?page=1&per_page=500")
    unread = sum(not each["read"] for each in everything["notifications"])
    assert everything["unreadCount"] == unread > 3
    assert wapikit.get("/user/notifications?page=2&per_page=3")["unreadCount"] == unread


@pytest.mark.parametrize("identifier", ["%7Bid%7D", "id"])  # curl takes the braces of the page's command for a list
def test_the_page_s_own_command_shows_every_field_of_the_page(wapikit, identifier):
    contact = wapikit.get(f"/contacts/{identifier}")["contact"]
    nested = ["numberOfCampaignsSent", "label", "campaignId", "organizationId", "contactId", "initiatedBy", "messages"]
    inner = ["conversationId", "replyToMessageId", "whatsAppMessageId", "messageType", "messageData", "text"]
    assert [name for name in (*nested, *inner) if not list(_values(contact, name))] == []
