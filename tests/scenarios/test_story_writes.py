"""The finer points of writing: server-side fields, patches, conditions, repeated keys, cursors, nested collections."""

from pathlib import Path

import pytest

from mockserver.errors import UsageError

THINGS = Path(__file__).with_name("things.yaml")
BODY = {"name": "Lamp", "color": "red", "note": "old", "secret": "hush", "size": {"width": 3, "height": 4}}


@pytest.fixture
def things(start):
    return start(THINGS)


def create(things, **values):
    answered = things("POST", "/things", {**BODY, **values})
    assert answered.status == 201, answered.content
    return answered


def test_the_server_fills_in_what_is_its_own(things):
    made = create(things, id="5a1f2c3d-0000-4000-8000-000000000000", created_at="2001-01-01T00:00:00Z")
    thing = made.body
    assert thing["id"] != "5a1f2c3d-0000-4000-8000-000000000000"
    assert thing["created_at"] == thing["updated_at"] > "2024"
    assert "secret" not in thing
    assert {name: thing[name] for name in ("name", "color", "note", "size")} == {
        name: BODY[name] for name in ("name", "color", "note", "size")
    }
    assert made.headers["location"] == f"/things/{thing['id']}"
    assert things.get(made.headers["location"]) == thing
    assert thing["parts_count"] == 0


def test_what_was_not_sent_is_not_made_up(things):
    thing = things("POST", "/things", {"name": "Lamp", "color": "red"}).body
    assert set(thing) == {"id", "name", "color", "parts_count", "created_at", "updated_at"}


def test_put_replaces_and_updated_at_moves(things):
    thing = create(things).body
    target = f"/things/{thing['id']}"
    put = things("PUT", target, {"name": "Sofa", "color": "blue"}).body
    assert put == {**{k: thing[k] for k in ("id", "parts_count", "created_at")}, "name": "Sofa", "color": "blue",
                   "updated_at": put["updated_at"]}  # fmt: skip
    assert put["updated_at"] > thing["updated_at"]
    assert things.get(target) == put


def test_a_merge_patch_changes_members_and_removes_by_null(things):
    thing = create(things).body
    target = f"/things/{thing['id']}"
    body = b'{"size": {"height": null, "width": 9}, "note": null}'
    patched = things("PATCH", target, body, content_type="application/merge-patch+json").body
    assert patched["size"] == {"width": 9}
    assert "note" not in patched
    assert (patched["name"], patched["color"]) == ("Lamp", "red")
    assert things.get(target) == patched


def test_a_json_patch_is_applied_as_a_whole_or_not_at_all(things):
    thing = create(things).body
    target = f"/things/{thing['id']}"
    kind = "application/json-patch+json"
    good = b'[{"op": "test", "path": "/name", "value": "Lamp"}, {"op": "replace", "path": "/size/width", "value": 7}]'
    patched = things("PATCH", target, good, content_type=kind).body
    assert patched["size"] == {"width": 7, "height": 4}
    bad = b'[{"op": "replace", "path": "/name", "value": "X"}, {"op": "test", "path": "/color", "value": "blue"}]'
    refused = things("PATCH", target, bad, content_type=kind)
    assert refused.status == 422
    assert refused.body["detail"] == (
        "patchThing: body (whole): operation 1 (test): '/color' is not the value that it tests for"
    )  # fmt: skip
    assert things.get(target) == patched


def test_what_the_schema_does_not_allow_is_not_shown(start):
    lenient = start(THINGS, validate="off")
    thing = lenient("POST", "/things", {"name": "", "color": "pink", "note": "kept", "size": {"width": "x"}}).body
    assert thing["color"] in ("red", "green", "blue")
    assert thing["name"]
    assert thing["note"] == "kept"
    assert "pink" not in str(thing)


def test_a_deleted_entity_is_answered_as_documented_and_so_is_what_was_below(things):
    thing = create(things).body
    target = f"/things/{thing['id']}"
    assert things("DELETE", target).status == 204
    gone = things("GET", target)
    assert (gone.status, gone.body) == (404, {"error": "not_found"})
    assert things("DELETE", target).status == 204  # no failure is documented, and the effect is the same as once
    undocumented = things("GET", f"{target}/parts")
    assert undocumented.status == 404
    assert undocumented.body["type"] == "urn:mockserver:errors#NOT_FOUND"
    assert things("GET", f"{target}/parts/1").status == 404


def test_parts_belong_to_their_thing(things):
    one, other = create(things).body, create(things).body
    assert things.get(f"/things/{one['id']}/parts") == []
    part = things("POST", f"/things/{one['id']}/parts", {"label": "Shade"})
    assert (part.status, part.body["label"]) == (201, "Shade")
    number = part.body["number"]
    assert part.headers["location"] == f"/things/{one['id']}/parts/{number}"
    assert things.get(f"/things/{one['id']}/parts") == [part.body]
    assert things.get(f"/things/{one['id']}/parts/{number}") == part.body
    assert things.get(f"/things/{other['id']}/parts") == []
    assert things("DELETE", f"/things/{one['id']}/parts/{number}").status == 204
    assert things("GET", f"/things/{one['id']}/parts/{number}").status == 404


def test_generated_things_have_parts_that_are_found_again(things):
    thing = things.get("/things?limit=1")["data"][0]
    parts = things.get(f"/things/{thing['id']}/parts")
    assert len(parts) > 3
    assert [things.get(f"/things/{thing['id']}/parts/{part['number']}") for part in parts] == parts


