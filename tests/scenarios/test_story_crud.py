"""What is written is fetched again, listed, counted, changed and deleted: by every operation that shows it."""

import pytest

NEW = {
    "name": "Ada Byron",
    "phone": "+442071234567",
    "status": "Active",
    "attributes": {"plan": "Gold"},
    "listsIds": [],
}


def create_contact(client, **values):
    answered = client("POST", "/contacts", [{**NEW, **values}])
    assert answered.status == 200
    return client.get("/contacts?page=1&per_page=1")["contacts"][0]


def create_list(client, **values):
    answered = client("POST", "/lists", {"name": "Readers", "tags": [], **values})
    assert answered.status == 200
    return answered.body["list"]


def test_a_list_is_created_read_changed_and_deleted(wapikit):
    before = wapikit.get("/lists?page=1&per_page=1")["paginationMeta"]["total"]
    made = create_list(wapikit, description="Who reads everything.")
    assert (made["name"], made["description"], made["numberOfContacts"]) == ("Readers", "Who reads everything.", 0)
    target = f"/lists/{made['uniqueId']}"
    assert wapikit.get(target) == {"list": made}
    page = wapikit.get("/lists?page=1&per_page=500")
    assert page["paginationMeta"]["total"] == before + 1 == len(page["lists"])
    assert [one for one in page["lists"] if one["uniqueId"] == made["uniqueId"]] == [made]
    changed = wapikit("POST", target, {"name": "Writers", "tags": []}).body["list"]
    assert changed == {**made, "name": "Writers"}
    assert wapikit.get(target)["list"] == changed
    assert wapikit("DELETE", target).status == 200
    gone = wapikit("GET", target)
    assert (gone.status, gone.headers["x-mock-source"], set(gone.body)) == (404, "state", {"message"})
    assert wapikit("DELETE", target).status == 404
    assert wapikit("POST", target, {"name": "Again", "tags": []}).status == 404
    assert wapikit.get("/lists?page=1&per_page=1")["paginationMeta"]["total"] == before


def test_a_contact_is_what_was_sent_and_nothing_else(wapikit):
    made = create_contact(wapikit)
    assert made | {"uniqueId": "", "createdAt": ""} == {
        "uniqueId": "", "name": "Ada Byron", "phone": "+442071234567", "attributes": {"plan": "Gold"}, "createdAt": "",
        "lists": [], "tags": [], "conversations": [], "status": "Active",
    }  # fmt: skip
    assert wapikit.get(f"/contacts/{made['uniqueId']}") == {"contact": made}
    other = create_contact(wapikit)
    assert other["uniqueId"] != made["uniqueId"]


def test_a_generated_contact_can_be_changed_and_deleted(wapikit):
    before = wapikit.get("/contacts?page=2&per_page=5")
    victim = before["contacts"][3]
    target = f"/contacts/{victim['uniqueId']}"
    change = {"name": "New Name", "status": "Blocked", "phone": "+1", "attributes": {}, "lists": []}
    assert wapikit("POST", target, change).status == 200
    seen = wapikit.get("/contacts?page=2&per_page=5")["contacts"][3]
    assert seen == {**victim, **change}
    assert wapikit.get(target)["contact"] == seen
    assert wapikit("DELETE", target).status == 200
    after = wapikit.get("/contacts?page=2&per_page=5")
    assert after["paginationMeta"]["total"] == before["paginationMeta"]["total"] - 1
    assert victim["uniqueId"] not in {contact["uniqueId"] for contact in after["contacts"]}


