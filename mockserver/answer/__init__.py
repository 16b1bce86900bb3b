"""Who answers a call, and with which of the documented responses."""

from mockserver.answer.answer import Answer, Answerer, Source
from mockserver.answer.audit import audit
from mockserver.answer.decide import NO_PREFERENCE, Choice, Preference, Selector, preference_of
from mockserver.answer.from_example import FromExample
from mockserver.answer.from_fixture import FromFixture
from mockserver.answer.from_schema import FromSchema
from mockserver.answer.moment import Surroundings
from mockserver.answer.problem import Problem, reasons
from mockserver.answer.refusal import Refusal
from mockserver.answer.render import Renderer
from mockserver.answer.stateful import Conditional, FromState
from mockserver.answer.world import Entities, GivenWorld, Members, Scenes

__all__ = [
    "NO_PREFERENCE",
    "Answer",
    "Answerer",
    "Choice",
    "Conditional",
    "Entities",
    "FromExample",
    "FromFixture",
    "FromSchema",
    "FromState",
    "GivenWorld",
    "Members",
    "Preference",
    "Problem",
    "Refusal",
    "Renderer",
    "Scenes",
    "Selector",
    "Source",
    "Surroundings",
    "audit",
    "preference_of",
    "reasons",
]
