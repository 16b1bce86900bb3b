"""Which documented response a call gets."""

from mockserver.answer.decide.choice import Choice
from mockserver.answer.decide.preference import NO_PREFERENCE, Preference, preference_of
from mockserver.answer.decide.selector import Selector

__all__ = ["NO_PREFERENCE", "Choice", "Preference", "Selector", "preference_of"]