def test_adding_contacts_to_a_list_changes_its_count_everywhere(wapikit):
    made = create_list(wapikit)
    target = f"/lists/{made['uniqueId']}"
    first = create_contact(wapikit, listsIds=[made["uniqueId"]])
    assert [(one["name"], one["numberOfContacts"]) for one in first["lists"]] == [("Readers", 1)]
    generated = wapikit.get("/contacts?page=3&per_page=5")["contacts"][0]
    change = {key: generated[key] for key in ("name", "status", "phone", "attributes")}
    wapikit("POST", f"/contacts/{generated['uniqueId']}", {**change, "lists": [made["uniqueId"]]})
    assert wapikit.get(target)["list"]["numberOfContacts"] == 2
    on_list = wapikit.get(f"/contacts?page=1&per_page=10&list_id={made['uniqueId']}")
    assert on_list["paginationMeta"]["total"] == 2
    assert {one["uniqueId"] for one in on_list["contacts"]} == {first["uniqueId"], generated["uniqueId"]}
    wapikit("DELETE", f"/contacts/{first['uniqueId']}")
    assert wapikit.get(target)["list"]["numberOfContacts"] == 1
    wapikit("DELETE", f"/contacts?id={made['uniqueId']}")
    assert wapikit("GET", f"/contacts/{generated['uniqueId']}").status == 404
    assert wapikit.get(target)["list"]["numberOfContacts"] == 0


def test_a_list_that_is_made_with_contacts_has_them(wapikit):
    generated = wapikit.get("/contacts?page=2&per_page=2")["contacts"]
    ids = [contact["uniqueId"] for contact in generated]
    made = create_list(wapikit, contactIds=ids)
    assert wapikit.get(f"/lists/{made['uniqueId']}")["list"]["numberOfContacts"] == 2
    for before in generated:
        now = wapikit.get(f"/contacts/{before['uniqueId']}")["contact"]
        assert [one["uniqueId"] for one in now["lists"]] == [
            *(one["uniqueId"] for one in before["lists"]), made["uniqueId"],
        ]  # fmt: skip


def test_a_generated_count_goes_up_by_one(wapikit):
    some = wapikit.get("/lists?page=2&per_page=1")["lists"][0]
    create_contact(wapikit, listsIds=[some["uniqueId"]])
    assert wapikit.get(f"/lists/{some['uniqueId']}")["list"] == {
        **some, "numberOfContacts": some["numberOfContacts"] + 1,
    }  # fmt: skip


def test_a_new_name_is_seen_where_the_entity_is_embedded_and_a_deleted_one_is_not(wapikit):
    contacts = wapikit.get("/contacts?page=1&per_page=500")["contacts"][3:]
    contact = next(one for one in contacts if len(one["lists"]) > 1)
    first, *others = contact["lists"]
    wapikit("POST", f"/lists/{first['uniqueId']}", {"name": "Renamed", "tags": []})
    target = f"/contacts/{contact['uniqueId']}"
    assert wapikit.get(target)["contact"]["lists"][0]["name"] == "Renamed"
    wapikit("DELETE", f"/lists/{first['uniqueId']}")
    assert wapikit.get(target)["contact"]["lists"] == others


def test_a_message_that_is_sent_is_in_its_conversation(wapikit):
    contact = wapikit.get("/contacts/42")["contact"]
    conversation = contact["conversations"][0]
    before = len(conversation["messages"])
    base = f"/conversation/{conversation['uniqueId']}"
    data = {"messageType": "Text", "text": "Is it in stock?"}
    sent = wapikit("POST", f"{base}/messages", {"createdAt": "2025-02-18T10:15:00Z", "messageData": data})
    assert sent.status == 200, sent.content
    page = wapikit.get(f"{base}/messages?page=1&per_page=50")
    assert page["paginationMeta"]["total"] == before + 1
    new = page["messages"][0]
    assert new["conversationId"] == conversation["uniqueId"]
    assert (new["messageType"], new["messageData"]) == ("Text", {"text": "Is it in stock?"})
    assert sent.body["message"] == new
    assert len(wapikit.get(base)["conversation"]["messages"]) == before + 1
    again = wapikit.get("/contacts/42")["contact"]["conversations"][0]
    assert len(again["messages"]) == before + 1


CSV = "name,phone,status\r\nZoë Quin,+4930111,Active\r\nYan Li,+4930112,Blocked\r\n"


