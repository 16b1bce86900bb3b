"""`Idempotency-Key` at every store: repeats that come at once write once, and get one answer."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from mockserver.answer import Answer
from mockserver.answer.stateful.idempotency import COLLECTION, Replays
from mockserver.messages import Request, Response
from mockserver.state import Store

Again = Callable[[], Store]


def asked(body: bytes = b"{}", key: str = "k") -> SimpleNamespace:
    return SimpleNamespace(request=Request("POST", "/things", "", {"idempotency-key": key}, body))


class Slow:
    """A write that takes its time, and counts."""

    def __init__(self, status: int = 201, seconds: float = 0.05) -> None:
        self.times = 0
        self._status = status
        self._seconds = seconds
        self._lock = threading.Lock()

    def __call__(self) -> Answer:
        with self._lock:
            self.times += 1
            body = b'{"id": %d}' % self.times
        time.sleep(self._seconds)
        return Answer(Response(self._status, (("Content-Type", "application/json"),), body), "state")


def test_repeats_at_the_same_time_write_once(store: Store, another: Again) -> None:
    replays = [Replays(store), Replays(another())]
    write = Slow()
    start = threading.Barrier(6)

    def ask(number: int) -> Answer | None:
        start.wait(5)
        return replays[number % 2](asked(), "", write)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, range(6)))
    assert write.times == 1
    assert {answer.response.body for answer in answers if answer is not None} == {b'{"id": 1}'}
    assert sorted(answer.note for answer in answers if answer is not None) == [""] + ["replayed"] * 5


def test_other_keys_and_other_sessions_do_not_wait(store: Store) -> None:
    write = Slow(seconds=0)
    replays = Replays(store)
    for key, session in (("a", ""), ("b", ""), ("a", "other")):
        replays(asked(key=key), session, write)
    assert write.times == 3


def test_another_body_is_refused_while_the_first_is_written(store: Store) -> None:
    replays = Replays(store)
    refused = []

    def write() -> Answer:
        refused.append(replays(asked(b'{"other": 1}'), "", Slow()))
        return Slow(seconds=0)()

    replays(asked(), "", write)
    assert [answer.response.status for answer in refused] == [422]


def failing() -> Answer:
    raise LookupError("defect")


def test_a_write_that_failed_may_be_tried_again(store: Store) -> None:
    replays = Replays(store)
    with pytest.raises(LookupError, match="defect"):
        replays(asked(), "", failing)
    replays(asked(), "", Slow(503, 0))
    assert store.scan("", COLLECTION) == []
    answer = replays(asked(), "", Slow(201, 0))
    assert answer is not None
    assert (answer.response.status, answer.note) == (201, "")


def test_the_reservation_of_one_who_died_is_taken_over(store: Store, another: Again) -> None:
    replays = Replays(store, patience=0.1)
    replays(asked(), "", Slow(seconds=0))
    (name, document), *_ = store.scan("", COLLECTION)
    store.update("", COLLECTION, name, lambda _: {"print": document["print"], "owner": "dead"})
    write = Slow()
    with ThreadPoolExecutor(2) as pool:
        both = [Replays(each, patience=0.1) for each in (store, another())]
        answers = list(pool.map(lambda one: one(asked(), "", write), both))
    assert write.times == 1
    assert {answer.response.body for answer in answers if answer is not None} == {b'{"id": 1}'}
