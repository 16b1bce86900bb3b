"""Stub mappings as WireMock's own documentation writes them, read unchanged."""

import pytest

from mockserver.fixtures import ShapeError, differences, read, stray_call
from mockserver.messages import Request

EVERYTHING = {
    "request": {
        "urlPath": "/everything",
        "method": "ANY",
        "headers": {"Accept": {"contains": "xml"}},
        "queryParameters": {"search_term": {"equalTo": "WireMock"}},
        "cookies": {"session": {"matches": ".*12345.*"}},
        "bodyPatterns": [
            {"equalToJson": '{ "total_results": 4 }', "ignoreExtraElements": True},
            {"matchesJsonPath": "$.total_results"},
        ],
        "basicAuthCredentials": {"username": "jeff@example.com", "password": "jeffteenjefftyjeff"},
    },
    "response": {"status": 200},
}
GOOD = Request(
    "POST",
    "/everything",
    "search_term=WireMock",
    {
        "accept": "application/xml",
        "cookie": "session=a12345z",
        "content-type": "application/json",
        "authorization": "Basic amVmZkBleGFtcGxlLmNvbTpqZWZmdGVlbmplZmZ0eWplZmY=",
    },
    b'{"total_results": 4, "more": true}',
)


def test_all_of_a_pattern_is_matched():
    stub = read(EVERYTHING, "everything")
    assert list(differences(stub, stray_call(GOOD))) == []


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"path": "/nothing"}, ["path"]),
        ({"query": "search_term=Prism"}, ["query.search_term"]),
        ({"query": ""}, ["query.search_term"]),
        ({"body": b'{"total_results": 5}'}, ["body"]),
        ({"body": b"{"}, ["body", "body"]),
        ({"headers": {**GOOD.headers, "accept": "application/json"}}, ["header.accept"]),
        ({"headers": {**GOOD.headers, "cookie": "session=no"}}, ["cookie.session"]),
        ({"headers": {**GOOD.headers, "authorization": "Basic bm8="}}, ["header.authorization"]),
    ],
    ids=lambda value: str(value)[:50],
)
def test_each_part_that_differs_is_named(changed, where):
    fields = {"method": "POST", "path": GOOD.path, "query": GOOD.query, "headers": GOOD.headers, "body": GOOD.body}
    stub = read(EVERYTHING, "everything")
    assert [one.where for one in differences(stub, stray_call(Request(**{**fields, **changed})))] == where


def post(body=b"", path="/thing", query="", **headers):
    return stray_call(Request("POST", path, query, headers, body))


