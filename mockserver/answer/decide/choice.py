"""Choice: which of the documented responses a call gets, before anyone has made its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mockserver.answer.decide.preference import NO_PREFERENCE, Preference

if TYPE_CHECKING:
    from mockserver.answer.problem import Problem
    from mockserver.contract import MediaType, ResponseSpec
    from mockserver.contract.parameter import Example


class Choice(NamedTuple):
    """The status, the documented response, the media type to answer with and the example that was asked for.

    `media_type` is concrete ("application/json"), `media` the entry of `content` that it belongs to; both are None for
    a response without content. `problem` says why no documented response can be served as it was asked for.
    """

    status: int
    response: ResponseSpec | None = None
    media_type: str | None = None
    media: MediaType | None = None
    example: Example | None = None
    preference: Preference = NO_PREFERENCE
    problem: Problem | None = None
