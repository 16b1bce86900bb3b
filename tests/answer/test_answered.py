"""What an answer said of a new entity is written, unless another client wrote to it in the meantime."""

from pathlib import Path

import pytest

from mockserver.answer.stateful.answered import keep
from mockserver.answer.stateful.written.overlay import collection_of
from mockserver.answer.stateful.written.record import Record, record_of
from mockserver.answer.world.members import Where
from mockserver.contract import compile_contract
from mockserver.contract.resources import Resources
from mockserver.document import load
from mockserver.state import MemoryStore

CLUB = Path(__file__).parents[1] / "scenarios" / "club.yaml"
SHOWN = Record("7", "created", {"n": 1}, absent=("note",))
PATCHED = Record("7", "created", {"n": 1, "status": "done"}, version=2)
DELETED = Record("7", "deleted", version=2)


@pytest.mark.parametrize(
    ("now", "values"),
    [
        pytest.param(SHOWN, {"n": 1, "status": "new"}, id="nobody-wrote"),
        pytest.param(PATCHED, {"n": 1, "status": "done"}, id="somebody-patched"),
        pytest.param(DELETED, {}, id="somebody-deleted"),
    ],
)
def test_what_was_written_since_stands(now: Record, values: dict[str, object]) -> None:
    resource = next(one for one in Resources(compile_contract(load(CLUB))).all if one.key == "/jobs")
    where, store = Where(resource), MemoryStore()
    store.update("", collection_of(where), "7", lambda _: now.as_document())
    keep(store, "", where, SHOWN, {"status": "new", "note": "n"})
    record = record_of(store.get("", collection_of(where), "7"))
    assert record is not None
    assert (record.values, record.state) == (values, now.state)
