"""Rules wait for a name that holds one of their marks: every name that a rule's own tables know has to hold one."""

import pytest

from mockserver.generate.relations import agree, amounts, pairs
from mockserver.generate.relations.agree import MARKS
from mockserver.generate.relations.counts import states, unread
from mockserver.generate.relations.dates import lasting, order, spans
from mockserver.generate.relations.money import prices
from mockserver.generate.relations.states import failures

WANTED = {
    agree.ordered: (*order._STEPS, order._BIRTHS),
    agree.spans: tuple(row.starts for row in spans._ROWS),
    agree.amounts: (amounts._LINE_TOTAL, amounts._SUBTOTAL, amounts._TOTAL),
    agree.prices: (prices._PRICE,),
    agree.pairs: ([first for first, _ in pairs._PAIRS],),
    agree.states: (states._WHOLE,),
    agree.failures: (failures._FAILED,),
    agree.lasting: (("duration",),),
    agree.unread: (unread.UNREAD,),
}
"""Of what a rule needs, one kind of name that it cannot do without."""


@pytest.mark.parametrize("rule", MARKS, ids=list(map(str, range(len(MARKS)))))
def test_no_rule_is_passed_over_where_it_has_something_to_say(rule):
    names = {name for group in WANTED[rule] for name in group}
    assert names
    assert [name for name in names if not any(mark in name for mark in MARKS[rule])] == []


def test_every_rule_that_waits_is_held_to_its_tables():
    assert MARKS.keys() == WANTED.keys()
    assert lasting.lasting({"start": {}, "end": {}}, None) == []
