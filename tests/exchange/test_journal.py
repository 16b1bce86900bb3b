"""The journal keeps the last exchanges, within its bounds."""

import threading
import tracemalloc

from mockserver.exchange import Exchange, Journal, JournalLimits
from mockserver.exchange.journal import OVERHEAD
from mockserver.messages import Request, Response


def exchange(number, body=b"{}", sent=b""):
    return Exchange(f"id-{number}", 0.0, Request("GET", f"/{number}", body=sent), Response(200, (), body))


def test_the_oldest_goes_first_over_the_count():
    journal = Journal(JournalLimits(count=3))
    for number in range(5):
        journal.record(exchange(number))
    assert [one.id for one in journal] == ["id-2", "id-3", "id-4"]
    assert journal.total == 5


def test_the_oldest_goes_first_over_the_bytes():
    journal = Journal(JournalLimits(size=3 * (OVERHEAD + 1_000), body=1_000))
    for number in range(5):
        journal.record(exchange(number, b"x" * 1_000))
    assert [one.id for one in journal] == ["id-2", "id-3", "id-4"]
    assert journal.size == 3 * (OVERHEAD + 1_000)


def test_a_long_body_is_cut_and_marked():
    journal = Journal(JournalLimits(body=10))
    journal.record(exchange(1, b"0123456789abc", b"0123456789abc"))
    journal.record(exchange(2, b"0123456789", b""))
    cut, whole = journal
    assert (cut.request.body, cut.response.body, cut.truncated) == (
        b"0123456789",
        b"0123456789",
        ("request", "response"),
    )
    assert (whole.response.body, whole.truncated) == (b"0123456789", ())


def test_a_stream_is_left_for_the_client_to_read():
    chunks = iter([b"a", b"b"])
    journal = Journal()
    journal.record(exchange(1, chunks))
    assert next(iter(journal)).truncated == ("response",)
    assert list(chunks) == [b"a", b"b"]


def test_exchanges_are_found_newest_first():
    journal = Journal()
    for number in range(6):
        journal.record(exchange(number))
    found = journal.find(lambda one: int(one.id[-1]) % 2 == 0, limit=2)
    assert [one.id for one in found] == ["id-4", "id-2"]
    assert journal.get("id-3").request.path == "/3"
    assert journal.get("id-9") is None


def test_exchanges_are_removed_and_the_bytes_with_them():
    journal = Journal()
    for number in range(4):
        journal.record(exchange(number))
    assert journal.remove(lambda one: one.id in {"id-1", "id-2"}) == 2
    assert [one.id for one in journal] == ["id-0", "id-3"]
    assert journal.size == 2 * (OVERHEAD + 2)
    journal.clear()
    assert (len(journal), journal.size, journal.total) == (0, 0, 0)


def test_a_listener_hears_every_exchange_until_it_leaves():
    journal, heard = Journal(), []
    leave = journal.subscribe(lambda one: heard.append(one.id))
    journal.record(exchange(1))
    leave()
    journal.record(exchange(2))
    assert heard == ["id-1"]


def test_a_listener_that_fails_harms_nobody(caplog):
    journal = Journal()
    journal.subscribe(lambda one: 1 / 0)
    journal.record(exchange(1))
    assert len(journal) == 1
    assert "a listener of the journal failed" in caplog.text


def test_threads_lose_nothing_and_the_bytes_add_up():
    journal = Journal(JournalLimits(count=10_000))

    def work(start):
        for number in range(start, start + 1_000):
            journal.record(exchange(number))

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 1_000, 2_000, 3_000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(journal) == journal.total == 4_000
    assert journal.size == 4_000 * (OVERHEAD + 2)


def test_memory_stays_flat_once_the_ring_is_full():
    journal = Journal(JournalLimits(count=200))
    tracemalloc.start()
    try:
        for number in range(1_000):
            journal.record(exchange(number, b"%04d" % number * 100))
        full = tracemalloc.get_traced_memory()[0]
        for number in range(1_000, 6_000):
            journal.record(exchange(number, b"%04d" % number * 100))
        later = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert later < full * 1.05
