"""The world that the answers are about: who is in it, what each looks like, and what was written to it."""

from typing import Final

from mockserver.answer.world.domain import domain_of
from mockserver.answer.world.entities import Entities
from mockserver.answer.world.figures.census import Census
from mockserver.answer.world.given_world import GivenWorld
from mockserver.answer.world.members import Members, Where
from mockserver.answer.world.pages.fields import PAGE_HEADERS
from mockserver.answer.world.scenes import Overlay, Scenes, Written
from mockserver.later import later

faithful: Final = later("mockserver.answer.world.fidelity", "faithful")
placed: Final = later("mockserver.answer.world.pages.placing", "placed")

__all__ = [
    "PAGE_HEADERS",
    "Census",
    "Entities",
    "GivenWorld",
    "Members",
    "Overlay",
    "Scenes",
    "Where",
    "Written",
    "domain_of",
    "faithful",
    "placed",
]
