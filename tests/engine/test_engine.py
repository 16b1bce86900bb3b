"""What every answer says about itself, CORS, HEAD, reuse, and that nothing gets out as a traceback."""

import orjson
import pytest

from mockserver.answer import Answer
from mockserver.engine import Engine, EngineOptions, Mounts
from mockserver.exchange import Journal
from mockserver.messages import Request, Response


class Fixed:
    """An answerer that always answers the same."""

    def __init__(self, response, **answer):
        self.response = response
        self.about = answer

    def answer(self, call, choice):
        return Answer(self.response, "override", **self.about)


class Failing:
    def answer(self, call, choice):
        raise RuntimeError("secret of the inside")


class Silent:
    def answer(self, call, choice):
        return None


@pytest.fixture(scope="module")
def contract(ask):
    return ask.engine.contract


def get(engine, path="/pets/1", method="GET", **headers):
    return engine.handle(Request(method, path, "", headers))


def test_every_answer_says_where_it_came_from(ask):
    response = ask("GET", "/v1/pets/1").response
    assert response.header("x-mock-operation") == "getPet"
    assert response.header("x-mock-source") == "example"
    assert ask("GET", "/pets").response.header("x-mock-source") == "generated"
    assert ask("GET", "/nowhere").response.header("x-mock-source") == "refusal"
    assert ask("GET", "/nowhere").response.header("x-mock-operation") is None


def test_a_deprecated_operation_says_so(ask):
    assert ask("PUT", "/pets/1", {}, b'{"name": "Rex"}').response.header("deprecation") == "@0"
    assert ask("GET", "/pets/1").response.header("deprecation") is None


def test_the_base_path_and_the_bare_path_are_the_same(ask):
    assert ask("GET", "/v1/pets").response == ask("GET", "/pets").response


def test_head_is_get_without_its_body(ask):
    got, head = ask("GET", "/pets/1").response, ask("HEAD", "/pets/1").response
    assert (head.status, head.body) == (200, b"")
    assert head.header("content-length") == str(len(got.body))
    assert [pair for pair in head.headers if pair[0] != "Content-Length"] == list(got.headers)
    assert ask("HEAD", "/nowhere").response.body == b""


def test_a_preflight_is_answered(ask):
    response = ask(
        "OPTIONS",
        "/pets/1",
        {
            "Origin": "https://shop.example",
            "Access-Control-Request-Method": "DELETE",
            "Access-Control-Request-Headers": "x-key, content-type",
        },
    ).response
    assert (response.status, response.body) == (204, b"")
    assert response.header("access-control-allow-origin") == "https://shop.example"
    assert response.header("access-control-allow-methods") == "DELETE, GET, HEAD, OPTIONS, PUT"
    assert response.header("access-control-allow-headers") == "x-key, content-type"
    assert response.header("access-control-allow-credentials") == "true"
    assert response.header("vary") == "Origin"


def test_options_of_a_known_path_lists_its_methods(ask):
    response = ask("OPTIONS", "/pets").response
    assert (response.status, response.header("allow")) == (204, "GET, HEAD, OPTIONS, POST")
    assert ask("OPTIONS", "/nowhere").response.status == 404


def test_a_documented_options_operation_wins(ask):
    exchange = ask("OPTIONS", "/options", {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"})
    assert (exchange.operation, exchange.response.body) == ("askOptions", b'{"documented":true}')


def test_answers_and_refusals_can_be_read_by_other_origins(ask):
    for target in ("/pets/1", "/nowhere", "/pets/one"):
        response = ask("GET", target, {"Origin": "https://shop.example"}).response
        assert response.header("access-control-allow-origin") == "https://shop.example"
        assert "X-Mock-Source" in response.header("access-control-expose-headers")
    assert ask("GET", "/pets/1").response.header("access-control-allow-origin") == "*"


def test_an_origin_that_is_no_field_value_is_not_echoed(ask):
    response = ask("GET", "/pets/1", {"Origin": "https://a\r\nSet-Cookie: x=1"}).response
    assert response.header("access-control-allow-origin") == "*"


def test_without_cors_there_is_none_of_it(make_asking):
    ask = make_asking(cors=False)
    headers = {"Origin": "https://shop.example", "Access-Control-Request-Method": "GET"}
    assert not any(
        name.lower().startswith("access-control") for name, _ in ask("OPTIONS", "/pets", headers).response.headers
    )
    assert not any(name.lower().startswith("access-control") for name, _ in ask("GET", "/pets").response.headers)


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(Response(99), id="status below"),
        pytest.param(Response(101), id="not final"),
        pytest.param(Response(600), id="status above"),
        pytest.param(Response(200, (("X-A", "1\r\nSet-Cookie: a=1"),)), id="line break in a value"),
        pytest.param(Response(200, (("X A", "1"),)), id="space in a name"),
        pytest.param(Response(200, (("X-A", "☃"),)), id="value beyond Latin-1"),
        pytest.param(Response(200, (("X-A", " 1"),)), id="space around a value"),
        pytest.param(Response(200, (("", "1"),)), id="no name"),
    ],
)
def test_what_no_server_could_send_becomes_a_problem(contract, response):
    exchange = get(Engine(contract, [Fixed(response)]))
    assert exchange.response.status == 500
    assert orjson.loads(exchange.response.body)["type"].endswith("#VIOLATIONS")


