"""The world that the answers are about: who is in it, what each looks like, and what was written to it."""

from mockserver.answer.world.domain import domain_of
from mockserver.answer.world.entities import Entities
from mockserver.answer.world.faithful import faithful
from mockserver.answer.world.figures.census import Census
from mockserver.answer.world.given_world import GivenWorld
from mockserver.answer.world.members import Members, Where
from mockserver.answer.world.pages.listing import PAGE_HEADERS
from mockserver.answer.world.pages.placing import placed
from mockserver.answer.world.scenes import Overlay, Scenes, Written

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
