"""The nouns of the admin API, each through requests and answers; every answer is held to its own description."""

import orjson
import pytest

from mockserver.contract import Found, compile_contract
from mockserver.document import load
from mockserver.messages import Request
from mockserver.serve.admin.routing import ROUTES
from mockserver.serve.assemble import build
from mockserver.settings import Settings

PET = {"id": 7, "name": "Zorro", "kind": "dog"}


class Asking:
    """Asks a mock and its admin API, and judges what the latter says by its description."""

    def __init__(self, engine, described):
        self.engine = engine
        self.described = described

    def __call__(self, method, target, body=None, headers=None):
        path, _, query = target.partition("?")
        data = b"" if body is None else orjson.dumps(body)
        fields = {"host": "localhost", **({"content-type": "application/json"} if data else {})}
        fields |= {name.lower(): value for name, value in (headers or {}).items()}
        response = self.engine.handle(Request(method, path, query, fields, data)).response
        if path.startswith("/__admin"):
            found = self.described.match(method, path)
            assert isinstance(found, Found)
            assert found.operation.judge_response(response) == ()
        if response.header("content-type") in ("application/json", "application/problem+json"):
            return response.status, orjson.loads(response.body)
        return response.status, response.body


@pytest.fixture(scope="session")
def described(root):
    return compile_contract(load(root / "mockserver" / "serve" / "admin.openapi.yaml"))


@pytest.fixture
def make(pets, described, tmp_path):
    def make_asking(**settings):
        return Asking(build(Settings(spec=(pets,), cache=False).changed(**settings)), described)

    return make_asking


@pytest.fixture
def ask(make):
    return make()


def stub(path="/pets/7", body=PET, status=200, **more):
    request = {"method": "GET", "urlPath": path}
    return {"request": request, "response": {"status": status, "jsonBody": body}, **more}


def name_of(ask, path="/pets/7", **headers):
    return ask("GET", path, headers=headers)[1]["name"]


def test_every_operation_of_the_description_has_its_route(described):
    assert {operation.id for operation in described.operations} == {*ROUTES, "streamEvents"}


def test_an_override_is_added_shown_replaced_and_removed(ask):
    status, made = ask("POST", "/__admin/mappings", stub())
    assert (status, made["x-operation"]) == (201, "getPet")
    assert name_of(ask) == "Zorro"
    where = f"/__admin/mappings/{made['id']}"
    assert ask("GET", where)[1]["response"]["jsonBody"] == PET
    assert ask("PUT", where, stub(body={**PET, "name": "Max"}))[0] == 200
    assert name_of(ask) == "Max"
    assert ask("GET", "/__admin/mappings")[1]["meta"] == {"total": 1}
    assert ask("DELETE", where) == (204, b"")
    assert name_of(ask) not in ("Zorro", "Max")
    assert [ask(method, where, body)[0] for method, body in (("GET", None), ("PUT", stub()), ("DELETE", None))] == [
        404
    ] * 3


def test_an_override_is_served_where_the_same_was_answered_before(ask):
    before = ask("GET", "/pets/7")
    assert ask("GET", "/pets/7") == before
    ask("POST", "/__admin/mappings", stub())
    assert name_of(ask) == "Zorro"
    ask("POST", "/__admin/mappings/reset")
    assert ask("GET", "/pets/7") == before


def test_the_urgent_and_then_the_newest_answers(ask):
    for name, priority in (("old", 5), ("new", 5), ("rare", 9)):
        ask("POST", "/__admin/mappings", stub(body={**PET, "name": name}, priority=priority))
    assert name_of(ask) == "new"
    ask("POST", "/__admin/mappings", stub(body={**PET, "name": "first"}, priority=1))
    assert name_of(ask) == "first"


def test_a_one_shot_answers_as_often_as_it_says(ask):
    generated = name_of(ask)
    ask("POST", "/__admin/mappings", stub(times=2))
    assert [name_of(ask) for _ in range(3)] == ["Zorro", "Zorro", generated]
    ask("POST", "/__admin/scenarios/reset")
    assert name_of(ask) == "Zorro"


def test_an_override_that_breaks_the_contract_is_refused_with_findings(ask):
    status, problem = ask("POST", "/__admin/mappings", stub(body={"id": "seven", "name": "Zorro"}))
    assert status == 422
    assert ("/then/body/id", "type") in {(one["pointer"], one["code"]) for one in problem["findings"]}
    assert '"contract": "off" allows it' in problem["detail"]
    assert ask("POST", "/__admin/mappings", stub("/no/such"))[0] == 422
    assert ask("POST", "/__admin/mappings", stub(status=418))[0] == 422
    assert ask("GET", "/__admin/mappings")[1]["mappings"] == []


