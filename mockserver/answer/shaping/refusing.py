"""How a call is refused: with the error that its operation documents, told what is wrong, or with a problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import orjson

from mockserver.answer.answer import Answer, Answerer
from mockserver.answer.decide.selector import choose_error
from mockserver.answer.problem import Problem, reasons
from mockserver.answer.wording import explained, itemised, numbered
from mockserver.errors import DocumentError
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.contract import Call
    from mockserver.violations import Violation


def refuse(call: Call, violations: tuple[Violation, ...], producers: Sequence[Answerer]) -> Answer:
    """Return the refusal of a call for its violations: the error that the operation documents, else a problem.

    A documented error that cannot be read does not hide the reason: the problem tells of both.
    """
    name, statuses, enforced = classify(violations)
    challenge = challenges(call) if name == "UNAUTHORIZED" else ()
    reason = detail(call, enforced)
    members: tuple[tuple[str, str], ...] = ()
    try:
        response = _documented(
            call, statuses, producers, lambda answer, choice: telling(answer, choice, name, reason, enforced)
        )
    except DocumentError as error:
        response, members = None, (("unusable", f"the documented error cannot be used: {error}"),)
    if response is not None:
        told = reasons(call.violations or violations)
        return Answer(_with(response, (*challenge, *told)), "refusal", note=name)
    return Answer(Problem(name, reason, violations, challenge, members).response(), "refusal", note=name)


def _documented(
    call: Call,
    statuses: tuple[int, ...],
    producers: Sequence[Answerer],
    tell: Callable[[Answer, Choice], Response],
) -> Response | None:
    """Return the error that the operation documents, which is made to tell the reason, or None if it documents none."""
    choice = choose_error(call, statuses)
    for producer in producers if choice is not None else ():
        answer = producer.answer(call, choice)  # type: ignore[arg-type]
        if answer is not None and answer.response.status < 500:
            return tell(answer, choice)  # type: ignore[arg-type]
    return None


def classify(violations: tuple[Violation, ...]) -> tuple[str, tuple[int, ...], tuple[Violation, ...]]:
    """Return the refusal that goes first: its name, the statuses that fit, and the violations it is about."""
    for name, statuses, belongs in KINDS:
        enforced = tuple(violation for violation in violations if belongs(violation))
        if enforced:
            return name, statuses, enforced
    return "UNPROCESSABLE_ENTITY", (422, 400), violations


def detail(call: Call, violations: tuple[Violation, ...]) -> str:
    """Say in one sentence what is wrong with the first of them, and how many more there are."""
    first = violations[0]
    more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
    return f"{call.operation.id}: {first.location} {first.pointer or '(whole)'}: {first.message}{more}"


def challenges(call: Call) -> tuple[tuple[str, str], ...]:
    """Return WWW-Authenticate for each scheme that the operation asks for (RFC 9110 section 11.6.1)."""
    found = dict.fromkeys(challenge for requirement in call.operation.security for challenge in requirement.challenges)
    return tuple(("WWW-Authenticate", challenge) for challenge in found)


def telling(answer: Answer, choice: Choice, name: str, reason: str, wrong: Sequence[Violation] = ()) -> Response:
    """Return the response with `reason` as its message, and what is `wrong` one by one, where the schema takes it.

    What an author wrote as the example of a 401 is as true of this request as of any other, and stays.
    """
    response, media = answer.response, choice.media
    essence = (choice.media_type or "").partition(";")[0]
    if media is None or not essence.endswith(("/json", "+json")):
        return response
    if answer.source == "example" and name == "UNAUTHORIZED":
        return response
    bundle = media.schema("response")
    value = orjson.loads(response.body)  # type: ignore[arg-type]
    valid = bundle.validator.is_valid if bundle is not None else _anything
    said = explained(value, reason, valid)
    if answer.source == "generated":
        said = itemised(numbered(said, choice.status, valid), wrong, valid)
    return response if said is value else Response(response.status, response.headers, orjson.dumps(said))


def _anything(value: object) -> bool:
    del value
    return True


def _with(response: Response, headers: tuple[tuple[str, str], ...]) -> Response:
    names = {name.lower() for name, _ in headers}
    kept = tuple(pair for pair in response.headers if pair[0].lower() not in names)
    return Response(response.status, kept + headers, response.body)


KINDS: tuple[tuple[str, tuple[int, ...], Callable[[Violation], bool]], ...] = (
    ("UNAUTHORIZED", (401,), lambda violation: violation.location == "security"),
    ("PAYLOAD_TOO_LARGE", (413,), lambda violation: violation.code == "too-large"),
    (
        "INVALID_CONTENT_TYPE",
        (415, 422, 400),
        lambda violation: violation.code in {"unknown-media-type", "unknown-content-encoding"},
    ),
    ("BAD_REQUEST", (400, 422), lambda violation: violation.location == "body" and violation.code == "malformed"),
)
"""The refusals in the order in which they are given; what is none of these is 422."""
