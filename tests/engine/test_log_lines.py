"""What the log says of requests: one line, for those that it is asked for, in visible ASCII whatever was sent."""

import logging

import pytest

from mockserver.answer import Problem
from mockserver.messages import Request
from mockserver.violations import Violation

LINES = [
    ("GET", "/pets/1", None),
    ("GET", "/nowhere", "GET /nowhere 404 NO_PATH_MATCHED_ERROR"),
    ("GET", "/pets/x", "GET /pets/x 422 getPet path /id: must be integer, got string 'x'"),
    ("GET", "/pets?limit=0&limit=%0A", "GET /pets?limit=0&limit=%0A 422 listPets query /limit: "),
    ("GET", "/caf\u00e9\n2026 GET /forged", "GET /caf\\xe9\\n2026 GET /forged 404 NO_PATH_MATCHED_ERROR"),
]


@pytest.mark.parametrize(("method", "target", "said"), LINES)
def test_what_is_refused_has_a_line(make_asking, caplog, method, target, said):
    with caplog.at_level(logging.INFO, "mockserver.requests"):
        make_asking(verbose_level="info")(method, target)
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == (said is not None)
    assert all(one.startswith(said) for one in lines)


def test_what_is_wrong_but_answered_has_a_line_each_time(make_asking, caplog):
    ask = make_asking(verbose_level="info", validate="warn")
    with caplog.at_level(logging.INFO, "mockserver.requests"):
        for _ in range(3):
            ask("GET", "/pets?limit=many")
    assert [record.getMessage().partition(" query")[0] for record in caplog.records] == [
        "GET /pets?limit=many 200 listPets"
    ] * 3


@pytest.mark.parametrize(("level", "count"), [("debug", 2), ("info", 1), ("warn", 0), ("silent", 0)])
def test_the_level_tells_which_requests_have_a_line(make_asking, caplog, level, count):
    ask = make_asking(verbose_level=level)
    with caplog.at_level(logging.DEBUG, "mockserver.requests"):
        ask("GET", "/pets/1")
        ask("GET", "/pets/x")
    assert len(caplog.records) == count


def test_a_long_line_is_cut(make_asking, caplog):
    with caplog.at_level(logging.INFO, "mockserver.requests"):
        make_asking()("GET", "/" + "a" * 5_000)
    assert len(caplog.records[0].getMessage()) < 700


def test_what_the_server_refuses_belongs_to_its_operation(ask):
    broken = Problem("BAD_REQUEST", "broke off", (Violation("body", (), "malformed", "broke off"),))
    exchange = ask.engine.refuse(Request("POST", "/pets"), broken)
    assert (exchange.operation, exchange.violations) == ("addPet", broken.violations)
    assert exchange.response.header("x-mock-operation") == "addPet"
    assert '"malformed"' in exchange.response.header("sl-violations")
    assert ask.engine.refuse(Request("POST", "/nowhere"), broken).operation == ""