def test_an_override_may_break_the_contract_on_purpose(ask):
    assert ask("POST", "/__admin/mappings", stub(body={"odd": 1}, status=418, contract="off"))[0] == 201
    assert ask("GET", "/pets/7") == (418, {"odd": 1})
    assert ask("POST", "/__admin/mappings", stub("/no/such", {"free": True}, contract="off"))[0] == 201
    assert ask("GET", "/no/such") == (200, {"free": True})
    assert ask("GET", "/no/such/2")[0] == 404


def test_a_lawless_override_answers_requests_that_break_the_contract_and_a_lawful_one_does_not(ask):
    wrong = {
        "request": {"method": "GET", "urlPathPattern": "/pets/.+"},
        "response": {"status": 404, "jsonBody": {"message": "x"}},
    }
    ask("POST", "/__admin/mappings", wrong)
    assert ask("GET", "/pets/word")[0] == 422
    ask("POST", "/__admin/mappings", {**wrong, "contract": "off"})
    assert ask("GET", "/pets/word") == (404, {"message": "x"})


def test_all_three_shapes_are_imported_together_or_not_at_all(ask):
    ours = {
        "id": "ours",
        "when": {"operationId": "getPet", "path": {"id": 1}},
        "then": {"body": {**PET, "id": 1, "name": "A"}},
    }
    specmatic = {
        "http-request": {"method": "GET", "path": "/pets/2"},
        "http-response": {"status": 200, "body": {"id": 2, "name": "B", "kind": "cat"}},
    }
    status, made = ask(
        "POST", "/__admin/mappings/import", {"mappings": [ours, specmatic, stub("/pets/3", {**PET, "name": "C"})]}
    )
    assert (status, made["ids"][0], made["meta"]) == (200, "ours", {"total": 3})
    assert [name_of(ask, f"/pets/{number}") for number in (1, 2, 3)] == ["A", "B", "C"]
    ask("DELETE", "/__admin/mappings")
    status, _ = ask(
        "POST", "/__admin/mappings/import", {"mappings": [ours, stub(status=418), {"request": {"urlPth": ""}}]}
    )
    assert status == 422
    assert ask("GET", "/__admin/mappings")[1]["mappings"] == []


def test_placeholders_are_filled_from_the_request(ask):
    body = {"id": "{{ request.path.id }}", "name": "{{ request.query.who }} at {{ now format='%Y' }}", "kind": "dog"}
    tree = {"when": {"operationId": "getPet"}, "then": {"body": body, "headers": {"X-Who": "{{ request.query.who }}"}}}
    assert ask("POST", "/__admin/mappings", tree)[0] == 201
    assert ask("GET", "/pets/12?who=Ann")[1]["name"].startswith("Ann at 20")
    assert ask("GET", "/pets/12?who=Ann")[1]["id"] == 12
    assert ask("GET", "/pets/12?who=Bo")[1]["name"].startswith("Bo at")


def test_placeholders_show_entities_as_the_session_sees_them(ask):
    body = {**PET, "name": "friend of {{ state.pet.9.name }}"}
    ask("POST", "/__admin/mappings", {"when": {"operationId": "getPet", "path": {"id": 7}}, "then": {"body": body}})
    assert len(name_of(ask)) > len("friend of ")
    assert ask("PUT", "/pets/9", {"name": "Renamed"})[0] == 200
    assert name_of(ask) == "friend of Renamed"
    assert name_of(ask, **{"X-Mock-Session": "b"}) != "friend of Renamed"
    assert ask("DELETE", "/pets/9")[0] == 204
    assert name_of(ask) == "friend of "


