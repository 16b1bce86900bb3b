"""Finished responses are given again to the very same request, and only to it."""

import pytest

from mockserver.engine.finish import Finished
from mockserver.engine.reuse import MOST_BYTES_OF_ONE, Reuse, key_of
from mockserver.messages import Request, Response

ASKED = Request("GET", "/contacts/1", "a=1", {"accept": "application/json"})


def finished(body=b"{}"):
    return Finished(Response(200, (("Content-Type", "application/json"),), body), "getContact", "generated")


def test_the_same_request_gets_the_same_response():
    reuse, made = Reuse(10), finished()
    reuse.put(key_of(ASKED), made, 0)
    assert reuse.get(key_of(Request("GET", "/contacts/1", "a=1", {"accept": "application/json"}))) is made


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Request("HEAD", "/contacts/1", "a=1", {"accept": "application/json"}), id="method"),
        pytest.param(Request("GET", "/contacts/%31", "a=1", {"accept": "application/json"}), id="raw path"),
        pytest.param(Request("GET", "/contacts/1", "a=2", {"accept": "application/json"}), id="query"),
        pytest.param(Request("GET", "/contacts/1", "a=1", {"accept": "text/html"}), id="header value"),
        pytest.param(Request("GET", "/contacts/1", "a=1", {"accept": "application/json", "x": ""}), id="header more"),
        pytest.param(Request("GET", "/contacts/1", "a=1"), id="header less"),
        pytest.param(Request("GET", "/contacts/1", "a=1", {"accept": "application/json"}, b"{}"), id="body"),
    ],
)
def test_another_request_does_not(other):
    reuse = Reuse(10)
    reuse.put(key_of(ASKED), finished(), 0)
    assert reuse.get(key_of(other)) is None


@pytest.mark.parametrize(
    ("request_", "made"),
    [
        pytest.param(Request("POST", "/contacts"), finished(), id="not safe"),
        pytest.param(Request("GET", "/contacts", body=b"{}"), finished(), id="with a body"),
        pytest.param(Request("GET", "/contacts"), finished(iter([b"a"])), id="a stream"),
        pytest.param(Request("GET", "/contacts"), finished(b"x" * MOST_BYTES_OF_ONE), id="too large"),
    ],
)
def test_what_is_not_kept(request_, made):
    reuse = Reuse(10)
    reuse.put(key_of(request_), made, 0)
    assert reuse.get(key_of(request_)) is None


def test_the_least_recently_asked_goes_first():
    reuse = Reuse(2)
    first, second, third = (Request("GET", f"/{number}") for number in range(3))
    for request in (first, second):
        reuse.put(key_of(request), finished(), 0)
    reuse.get(key_of(first))
    reuse.put(key_of(third), finished(), 0)
    assert [reuse.get(key_of(request)) is not None for request in (first, second, third)] == [True, False, True]


def test_what_was_begun_before_a_change_is_not_kept():
    reuse = Reuse(10)
    begun = reuse.generation
    reuse.clear()
    reuse.put(key_of(ASKED), finished(), begun)
    assert reuse.get(key_of(ASKED)) is None
    reuse.put(key_of(ASKED), finished(), reuse.generation)
    assert reuse.get(key_of(ASKED)) is not None
