"""From a call and what its client prefers to one documented response: status, media type and example.

The rules are Prism's (status by `code`, its range, `default`; without a request the lowest 2XX, `2XX`, `default`), and
RFC 9110 section 12 for the media type. An operation without `responses` (OAS 3.1 allows it) gets an empty 200: nothing
else could be meant by a valid request. One whose `responses` hold nothing that can be served is a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mockserver.answer.decide.choice import Choice
from mockserver.answer.decide.preference import NO_PREFERENCE, Preference, preference_of
from mockserver.answer.problem import Problem, unusable
from mockserver.contract.media import match_media_type, negotiate, parse
from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from mockserver.contract import Call, MediaType, Operation, ResponseSpec
    from mockserver.contract.parameter import Example

MOST_REMEMBERED = 2_048


class Selector:
    """Chooses a documented response for a call; what was chosen without a preference is remembered."""

    def __init__(self) -> None:
        self._remembered: dict[tuple[Operation, str | None], Choice] = {}

    def choose(self, call: Call) -> Choice:
        """Return the choice for `call`; its `problem` is set where the contract has nothing that was asked for."""
        request = call.request
        preference = preference_of(request.headers, request.query)
        accept = request.headers.get("accept")
        if preference is not NO_PREFERENCE:
            call.violations += tuple(remark for remark in preference.remarks if remark not in call.violations)
            return _readable(call.operation, preference, accept)
        key = (call.operation, accept)
        choice = self._remembered.get(key)
        if choice is None:
            choice = _readable(call.operation, preference, accept)
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = choice
        return choice


def choose_status(call: Call, status: int, preference: Preference) -> Choice:
    """Return the documented response for `status`, whatever code or example the client prefers."""
    wanted = replace(preference, code=status, example=None)
    return _choose(call.operation, wanted, call.request.headers.get("accept"))


def choose_error(call: Call, statuses: Iterable[int]) -> Choice | None:
    """Return the documented response that fits an error best: the statuses in their order, then `4XX`, then `default`.

    An error may be sent in a media type that the client does not accept (RFC 9110 section 15.5.7).
    """
    responses = call.operation.responses
    wanted = list(statuses)
    keys = [*map(str, wanted), "4XX", "default"]
    for key, response in ((key, responses[key]) for key in keys if key in responses):
        status = int(key) if key.isdigit() else wanted[0]
        accept = call.request.headers.get("accept")
        found = _media(response, accept) or _media(response, None)
        preference = replace(preference_of(call.request.headers, call.request.query), code=None, example=None)
        media_type, media = found or (None, None)
        return Choice(status, response, media_type, media, preference=preference)
    return None


def _readable(operation: Operation, preference: Preference, accept: str | None) -> Choice:
    """Return the choice; responses that cannot be read are a problem, for what is wrong with the request goes first."""
    try:
        return _choose(operation, preference, accept)
    except DocumentError as error:
        return _without(unusable(error), preference)


def _choose(operation: Operation, preference: Preference, accept: str | None) -> Choice:
    if preference.refused:
        problem = Problem("UNPROCESSABLE_ENTITY", "The preferred code is no status code", preference.refused)
        return _without(problem, preference)
    if preference.code is not None:
        found = _documented(operation, preference.code)
        if found is None:
            return _without(_undocumented(operation, preference.code), preference)
        candidates = [(preference.code, found)]
    else:
        candidates = list(_by_default(operation))
        if not candidates and "responses" not in operation.node.value:
            return Choice(200, preference=preference)
        if not candidates:
            return _without(_nothing_documented(operation), preference)
    if preference.example is not None:
        return _with_example(operation, candidates, preference, accept)
    return _negotiated(operation, *candidates[0], preference, accept)


def _documented(operation: Operation, code: int) -> ResponseSpec | None:
    """Return the response for `code`, by its range or by `default` (OAS 4.8.16); None outside of 200-599."""
    if not 200 <= code <= 599:
        return None
    responses = operation.responses
    return responses.get(str(code)) or responses.get(f"{code // 100}XX") or responses.get("default")


def _by_default(operation: Operation) -> Iterator[tuple[int, ResponseSpec]]:
    """Yield the responses from the most wanted to the least, each with the status to serve it with."""
    responses = operation.responses
    codes = sorted(key for key in responses if key.isdigit() and 200 <= int(key) <= 599)
    order = [
        *(key for key in codes if key[0] == "2"),
        *(key for key in ("2XX", "default") if key in responses),
        *(key for key in codes if key[0] != "2"),
        *(key for key in ("3XX", "4XX", "5XX") if key in responses),
    ]
    for place, key in enumerate(order):
        if key == "default":
            yield (200 if place == 0 else 400), responses[key]
        else:
            yield int(key.replace("XX", "00")), responses[key]


def _with_example(
    operation: Operation, candidates: list[tuple[int, ResponseSpec]], preference: Preference, accept: str | None
) -> Choice:
    """Search the named example in the chosen response first, then in the others."""
    hidden: tuple[str, ...] = ()
    for status, response in candidates:
        showing = {key: media for key, media in response.content.items() if _named(media, preference.example)}
        if not showing:
            continue
        media_type = negotiate(accept, showing)
        if media_type is None:
            hidden = hidden or tuple(showing)
            continue
        media = match_media_type(media_type, showing)
        example = _named(media, preference.example)
        return Choice(status, response, media_type, media, example, preference)
    if hidden:
        return _without(_unacceptable(operation, accept, hidden), preference)
    return _without(_no_such_example(operation, candidates, preference), preference)


def _named(media: MediaType | None, name: str | None) -> Example | None:
    return next((example for example in media.examples if example.name == name), None) if media else None


def _negotiated(
    operation: Operation, status: int, response: ResponseSpec, preference: Preference, accept: str | None
) -> Choice:
    if not response.content:
        return Choice(status, response, preference=preference)
    found = _media(response, accept)
    if found is None:
        return _without(_unacceptable(operation, accept, response.content), preference)
    return Choice(status, response, *found, preference=preference)


def _media(response: ResponseSpec, accept: str | None) -> tuple[str, MediaType] | None:
    media_type = negotiate(accept, response.content)
    media = None if media_type is None else match_media_type(media_type, response.content)
    if media_type is not None and media is not None:
        return media_type, media
    return next((pair for pair in response.content.items() if _taken_as_written(pair[0], accept)), None)


def _taken_as_written(documented: str, accept: str | None) -> bool:
    """Tell whether a documented name that is no media type at all is accepted: by its letters, or by anything goes."""
    return parse(documented) is None and (accept is None or "*/*" in accept or documented in accept)


def _without(problem: Problem, preference: Preference) -> Choice:
    return Choice(problem.code, preference=preference, problem=problem)


def _undocumented(operation: Operation, code: int) -> Problem:
    if 200 <= code <= 599:
        return Problem(
            "NOT_FOUND", f"{operation.id} documents no response for {code}: it has {', '.join(operation.responses)}"
        )
    return Problem("NOT_FOUND", f"{code:03d} is no status of a final response: ask for one from 200 to 599")


def _no_such_example(
    operation: Operation, candidates: list[tuple[int, ResponseSpec]], preference: Preference
) -> Problem:
    names = dict.fromkeys(
        example.name for _, response in candidates for media in response.content.values() for example in media.examples
    )
    known = f"it has {', '.join(name for name in names if name)}" if any(names) else "it has none that is named"
    return Problem("NOT_FOUND", f"{operation.id} documents no example '{preference.example}': {known}")


def _nothing_documented(operation: Operation) -> Problem:
    keys = ", ".join(operation.responses)
    what = f"no response that can be served, only {keys}" if keys else "no response"
    return Problem("NO_RESPONSE_DEFINED", f"{operation.id} documents {what} ({operation.place})")


def _unacceptable(operation: Operation, accept: str | None, ranges: Iterable[str]) -> Problem:
    return Problem("NOT_ACCEPTABLE", f"{operation.id} answers {', '.join(ranges)}; the client accepts {accept}")