def test_sessions_do_not_see_each_other(ask):
    ask("POST", "/__admin/mappings", stub(), {"X-Mock-Session": "a"})
    generated = name_of(ask)
    assert name_of(ask, **{"X-Mock-Session": "a"}) == "Zorro"
    assert name_of(ask, **{"X-Mock-Session": "b"}) == generated != "Zorro"
    assert len(ask("GET", "/__admin/mappings?session=a")[1]["mappings"]) == 1
    assert ask("GET", "/__admin/mappings?session=b")[1]["mappings"] == []
    assert [ask("POST", f"/__admin/requests/count?session={name}", {})[1]["count"] for name in ("a", "b", "", "*")] == [
        1,
        1,
        1,
        3,
    ]
    ask("POST", "/__admin/mappings", stub(body={**PET, "name": "All"}))
    assert [name_of(ask, **{"X-Mock-Session": name}) for name in ("a", "b")] == ["Zorro", "All"]
    assert [one["name"] for one in ask("GET", "/__admin/sessions")[1]["sessions"]] == ["a", "b"]
    assert [ask("DELETE", "/__admin/sessions/a")[0] for _ in range(2)] == [204, 404]
    assert name_of(ask, **{"X-Mock-Session": "a"}) == "All"


def test_scenarios_are_listed_moved_and_reset(ask):
    scenario = {"scenarioName": "door", "requiredScenarioState": "Started", "newScenarioState": "open"}
    ask("POST", "/__admin/mappings", stub(**scenario))
    shown = {"id": "door", "name": "door", "state": "Started", "possibleStates": ["Started", "open"]}
    assert ask("GET", "/__admin/scenarios")[1] == {"scenarios": [shown]}
    generated = [name_of(ask) for _ in range(2)]
    assert generated[0] == "Zorro" != generated[1]
    assert ask("GET", "/__admin/scenarios")[1]["scenarios"][0]["state"] == "open"
    assert ask("PUT", "/__admin/scenarios/door/state", {"state": "Started"})[0] == 204
    assert name_of(ask) == "Zorro"
    ask("POST", "/__admin/scenarios/reset")
    assert name_of(ask) == "Zorro"
    assert ask("PUT", "/__admin/scenarios/gate/state", {"state": "x"})[0] == 404


def test_the_journal_is_listed_filtered_counted_and_forgotten(ask):
    ask("GET", "/pets/1", headers={"X-Trace": "one"})
    ask("GET", "/pets/word")
    ask("GET", "/pest")
    _, found = ask("GET", "/__admin/requests")
    assert [one["request"]["url"] for one in found["requests"]] == ["/pest", "/pets/word", "/pets/1"]
    assert [one["operationId"] for one in found["requests"]] == [None, "getPet", "getPet"]
    assert [one["source"] for one in found["requests"]][1:] == ["refusal", found["requests"][2]["source"]]
    assert ask("GET", "/__admin/requests?limit=1")[1]["meta"] == {"total": 3}
    urls = lambda target: [one["request"]["url"] for one in ask("GET", target)[1]["requests"]]  # noqa: E731
    assert urls("/__admin/requests?unmatched=true") == urls("/__admin/requests/unmatched") == ["/pest"]
    assert urls("/__admin/requests?refused=true") == ["/pest", "/pets/word"]
    assert urls("/__admin/requests?since=2999-01-01T00:00:00Z") == []
    assert len(urls("/__admin/requests?since=2001-01-01T00:00:00Z")) == 3
    patterns = [({"urlPathPattern": "/pets/.*"}, 2), ({"headers": {"X-Trace": {"equalTo": "one"}}}, 1),
                ({"operationId": "getPet"}, 2), ({"when": {"operationId": "getPet", "path": {"id": "1"}}}, 1),
                ({"method": "POST"}, 0)]  # fmt: skip
    for pattern, count in patterns:
        assert ask("POST", "/__admin/requests/count", pattern)[1]["count"] == count, pattern
    assert ask("POST", "/__admin/requests/count", {"headers": {"A": {"matches": "("}}})[0] == 422
    assert len(ask("POST", "/__admin/requests/remove", {"urlPath": "/pest"})[1]["requests"]) == 1
    one = ask("POST", "/__admin/requests/find", {"urlPath": "/pets/1"})[1]["requests"][0]
    assert ask("GET", f"/__admin/requests/{one['id']}")[1]["request"]["headers"]["x-trace"] == "one"
    assert [ask("DELETE", f"/__admin/requests/{one['id']}")[0] for _ in range(2)] == [204, 404]
    ask("DELETE", "/__admin/requests")
    assert urls("/__admin/requests") == []