MATCHERS = [
    # pattern, calls that fit, calls that do not
    ({"url": "/thing?a=1&b=2"}, [post(query="b=2&a=1")], [post(query="a=1"), post(query="a=2&b=2")]),
    ({"urlPathPattern": "/th[a-z]+"}, [post()], [post(path="/th1"), post(path="/thing/x")]),
    ({"urlPattern": "/thing\\?a=.*"}, [post(query="a=1")], [post(path="/other")]),
    ({"urlPathTemplate": "/thing/{id}/parts"}, [post(path="/thing/7/parts")], [post(path="/thing/7/8/parts"), post()]),
    ({"urlPathTemplate": "/a.b/{id}"}, [post(path="/a.b/1")], [post(path="/axb/1")]),
    (
        {"queryParameters": {"id": {"hasExactly": [{"equalTo": "1"}, {"equalTo": "2"}]}}},
        [post(query="id=1&id=2")],
        [post(query="id=1")],
    ),
    ({"queryParameters": {"id": {"includes": [{"equalTo": "1"}]}}}, [post(query="id=1&id=2")], [post(query="id=2")]),
    ({"queryParameters": {"q": {"absent": True}}}, [post()], [post(query="q=")]),
    (
        {"queryParameters": {"q": {"or": [{"equalTo": "a"}, {"absent": True}]}}},
        [post(), post(query="q=a")],
        [post(query="q=b")],
    ),
    (
        {"headers": {"X-A": {"equalTo": "VALUE", "caseInsensitive": True}}},
        [post(**{"x-a": "value"})],
        [post(**{"x-a": "v"})],
    ),
    ({"headers": {"X-A": {"doesNotMatch": "a.*"}}}, [post(**{"x-a": "b"})], [post(**{"x-a": "ab"}), post()]),
    ({"bodyPatterns": [{"contains": '"a": 1'}]}, [post(b'{"a": 1}')], [post(b'{"a":1}'), post()]),
    ({"bodyPatterns": [{"doesNotContain": "x"}]}, [post(b"abc")], [post(b"abxc")]),
    ({"bodyPatterns": [{"equalTo": "plain"}]}, [post(b"plain", **{"content-type": "text/plain"})], [post(b"plain ")]),
    (
        {"bodyPatterns": [{"equalToJson": {"a": [1, 2]}}]},
        [post(b'{"a": [1, 2]}')],
        [post(b'{"a": [2, 1]}'), post(b'{"a":[1,2],"b":0}')],
    ),
    (
        {"bodyPatterns": [{"equalToJson": {"a": [1, 2]}, "ignoreArrayOrder": True}]},
        [post(b'{"a": [2, 1]}')],
        [post(b'{"a": [2]}')],
    ),
    (
        {"bodyPatterns": [{"matchesJsonPath": {"expression": "$.a", "contains": "x"}}]},
        [post(b'{"a": "axb"}')],
        [post(b'{"a": "b"}')],
    ),
    (
        {"bodyPatterns": [{"matchesJsonSchema": '{"required": ["a"]}', "schemaVersion": "V202012"}]},
        [post(b'{"a": 1}')],
        [post(b"{}")],
    ),
    ({"bodyPatterns": [{"not": {"contains": "x"}}]}, [post(b"a")], [post(b"x")]),
    ({"bodyPatterns": [{"and": [{"contains": "a"}, {"matches": ".*b"}]}]}, [post(b"ab")], [post(b"a")]),
    ({"method": "GET"}, [], [post()]),
    ({}, [post(), post(b"x")], []),
]


@pytest.mark.parametrize(("pattern", "fitting", "other"), MATCHERS, ids=lambda value: str(value)[:60])
def test_each_matcher_takes_what_wiremock_takes(pattern, fitting, other):
    stub = read({"request": pattern, "response": {}}, "x")
    assert [call for call in fitting if list(differences(stub, call))] == []
    assert [call for call in other if not list(differences(stub, call))] == []


REFUSED = [
    ({"request": {"urlPth": "/x"}}, "/request/urlPth"),
    ({"request": {"url": "/x", "urlPath": "/x"}}, "/request/urlPath"),
    ({"request": {"headers": {"A": {"equalToXml": "<a/>"}}}}, "/request/headers/A"),
    ({"request": {"headers": {"A": "x"}}}, "/request/headers/A"),
    ({"request": {"bodyPatterns": {"contains": "x"}}}, "/request/bodyPatterns"),
    ({"request": {"bodyPatterns": [{"equalToJson": "{"}]}}, "/request/bodyPatterns/0/equalToJson"),
    ({"request": {"bodyPatterns": [{"matches": "("}]}}, "/request/bodyPatterns/0"),
    ({"request": {}, "response": {"proxyBaseUrl": "http://x"}}, "/response/proxyBaseUrl"),
    ({"request": {}, "response": {"status": 99}}, "/response/status"),
    ({"request": {}, "response": {"statu": 200}}, "/response/statu"),
    ({"request": {}, "response": {"body": "a", "jsonBody": 1}}, "/response/body"),
    ({"request": {}, "response": {"base64Body": "*"}}, "/response/base64Body"),
    ({"request": {}, "response": {"bodyFileName": "../secret"}}, "/response/bodyFileName"),
    ({"request": {}, "response": {"headers": {"A": "x\r\nSet-Cookie: y"}}}, "/response/headers/A"),
    ({"request": {}, "response": {"fault": "MELTDOWN"}}, "/response/fault"),
    ({"request": {}, "response": {"transformers": ["my-own"]}}, "/response/transformers"),
    ({"request": {}, "response": {"fixedDelayMilliseconds": -1}}, "/response/fixedDelayMilliseconds"),
    ({"request": {}, "response": {"delayDistribution": {"type": "normal"}}}, "/response/delayDistribution/type"),
    (
        {"request": {}, "response": {"delayDistribution": {"type": "uniform", "lower": 1}}},
        "/response/delayDistribution/upper",
    ),
    (
        {"request": {}, "response": {"chunkedDribbleDelay": {"numberOfChunks": 0}}},
        "/response/chunkedDribbleDelay/numberOfChunks",
    ),
    ({"request": {}, "priority": 0}, "/priority"),
    ({"request": {}, "times": True}, "/times"),
    ({"request": {}, "contract": "maybe"}, "/contract"),
    ({"request": {}, "newScenarioState": "b"}, "/scenarioName"),
    ({"request": {}, "postServeActions": [{"name": "webhook"}]}, "/postServeActions"),
]


