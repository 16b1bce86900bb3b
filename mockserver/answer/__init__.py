"""Who answers a call, and with which of the documented responses."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mockserver.answer.answer import Answer, Answerer, Dribble, Source
from mockserver.answer.decide import NO_PREFERENCE, Choice, Preference, Selector, preference_of
from mockserver.answer.from_example import FromExample
from mockserver.answer.from_fixture import FromFixture
from mockserver.answer.from_schema import FromSchema
from mockserver.answer.moment import Surroundings
from mockserver.answer.problem import Problem, reasons, unusable
from mockserver.answer.refusal import Refusal, Unjudged
from mockserver.answer.render import Renderer
from mockserver.answer.stateful import Conditional, FromState, read_seed, sow
from mockserver.answer.steering.from_override import FromOverride, FromStray
from mockserver.answer.steering.overrides import Override, Overrides, TooManyError
from mockserver.answer.steering.trouble import Rule, Troubled, Troubles
from mockserver.answer.world import Census, Entities, GivenWorld, Members, Scenes, domain_of
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.document import Diagnostic

read_rule: Callable[..., Rule] = later("mockserver.answer.steering.rule", "read_rule")
audit: "Callable[..., Iterator[Diagnostic]]" = later("mockserver.answer.auditing", "audit")

__all__ = [
    "NO_PREFERENCE",
    "Answer",
    "Answerer",
    "Census",
    "Choice",
    "Conditional",
    "Dribble",
    "Entities",
    "FromExample",
    "FromFixture",
    "FromOverride",
    "FromSchema",
    "FromState",
    "FromStray",
    "GivenWorld",
    "Members",
    "Override",
    "Overrides",
    "Preference",
    "Problem",
    "Refusal",
    "Renderer",
    "Rule",
    "Scenes",
    "Selector",
    "Source",
    "Surroundings",
    "TooManyError",
    "Troubled",
    "Troubles",
    "Unjudged",
    "audit",
    "domain_of",
    "preference_of",
    "read_rule",
    "read_seed",
    "reasons",
    "sow",
    "unusable",
]