def test_cursors_and_links_lead_through_everything_once(things):
    create(things)
    seen, target = [], "/things?limit=9"
    while True:
        answered = things("GET", target)
        page = answered.body
        seen += [thing["id"] for thing in page["data"]]
        assert page["has_more"] == ('rel="next"' in answered.headers.get("link", ""))
        if not page["has_more"]:
            assert page["next_cursor"] is None
            break
        target = f"/things?limit=9&cursor={page['next_cursor']}"
    assert len(seen) == len(set(seen)) == page["total_count"]


def test_search_sort_and_lists_of_values(things):
    for number, color in enumerate(("red", "green", "blue")):
        create(things, name=f"Zyx {number}", color=color)
    found = things.get("/things?q=zYx&limit=50&sort=-name")
    assert [thing["name"] for thing in found["data"]] == ["Zyx 2", "Zyx 1", "Zyx 0"]
    assert found["total_count"] == 3
    both = things.get("/things?color=red,blue&limit=50&q=Zyx")
    assert {thing["color"] for thing in both["data"]} == {"red", "blue"}


def test_a_single_entity_remembers_too(things):
    before = things.get("/settings")
    theme = "light" if before["theme"] == "dark" else "dark"
    assert things("PATCH", "/settings", {"theme": theme}).body == {**before, "theme": theme}
    assert things.get("/settings") == {**before, "theme": theme}


def test_an_etag_spares_the_body_and_guards_the_update(things):
    thing = create(things).body
    target = f"/things/{thing['id']}"
    first = things("GET", target)
    tag = first.headers["etag"]
    same = things("GET", target, if_none_match=f'"other", W/{tag}')
    assert (same.status, same.content, same.headers["etag"]) == (304, b"", tag)
    body = {"name": "Sofa", "color": "blue"}
    lost = things("PUT", target, body, if_match='"other"')
    assert (lost.status, lost.headers["etag"]) == (412, tag)
    assert things("PUT", target, body, if_match=tag).status == 200
    assert things("GET", target, if_none_match=tag).status == 200
    assert things("DELETE", target, if_match=tag).status == 412
    assert things("PUT", target, body, if_none_match="*").status == 412
    assert things("DELETE", target, if_match="*").status == 204
    assert things("PUT", target, body, if_match="*").status == 412


def test_a_key_makes_a_repeated_write_happen_once(things):
    total = things.get("/things")["total_count"]
    one = things("POST", "/things", BODY, idempotency_key="k1")
    again = things("POST", "/things", BODY, idempotency_key="k1")
    assert (again.status, again.body) == (one.status, one.body)
    assert again.headers["idempotent-replayed"] == "true"
    assert things.get("/things")["total_count"] == total + 1
    assert things("POST", "/things", {**BODY, "name": "Other"}, idempotency_key="k1").status == 422
    assert things("POST", "/things", BODY, idempotency_key="k2").body["id"] != one.body["id"]
    assert (
        things.session("else")("POST", "/things", BODY, idempotency_key="k1").headers.get("idempotent-replayed") is None
    )


def test_a_seed_stands_in_the_place_of_the_population(start, tmp_path):
    seed = tmp_path / "seed.json"
    rows = ", ".join(f'{{"name": "Thing {number}", "color": "red"}}' for number in range(137))
    seed.write_text(f'{{"things": [{rows}]}}')
    things = start(THINGS, state_seed=str(seed))
    assert things.get("/things")["total_count"] == 137
    names = {thing["name"] for page in (things.get("/things?limit=50"),) for thing in page["data"]}
    assert len(names) == 50
    assert all(name.startswith("Thing ") for name in names)
    other = things.session("fresh").get("/things")["total_count"]
    assert other != 137


YAML_SEED = """
things:
  # two, and nobody else
  - {name: Spade, color: red}
  - name: "Rake, small"
    color: blue
"""


@pytest.mark.parametrize("name", ["seed.yaml", "seed.yml", "seed"])
def test_a_seed_may_be_written_in_yaml(start, tmp_path, name):
    seed = tmp_path / name
    seed.write_text(YAML_SEED)
    page = start(THINGS, state_seed=str(seed)).get("/things")
    assert sorted((one["name"], one["color"]) for one in page["data"]) == [("Rake, small", "blue"), ("Spade", "red")]
    assert page["total_count"] == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("things: [{name: Spade", "seed.yaml:2: "),
        ('{"things": [}', "seed.yaml:1: the JSON is malformed: expecting value (column 13)"),
        ("- things", "is no object"),
        ("spoons: [{name: Spoon}]", "no collection 'spoons'"),
    ],
)
def test_a_seed_that_cannot_be_read_stops_the_start_and_says_where(start, tmp_path, text, told):
    seed = tmp_path / "seed.yaml"
    seed.write_text(text)
    with pytest.raises(UsageError) as raised:
        start(THINGS, state_seed=str(seed))
    assert told in str(raised.value)


def test_a_body_is_proved_whatever_was_written(things):
    operation = things.engine.contract.operation("getThing")
    thing = create(things).body
    for method, body in (("PUT", {"name": "A", "color": "green"}), ("PATCH", b'{"size": {"width": "x"}, "name": 5}')):
        things(
            method,
            f"/things/{thing['id']}",
            body,
            content_type="application/json" if method == "PUT" else "application/merge-patch+json",
        )
        shown = things.get(f"/things/{thing['id']}")
        bundle = operation.responses["200"].content["application/json"].schema("response")
        assert bundle.validator.is_valid(shown)