def test_a_refused_request_is_explained_field_by_field(ask):
    ask("POST", "/__admin/mappings", {**stub(), "id": "rex", "name": "rex"})
    ask("GET", "/pets/word")
    ask("DELETE", "/pets")
    entries = ask("GET", "/__admin/requests?refused=true")[1]["requests"]
    by_url = {one["request"]["url"]: ask("GET", f"/__admin/requests/{one['id']}")[1]["nearest"] for one in entries}
    assert by_url["/pets/word"] == {
        "operation": {
            "operationId": "getPet",
            "method": "GET",
            "path": "/pets/{id}",
            "differences": [{"where": "path.id", "wanted": "must be integer, got string 'word'", "got": "word"}],
        },
        "mapping": {
            "id": "rex",
            "name": "rex",
            "place": None,
            "differences": [{"where": "path.id", "wanted": 'equals "7"', "got": "word"}],
        },
    }
    assert by_url["/pets"]["operation"]["differences"] == [{"where": "method", "wanted": "GET", "got": "DELETE"}]
    _, misses = ask("POST", "/__admin/near-misses/request", {"method": "GET", "url": "/pets/8"})
    assert misses["nearMisses"][0]["differences"] == [{"where": "path.id", "wanted": 'equals "7"', "got": "8"}]


def test_an_unmatched_path_is_compared_with_the_nearest_one(ask):
    ask("GET", "/pest/7")
    nearest = ask("GET", "/__admin/requests/unmatched")[1]["requests"][0]["nearest"]
    assert nearest["operation"]["path"] == "/pets/{id}"
    assert nearest["operation"]["differences"] == [{"where": "path.0", "wanted": "pets", "got": "pest"}]


def test_trouble_is_set_shown_and_reset(ask):
    trouble = {"fixedDelay": 20, "operations": {"getPet": {"status": 503, "errorRate": 1}}}
    assert ask("POST", "/__admin/settings", trouble)[0] == 200
    assert ask("GET", "/__admin/settings")[1] == {
        "settings": {"fixedDelay": 20, "operations": {"getPet": {"status": 503, "errorRate": 1.0}}}
    }
    assert ask("GET", "/pets/7")[0] == 503
    assert ask.engine.handle(Request("GET", "/pets")).delay == 0.02
    assert ask("PUT", "/__admin/settings", {})[1] == {"settings": {"operations": {}}}
    assert ask("GET", "/pets/7")[0] == 200
    assert ask("POST", "/__admin/settings", {"operations": {"nope": {"delay": 1}}})[0] == 404
    assert ask("POST", "/__admin/settings", {"operations": {"nope": {"delay": -1}}})[0] == 422
    assert ask("POST", "/__admin/settings", {"fault": "MELTDOWN"})[0] == 422
    assert ask("POST", "/__admin/settings", {"status": 503.5})[0] == 422
    assert ask("POST", "/__admin/settings", {"status": 503.0})[1]["settings"]["status"] == 503
    ask("PUT", "/__admin/settings", {})


def test_reset_brings_everything_back(ask):
    generated = name_of(ask)
    ask("POST", "/__admin/mappings", stub())
    ask("POST", "/__admin/settings", {"operations": {"getPet": {"status": 503}}})
    ask("POST", "/__admin/reset")
    assert ask("GET", "/__admin/requests")[1]["requests"] == []
    assert name_of(ask) == generated


def test_state_is_taken_and_given_back(ask):
    ask("POST", "/pets", {"name": "New"})
    _, snapshot = ask("GET", "/__admin/state")
    assert snapshot["collections"]
    assert ask("POST", "/__admin/state/reset")[0] == 204
    assert ask("GET", "/__admin/state")[1]["collections"] == {}
    assert ask("PUT", "/__admin/state", snapshot)[0] == 204
    assert ask("GET", "/__admin/state")[1] == snapshot
    assert ask("GET", "/__admin/state?mount=/none")[0] == 404


def test_without_state_there_is_nothing_to_take(make):
    assert make(stateless=True)("GET", "/__admin/state")[0] == 409


def test_several_descriptions_share_one_admin_api(pets, make):
    ask = make(spec=(pets, pets), at=("/one", "/two"))
    assert ask("POST", "/__admin/mappings", stub("/two/pets/7"))[0] == 201
    assert name_of(ask, "/two/pets/7") == "Zorro"
    assert name_of(ask, "/one/pets/7") != "Zorro"
    assert [one["prefix"] for one in ask("GET", "/__admin")[1]["serves"]] == ["/one", "/two"]


def test_events_that_are_kept_are_told_at_once_to_whoever_does_not_stream(ask):
    ask("GET", "/pets/1")
    status, body = ask("GET", "/__admin/events")
    assert status == 200
    assert body.startswith(b"event: exchange\nid: ")
    assert orjson.loads(body.split(b"data: ")[1])["request"]["url"] == "/pets/1"
