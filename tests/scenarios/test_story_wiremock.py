"""Stories of stubs: a WireMock scenario that moves through its states, and a reset that forgets them."""

import orjson
import pytest

from mockserver.messages import Request
from mockserver.serve.assemble import build_engine
from mockserver.settings import Settings

TODO = {  # WireMock's own example of a stateful mock, on a path of ours
    "mappings": [
        {
            "scenarioName": "To do list",
            "requiredScenarioState": "Started",
            "request": {"method": "GET", "urlPathPattern": "/lists/[^/]+"},
            "response": {"status": 404},
        },
        {
            "scenarioName": "To do list",
            "requiredScenarioState": "Started",
            "newScenarioState": "Cancel newspaper item added",
            "request": {"method": "POST", "url": "/todo/items", "bodyPatterns": [{"contains": "Cancel newspaper"}]},
            "response": {"status": 201},
            "contract": "off",
        },
        {
            "scenarioName": "To do list",
            "requiredScenarioState": "Cancel newspaper item added",
            "request": {"method": "GET", "url": "/todo/items"},
            "response": {"status": 200, "jsonBody": ["Buy milk", "Cancel newspaper"]},
            "contract": "off",
        },
    ]
}


@pytest.fixture
def say(root):
    engine = build_engine(Settings(spec=(str(root / "openapi.yaml"),), cache=False))

    def ask(method, path, body=None, session=""):
        fields = {"host": "localhost", "content-type": "application/json", "x-mock-session": session}
        data = b"" if body is None else orjson.dumps(body)
        response = engine.handle(Request(method, path, "", fields, data)).response
        return response.status, orjson.loads(response.body) if response.body else None

    return ask


def test_a_scenario_of_wiremock_moves_through_its_states_apart_in_each_session(say):
    stubs = {"mappings": TODO["mappings"][1:]}
    assert say("POST", "/__admin/mappings/import", stubs)[0] == 200
    assert say("GET", "/todo/items")[0] == 404
    assert say("POST", "/todo/items", {"item": "Buy milk"})[0] == 404
    assert say("POST", "/todo/items", {"item": "Cancel newspaper subscription"}) == (201, None)
    assert say("GET", "/todo/items") == (200, ["Buy milk", "Cancel newspaper"])
    assert say("GET", "/todo/items", session="another")[0] == 404
    assert say("POST", "/todo/items", {"item": "Cancel newspaper subscription"})[0] == 404
    assert say("POST", "/__admin/scenarios/reset")[0] == 204
    assert say("GET", "/todo/items")[0] == 404
    assert say("PUT", "/__admin/scenarios/To%20do%20list/state", {"state": "Cancel newspaper item added"})[0] == 204
    assert say("GET", "/todo/items")[0] == 200


def test_a_reset_forgets_stubs_and_scenarios_but_not_fixtures_of_the_disk(say):
    assert say("POST", "/__admin/mappings/import", {"mappings": TODO["mappings"][1:]})[0] == 200
    say("POST", "/todo/items", {"item": "Cancel newspaper"})
    assert say("POST", "/__admin/reset")[0] == 204
    assert say("GET", "/todo/items")[0] == 404
    assert say("GET", "/__admin/scenarios")[1] == {"scenarios": []}
    assert say("GET", "/__admin/requests")[1]["meta"] == {"total": 1}
