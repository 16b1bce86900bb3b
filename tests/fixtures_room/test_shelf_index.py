"""The index by path value never hides a fixture that fits."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from mockserver.contract.call import Call
from mockserver.fixtures import Fixture, Shelf, Then, When
from mockserver.fixtures.conditions import compile_condition
from mockserver.fixtures.matching import fits
from mockserver.messages import Request

VALUES = st.sampled_from(["7", "8", "1.0", "true", "", 7, 8, 1, 1.0, True, ["7"]])
CONDITIONS = VALUES | st.sampled_from([{"matches": "[0-9]"}, {"contains": "7"}, {"equalTo": 7}, {"absent": True}])
PATHS = st.dictionaries(st.sampled_from(["id", "part"]), CONDITIONS)
OPERATION = SimpleNamespace(id="read")


def fixture(number, path):
    conditions = {name: compile_condition(wanted) for name, wanted in path.items()}
    return Fixture(str(number), str(number), When("read", path=conditions), Then())


@given(st.lists(PATHS, max_size=6), st.dictionaries(st.sampled_from(["id", "part"]), VALUES))
def test_what_is_likely_holds_all_that_fit_in_the_same_order(paths, asked):
    shelf = Shelf(fixture(number, path) for number, path in enumerate(paths))
    call = Call(OPERATION, Request("GET", "/"), path=asked)
    fitting = [one.id for one in shelf.candidates(call) if fits(one, call)]
    assert [one.id for one in shelf.likely(call) if fits(one, call)] == fitting


def test_a_value_that_nobody_wants_leaves_only_the_fixtures_that_name_none():
    shelf = Shelf([fixture(1, {"id": "7"}), fixture(2, {"id": 8}), fixture(3, {})])
    assert [one.id for one in shelf.likely(Call(OPERATION, Request("GET", "/"), path={"id": "9"}))] == ["3"]
    assert [one.id for one in shelf.likely(Call(OPERATION, Request("GET", "/"), path={"id": "8"}))] == ["2", "3"]
