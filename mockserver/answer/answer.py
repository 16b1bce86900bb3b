"""Answer: what one of the answerers made for a call, and the Protocol that all of them satisfy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.contract import Call
    from mockserver.messages import Response

Source = Literal["fixture", "state", "example", "generated", "upstream", "refusal", "override"]


class Dribble(NamedTuple):
    """A slow body: sent in `chunks` parts over `seconds`."""

    chunks: int
    seconds: float


@dataclass(slots=True, unsafe_hash=True)
class Answer:
    """A response and where it came from.

    `delay` is in seconds, `dribble` slows the body down, `fault` is WireMock's word for what to do to the connection;
    only `serve/` acts on them.
    `note` tells people what they should know about it. `reusable` promises that an identical safe request gets the
    same answer as long as the engine's generation stands.
    """

    response: Response
    source: Source
    delay: float = 0.0
    fault: str | None = None
    note: str = ""
    reusable: bool = True
    dribble: Dribble | None = None

    def sending(self, response: Response) -> Answer:
        """Return the same answer with another response."""
        return Answer(response, self.source, self.delay, self.fault, self.note, self.reusable, self.dribble)


class Answerer(Protocol):
    """One source of answers: the first of a list that has one wins."""

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the answer to `call`, or None to leave it to the next."""
