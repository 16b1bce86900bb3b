"""What a client wrote is one entity, whoever shows it: wrapped, listed, beside examples, below an owner."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def club(start):
    return start(HERE / "club.yaml")


SENT = {"name": "n1", "description": "d1"}


def test_a_wrapper_that_answers_have_holds_the_entity(club):
    made = club("POST", "/event_orchestrations", {"orchestration": SENT}).body["orchestration"]
    assert {name: made[name] for name in SENT} == SENT
    assert club.get(f"/event_orchestrations/{made['id']}") == {"orchestration": made}
    assert club.get("/event_orchestrations")["orchestrations"][0] == made
    changed = club("PUT", f"/event_orchestrations/{made['id']}", {"orchestration": {**SENT, "name": "n2"}}).body
    assert changed == {"orchestration": {**made, "name": "n2"}}


def test_the_wrapper_of_the_read_operation_counts_where_a_write_answers_nothing(club):
    club("PATCH", "/event_orchestrations/x", {"orchestration": {**SENT, "name": "n3"}})
    assert club.get("/event_orchestrations/x")["orchestration"]["name"] == "n3"


def test_a_wrapper_may_say_more_than_the_kind_but_a_part_is_none(club):
    made = club("POST", "/devices/codes", {"device_code": {"name": "Counter 1"}}).body["device_code"]
    assert made["name"] == "Counter 1"
    assert club.get(f"/devices/codes/{made['id']}")["device_code"] == made
    group = {"title": "Ours", "parent_group": {"title": "Theirs"}}
    assert club("PUT", "/groups/g1", group).body == group == club.get("/groups/g1")


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        pytest.param("PUT", "/appearance", {"theme": {"color": "red", "font": "Inter"}}, id="single"),
        pytest.param("POST", "/enrolments", {"orchestration": SENT}, id="only added to"),
    ],
)
def test_what_is_wrapped_both_ways_is_remembered(club, method, path, sent):
    answered = club(method, path, sent)
    assert answered.headers["x-mock-source"] == "state"
    (name, told), *_ = answered.body.items()
    assert {key: told[key] for key in sent[name]} == sent[name]
    if method == "PUT":
        assert club.get(path) == sent


def test_the_example_of_the_details_is_not_about_a_new_entity(club):
    made = club("POST", "/bookings", {"who": "me"}).body
    assert club.get(f"/bookings/{made['id']}") == made
    assert club.get("/bookings")[0] == made
    changed = club("PATCH", f"/bookings/{made['id']}", {"who": "you"}).body
    assert changed == {**made, "who": "you"} == club.get(f"/bookings/{made['id']}")


def test_a_new_entity_is_what_it_was_answered_to_be_whatever_other_schemas_allow(club):
    made = club("POST", "/jobs", {"n": 1}).body
    job = club.get(f"/jobs/{made['id']}")
    assert job == {name: made[name] for name in ("id", "status", "code", "score", "steps")}
    assert club.get("/jobs")[0] == {name: made[name] for name in ("id", "status", "code")}
    assert club("PATCH", f"/jobs/{made['id']}", {"score": 70}).body == {"id": made["id"], "score": 70}
    assert club.get(f"/jobs/{made['id']}") == {**job, "score": 70}


def test_an_entity_that_a_put_makes_is_the_same_in_its_list(club):
    club("PUT", "/bookings/mine", {"who": "me", "place": {"room": "1"}})
    shown = club.get("/bookings/mine")
    assert (shown["who"], shown["place"]) == ("me", {"room": "1"})
    assert next(one for one in club.get("/bookings") if one["id"] == "mine") == shown


@pytest.mark.parametrize("booking", ["/bookings/b1", "/bookings/nobody-has-this-id"])
def test_a_patch_changes_what_it_says_of_what_an_example_shows(club, booking):
    before = club.get(booking)
    after = club("PATCH", booking, {"place": {"room": "14"}}).body
    assert after == {**before, "place": {"room": "14", "floor": "3"}}
    assert club.get(booking) == after


def test_the_details_start_from_what_the_lists_example_says(club):
    first, second = club.get("/segments")["segments"]
    details = club.get("/segments/s1")
    assert details == {"id": "s1", "name": "Regulars", "size": {"count": 9, "unit": "people"}, "note": "of old"}
    assert {name: details[name] for name in ("id", "name")} == {name: first[name] for name in ("id", "name")}
    assert club.get("/segments/s2").items() >= second.items()


def test_the_example_of_a_lists_schema_says_who_is_in_it(club):
    club("POST", "/segments", {"id": "s3", "name": "New"})
    assert [one["id"] for one in club.get("/segments")["segments"]] == ["s3", "s1", "s2"]
    assert club.get("/segments/s3")["name"] == "New"
    assert club.get("/segments/s1")["name"] == "Regulars"


def test_the_details_of_another_kind_than_their_example_are_those_of_the_list(club):
    for listed in club.get("/addons"):
        assert club.get(f"/addons/{listed['id']}") == listed


def test_a_member_that_was_taken_away_is_in_no_list(club):
    made = club("POST", "/projects/p1/users", {"role": "x"}).body
    assert made.keys() == {"id", "role"}
    member, user = f"/projects/p1/users/{made['id']}", f"/users/{made['id']}"
    assert club.get("/projects/p1/users")[0] == club.get(member) == made
    assert [one["id"] for one in club.get(user)["projects"]] == ["p1"]
    assert club("DELETE", member).status == 204
    assert club("GET", member).status == 404
    assert made["id"] not in [one["id"] for one in club.get("/projects/p1/users")]
    assert club.get(user)["projects"] == []


def test_a_member_that_was_always_there_can_be_taken_away(club):
    first, *others = club.get("/projects/p1/users")
    assert club("DELETE", f"/projects/p1/users/{first['id']}").status == 204
    assert club.get("/projects/p1/users") == others


@pytest.mark.parametrize(
    ("sent", "known"),
    [
        pytest.param({"guest_id": "g1"}, True, id="by the kind and the variable"),
        pytest.param({"host_id": "g1"}, False, id="of somebody else"),
        pytest.param({"guest_id": "g" * 41}, False, id="no id of the schema"),
    ],
)
def test_the_id_that_a_client_gives_by_the_kinds_name_is_the_entitys(club, sent, known):
    made = club("POST", "/clubs/c1/guests", sent).body
    assert (made["id"] in sent.values()) is known
    assert club.get(f"/clubs/c1/guests/{made['id']}") == made


def test_null_outside_of_a_list_of_values_is_not_answered(club):
    listed = club("GET", "/notes")
    assert listed.headers["x-mock-source"] == "generated"
    assert {one.get("method", "GET") for one in listed.body} <= {"GET", "POST"}
    assert club("POST", "/notes", {"id": "1", "method": None}).body == {"id": "1"}
    assert club.get("/notes/1") == {"id": "1"}
    club("PUT", "/notes/1", {"id": "1", "method": "GET"})
    assert club("PUT", "/notes/1", {"id": "1", "method": None}).body == {"id": "1"} == club.get("/notes/1")


def test_several_that_are_new_are_answered_as_they_were_sent(club):
    sent = [{"day": "Monday", "hours": 3}, {"day": "Friday", "hours": 5}]
    made = club("POST", "/shifts", {"shifts": sent}).body["shifts"]
    assert [{name: one[name] for name in ("day", "hours")} for one in made] == sent
    assert [club.get(f"/shifts/{one['id']}") for one in made] == made


@pytest.mark.parametrize(
    ("query", "named"),
    [
        pytest.param("limit=2&zork=1", "zork", id="undeclared"),
        pytest.param("zork=1&bar%20x=2", "bar%20x, zork", id="several"),
        pytest.param("limit=2", None, id="heeded"),
        pytest.param("__seed=x", None, id="for the mock"),
    ],
)
def test_a_list_names_what_it_does_not_declare(club, query, named):
    assert club("GET", f"/bookings?{query}").headers.get("x-mock-unheeded") == named
