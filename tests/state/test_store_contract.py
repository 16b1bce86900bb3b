"""What every store promises, held against each of them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from mockserver.errors import StartError, UsageError
from mockserver.state import Document, Store, expire, open_store

Again = Callable[[], Store]


def put(store: Store, key: str, document: Document | None, session: str = "", collection: str = "/contacts") -> None:
    store.update(session, collection, key, lambda _: document)


def test_what_is_written_is_read_by_whoever_opens_the_store(store: Store, another: Again) -> None:
    put(store, "42", {"name": "Ada", "tags": [1, None, {"a": "ü\u0000"}]})
    assert another().get("", "/contacts", "42") == {"name": "Ada", "tags": [1, None, {"a": "ü\u0000"}]}


def test_nothing_is_there_before_it_is_written(store: Store) -> None:
    assert store.get("", "/contacts", "42") is None
    assert store.scan("", "/contacts") == []
    assert store.collections("") == ()
    assert store.revision("") == 0
    assert store.sessions() == ()


def test_a_scan_keeps_the_order_of_first_writing(store: Store) -> None:
    for key in ("b", "a", "c"):
        put(store, key, {"n": key})
    put(store, "b", {"n": "again"})
    assert store.scan("", "/contacts") == [("b", {"n": "again"}), ("a", {"n": "a"}), ("c", {"n": "c"})]


def test_a_document_that_becomes_none_is_gone(store: Store) -> None:
    put(store, "a", {"n": 1})
    put(store, "a", None)
    assert store.get("", "/contacts", "a") is None
    assert store.scan("", "/contacts") == []
    assert store.collections("") == ()
    put(store, "a", {"n": 2})
    assert store.scan("", "/contacts") == [("a", {"n": 2})]


def test_every_write_moves_the_revision(store: Store) -> None:
    seen = [store.revision("")]
    for document in ({"n": 1}, {"n": 2}, None):
        put(store, "a", document)
        seen.append(store.revision(""))
    assert seen == sorted(set(seen))


def test_what_a_change_raises_is_raised_and_nothing_is_written(store: Store) -> None:
    def refuse(before: Document | None) -> Document | None:
        raise LookupError(str(before))

    put(store, "a", {"n": 1})
    revision = store.revision("")
    with pytest.raises(LookupError, match="'n': 1"):
        store.update("", "/contacts", "a", refuse)
    assert (store.get("", "/contacts", "a"), store.revision("")) == ({"n": 1}, revision)


def test_a_change_that_returns_what_it_got_is_no_write(store: Store) -> None:
    put(store, "a", {"n": 1})
    revision = store.revision("")
    assert store.update("", "/contacts", "a", lambda before: before) == {"n": 1}
    assert store.revision("") == revision


def test_concurrent_updates_of_one_document_are_all_kept(store: Store, another: Again) -> None:
    stores = [store, another()]

    def count(number: int) -> None:
        stores[number % 2].update("", "/n", "x", lambda before: {"n": (before or {"n": 0})["n"] + 1})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(200)))
    assert store.get("", "/n", "x") == {"n": 200}


def test_numbers_are_given_once(store: Store, another: Again) -> None:
    stores = [store, another()]
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: stores[n % 2].number("", "ids"), range(200)))
    assert sorted(numbers) == list(range(1, 201))


@pytest.mark.parametrize("name", ["", "a:b", "a%3Ab", "ü", "x" * 300], ids=str)
def test_sessions_collections_and_keys_are_any_text(store: Store, name: str) -> None:
    put(store, name, {"n": 1}, session="s" + name, collection="/c" + name)
    assert store.scan("s" + name, "/c" + name) == [(name, {"n": 1})]
    assert store.collections("s" + name) == ("/c" + name,)


def test_names_do_not_run_into_each_other(store: Store) -> None:
    put(store, "c", {"n": 1}, session="a", collection="b")
    put(store, "b:c", {"n": 2}, session="a", collection="")
    assert store.get("a:b", "", "c") is None
    assert store.get("a", "b", "c") == {"n": 1}


def test_sessions_do_not_see_each_other(store: Store) -> None:
    put(store, "a", {"n": 1}, session="one")
    put(store, "a", {"n": 2}, session="two")
    assert store.number("one", "ids") == store.number("two", "ids") == 1
    assert store.get("", "/contacts", "a") is None
    assert [(one.name, one.writes) for one in store.sessions()] == [("one", 1), ("two", 1)]
    assert store.drop("one")
    assert not store.drop("one")
    assert store.get("one", "/contacts", "a") is None
    assert store.revision("one") == 0
    assert store.get("two", "/contacts", "a") == {"n": 2}
    assert [one.name for one in store.sessions()] == ["two"]
    assert store.number("one", "ids") == 1


def test_a_revision_never_comes_back(store: Store) -> None:
    seen = set()
    for _ in range(3):
        put(store, "a", {"n": 1}, session="one")
        seen.add(store.revision("one"))
        store.drop("one")
    assert len(seen) == 3


def test_a_session_exists_from_its_first_use(store: Store) -> None:
    store.use("quiet")
    (only,) = store.sessions()
    assert (only.name, only.revision) == ("quiet", 0)
    assert only.used > 0


def test_sessions_expire_but_everybody_s_does_not(store: Store) -> None:
    for name in ("", "old", "new"):
        store.use(name)
    now = max(one.used for one in store.sessions())
    assert expire(store, now - 60) == ()
    assert expire(store, now + 60) == ("new", "old")
    assert [one.name for one in store.sessions()] == [""]


def test_a_snapshot_brings_everything_back(store: Store, another: Again) -> None:
    put(store, "b", {"n": 1})
    put(store, "a", {"n": 2})
    put(store, "x", {"n": 3}, collection="/lists")
    store.number("", "ids")
    taken = store.snapshot("")
    put(store, "b", None)
    put(store, "late", {"n": 4})
    revision = store.revision("")
    another().restore("", taken)
    assert store.scan("", "/contacts") == [("b", {"n": 1}), ("a", {"n": 2})]
    assert store.get("", "/lists", "x") == {"n": 3}
    assert store.number("", "ids") == 2
    assert store.revision("") > revision
    assert taken == {
        "numbers": {"ids": 1},
        "collections": {"/contacts": [["b", {"n": 1}], ["a", {"n": 2}]], "/lists": [["x", {"n": 3}]]},
    }


@pytest.mark.parametrize(
    ("snapshot", "message"),
    [
        pytest.param({"numbers": 1}, "expected 'numbers' to be whole numbers by name", id="numbers"),
        pytest.param(
            {"collections": []}, r"expected 'collections' to be lists of \[key, document\] by name", id="list"
        ),
        pytest.param(
            {"collections": {"/a": [["k", 1]]}},
            r"expected collection '/a' to be a list of \[key, document\]",
            id="pair",
        ),
    ],
)
def test_what_is_no_snapshot_changes_nothing(store: Store, snapshot: dict[str, object], message: str) -> None:
    put(store, "a", {"n": 1})
    with pytest.raises(ValueError, match=message):
        store.restore("", snapshot)
    assert store.get("", "/contacts", "a") == {"n": 1}


def test_readers_never_see_half_a_write(store: Store) -> None:
    done = threading.Event()
    wrong: list[Document] = []

    def read() -> None:
        while not done.is_set():
            for _, document in store.scan("", "/contacts"):
                if document["a"] != document["b"]:
                    wrong.append(document)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(100):
        put(store, str(number % 5), {"a": number, "b": number})
    done.set()
    reader.join()
    assert not wrong


def test_processes_share_a_temporary_store() -> None:
    store = open_store("memory", processes=2)
    assert store.shared
    put(store, "a", {"n": 1})
    assert store.get("", "/contacts", "a") == {"n": 1}
    store.close()


@pytest.mark.parametrize(
    ("address", "error", "message"),
    [
        pytest.param("mongo://x", UsageError, "no store has the address 'mongo://x'", id="unknown"),
        pytest.param("sqlite:///", UsageError, "the address of an SQLite store names a file", id="no file"),
        pytest.param(
            "sqlite:////nowhere/at/all.db", StartError, "the state file /nowhere/at/all.db cannot be used", id="folder"
        ),
        pytest.param(
            "redis://u:secret@127.0.0.1:1/0", StartError, "Redis cannot be reached at redis://127.0.0.1:1/0", id="port"
        ),
    ],
)
def test_a_store_that_cannot_be_opened_says_why(address: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        open_store(address)
    assert message in str(caught.value)
    assert "secret" not in str(caught.value)