@pytest.mark.parametrize(("stub", "pointer"), REFUSED, ids=lambda value: str(value)[:70])
def test_what_has_no_meaning_here_is_refused_with_its_place(stub, pointer):
    with pytest.raises(ShapeError) as refused:
        read(stub, "x")
    assert refused.value.pointer == pointer


def test_the_whole_of_a_response_is_read():
    stub = read(
        {
            "id": "8c5db8b0-2db4-4ad7-a99f-38c9b00da3f7",
            "priority": 1,
            "request": {"urlPath": "/x"},
            "response": {
                "status": 201,
                "headers": {"A": ["1", "2"], "Content-Type": "application/json"},
                "body": '{"id": "{{request.query.id}}", "who": "{{jsonPath request.body \'$.who.0\'}}"}',
                "transformers": ["response-template"],
                "delayDistribution": {"type": "lognormal", "median": 80, "sigma": 0.4},
                "chunkedDribbleDelay": {"numberOfChunks": 5, "totalDuration": 1000},
                "fault": "EMPTY_RESPONSE",
            },
            "scenarioName": "s",
            "requiredScenarioState": "Started",
            "newScenarioState": "next",
            "metadata": {"any": "thing"},
            "persistent": True,
        },
        "x",
    )
    assert (stub.id, stub.priority, stub.then.status) == ("8c5db8b0-2db4-4ad7-a99f-38c9b00da3f7", 1, 201)
    assert stub.then.headers["A"] == "1, 2"
    assert stub.then.body == {"id": "{{ request.query.id }}", "who": "{{ request.body.who.0 }}"}
    assert stub.then.delay == {"type": "lognormal", "median": 80, "sigma": 0.4}
    assert stub.then.dribble == (5, 1000.0)
    assert (stub.then.fault, stub.scenario.name, stub.scenario.next) == ("EMPTY_RESPONSE", "s", "next")


def test_braces_stay_as_they_are_without_the_transformer():
    assert read({"request": {}, "response": {"body": "{{ not ours }}"}}, "x").then.literal


def test_a_body_file_is_found_beside_the_mappings_and_nowhere_else(tmp_path):
    (tmp_path / "__files").mkdir()
    (tmp_path / "mappings").mkdir()
    (tmp_path / "__files" / "a.txt").write_text("hello")
    (tmp_path / "secret.txt").write_text("no")
    stub = {"request": {}, "response": {"bodyFileName": "a.txt"}}
    assert read(stub, "x", tmp_path / "mappings").then.raw == b"hello"
    with pytest.raises(ShapeError, match="a file in the folder __files"):
        read({"request": {}, "response": {"bodyFileName": "../secret.txt"}}, "x", tmp_path / "mappings")