def multipart(text):
    head = 'Content-Disposition: form-data; name="file"; filename="contacts.csv"\r\nContent-Type: text/csv'
    return f"--b\r\n{head}\r\n\r\n{text}\r\n--b--\r\n".encode()


def test_contacts_are_imported_from_a_file(wapikit):
    before = wapikit.get("/contacts?page=1&per_page=1")["paginationMeta"]["total"]
    sent = wapikit("POST", "/contacts/bulk-import", multipart(CSV), content_type="multipart/form-data; boundary=b")
    assert sent.status == 200
    page = wapikit.get("/contacts?page=1&per_page=2")
    assert page["paginationMeta"]["total"] == before + 2
    assert {(one["name"], one["phone"], one["status"]) for one in page["contacts"]} == {
        ("Zoë Quin", "+4930111", "Active"), ("Yan Li", "+4930112", "Blocked"),
    }  # fmt: skip


@pytest.mark.parametrize("size", [1, 10, 50, 137, 200])
def test_137_contacts_are_paged_through_with_any_size(wapikit, size):
    base = wapikit.get("/contacts?page=1&per_page=1")["paginationMeta"]["total"]
    wapikit("POST", "/contacts", [{**NEW, "name": f"Reader {n}"} for n in range(137)])
    names, page = [], 1
    while True:
        got = wapikit.get(f"/contacts?page={page}&per_page={size}")
        assert got["paginationMeta"] == {"page": page, "per_page": size, "total": base + 137}
        if not got["contacts"]:
            break
        names += [contact["name"] for contact in got["contacts"]]
        page += 1
    assert len(names) == base + 137
    assert sorted(name for name in names if name.startswith("Reader ")) == sorted(f"Reader {n}" for n in range(137))


def test_two_sessions_do_not_see_each_other(wapikit):
    one, other = wapikit.session("one"), wapikit.session("other")
    untouched = wapikit.get("/lists?page=1&per_page=50")
    made = create_list(one)
    assert one.get(f"/lists/{made['uniqueId']}")["list"] == made
    assert other.get("/lists?page=1&per_page=50") == untouched == wapikit.get("/lists?page=1&per_page=50")
    victim = untouched["lists"][0]["uniqueId"]
    assert other("DELETE", f"/lists/{victim}").status == 200
    assert other("GET", f"/lists/{victim}").status == 404
    assert one("GET", f"/lists/{victim}").status == wapikit("GET", f"/lists/{victim}").status == 200


def test_a_fixture_gives_way_to_what_was_written_over_it(wapikit):
    target = "/contacts/1f0a6c7e-4b52-4d9a-8e3f-6a2c9b7d5e11"
    asha = wapikit.get(target)["contact"]
    change = {"name": "Asha R.", "status": "Active", "phone": asha["phone"], "attributes": {}, "lists": []}
    assert wapikit("POST", target, change).status == 200
    assert wapikit.get(target)["contact"] == {**asha, **change}
    wapikit("DELETE", target)
    assert wapikit("GET", target).status == 404


def test_an_error_that_is_asked_for_writes_nothing(wapikit):
    before = wapikit.get("/lists?page=1&per_page=1")["paginationMeta"]["total"]
    assert wapikit("POST", "/lists", {"name": "No", "tags": []}, prefer="code=401").status == 401
    assert wapikit("POST", "/lists", {"tags": []}).status == 400
    assert wapikit.get("/lists?page=1&per_page=1")["paginationMeta"]["total"] == before


def test_stateless_forgets_but_still_echoes(start):
    client = start(stateless=True)
    client.base = "/api"
    made = client("POST", "/lists", {"name": "Readers", "tags": []}).body["list"]
    assert made["name"] == "Readers"
    assert client.get(f"/lists/{made['uniqueId']}")["list"]["name"] != "Readers"
    target = "/contacts/42"
    change = {"name": "Echo", "status": "Active", "phone": "+1", "attributes": {}, "lists": []}
    assert client("POST", target, change).body["contact"]["name"] == "Echo"
    assert client.get(target)["contact"]["name"] != "Echo"