@pytest.mark.parametrize("status", [204, 205, 304])
def test_a_status_without_a_body_has_none(contract, status):
    made = Response(status, (("Content-Type", "text/plain"), ("X-A", "1")), b"body")
    response = get(Engine(contract, [Fixed(made)])).response
    assert (response.body, response.header("content-type"), response.header("x-a")) == (b"", None, "1")


def test_a_defect_is_a_problem_with_an_id_that_the_log_explains(contract, caplog):
    exchange = get(Engine(contract, [Failing()]))
    document = orjson.loads(exchange.response.body)
    assert (exchange.response.status, document["title"]) == (500, "The mock itself failed")
    assert b"secret" not in exchange.response.body
    assert document["id"] in caplog.text
    assert "secret of the inside" in caplog.text


def test_the_first_answerer_that_has_an_answer_wins(contract):
    first, second = Fixed(Response(200, (), b"1")), Fixed(Response(200, (), b"2"))
    assert get(Engine(contract, [Silent(), first, second])).response.body == b"1"
    assert get(Engine(contract, [Silent()])).response.status == 500


def test_delay_and_fault_are_handed_on_and_not_acted_upon(contract):
    exchange = get(Engine(contract, [Fixed(Response(200), delay=30.0, fault="EMPTY_RESPONSE")]))
    assert (exchange.delay, exchange.fault) == (30.0, "EMPTY_RESPONSE")
    assert exchange.timing < 5


def test_the_clients_own_delay_is_added(ask):
    assert ask("GET", "/pets/1", {"Prefer": "delay=1500"}).delay == 1.5


def test_a_finished_response_is_given_again_until_the_world_changes(contract):
    answerer = Fixed(Response(200, (), b"old"))
    engine = Engine(contract, [answerer])
    assert get(engine).response.body == b"old"
    answerer.response = Response(200, (), b"new")
    assert get(engine).response.body == b"old"
    assert get(engine, accept="*/*").response.body == b"new"
    engine.changed()
    assert get(engine).response.body == b"new"


def test_what_is_not_reusable_or_not_wanted_is_made_again(contract):
    for engine in (
        Engine(contract, [Fixed(Response(200, (), b"old"), reusable=False)]),
        Engine(contract, [Fixed(Response(200, (), b"old"))], EngineOptions(reuse=0)),
    ):
        get(engine)
        engine.answerers[0].response = Response(200, (), b"new")
        assert get(engine).response.body == b"new"


def test_each_exchange_is_recorded_also_when_its_response_is_reused(contract):
    engine = Engine(contract, [Fixed(Response(200))])
    exchanges = [get(engine, **{"x-mock-session": "blue"}) for _ in range(3)]
    assert list(engine.journal) == exchanges
    assert len({exchange.id for exchange in exchanges}) == 3
    assert {(exchange.session, exchange.operation, exchange.source) for exchange in exchanges} == {
        ("blue", "getPet", "override")
    }


def test_the_admin_is_asked_below_its_prefix_and_leaves_no_trace(contract):
    engine = Engine(contract, [Fixed(Response(200))], admin=lambda request: Response(200, (), request.path.encode()))
    assert get(engine, "/__admin/requests").response.body == b"/__admin/requests"
    assert len(engine.journal) == 0
    assert get(Engine(contract, [Fixed(Response(200))]), "/__admin/requests").response.status == 404


def test_several_contracts_are_served_below_their_prefixes(contract):
    journal = Journal()
    engines = [
        Engine(contract, [Fixed(Response(200, (), prefix.encode()))], EngineOptions(prefix), journal)
        for prefix in ("/a", "/a/b", "/c")
    ]
    mounts = Mounts(engines)
    for path, body in (("/a/pets", b"/a"), ("/a/b/pets", b"/a/b"), ("/a/b/v1/pets", b"/a/b"), ("/c/pets/7", b"/c")):
        assert get(mounts, path).response.body == body
    for path in ("/pets", "/ab/pets", "/"):
        problem = orjson.loads(get(mounts, path).response.body)
        assert problem["type"].endswith("#NO_SERVER_MATCHED_ERROR")
        assert problem["detail"] == "Nothing is served there: paths begin with /a, /a/b, /c"
    assert get(mounts, "/c/nowhere").response.status == 404
    assert len(mounts.journal) == 8
    assert [prefix for prefix, _ in mounts.mounts] == ["/a", "/a/b", "/c"]


def test_near_misses_show_the_prefix(contract):
    engine = Engine(contract, [Silent()], EngineOptions("/a"))
    document = orjson.loads(get(engine, "/a/pet").response.body)
    assert document["nearMisses"][0]["path"] == "/a/pets"


def test_near_misses_name_each_path_once(ask):
    _, document = ask.json("DELETE", "/pet/1")
    paths = [near["path"] for near in document["nearMisses"]]
    assert document["nearMisses"][0] == {"operation": "deletePet", "method": "DELETE", "path": "/pets/{id}"}
    assert len(set(paths)) == len(paths)
