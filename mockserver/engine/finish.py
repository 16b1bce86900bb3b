"""The last step before the wire: what every answer says about itself, CORS, and what must not be sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from mockserver.answer import Answer, Problem
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.answer import Dribble
    from mockserver.contract import Operation
    from mockserver.messages import Request
    from mockserver.violations import Violation

Fields = tuple[tuple[str, str], ...]


@dataclass(slots=True, unsafe_hash=True)
class Finished:
    """A response that can be sent, and what the journal says about it."""

    response: Response
    operation: str = ""
    source: str = ""
    violations: tuple[Violation, ...] = ()
    delay: float = 0.0
    fault: str | None = None
    note: str = ""
    dribble: Dribble | None = None


class Finish:
    """Turns an answer into the response for the wire."""

    def __init__(self, *, cors: bool) -> None:
        self._cors = cors
        self._about: dict[tuple[Operation | None, str], Fields] = {}

    def __call__(
        self,
        request: Request,
        operation: Operation | None,
        answer: Answer,
        violations: tuple[Violation, ...] = (),
        headers: Fields = (),
    ) -> Finished:
        """Return `answer` with the headers that every answer has; one that no server could send becomes a problem."""
        answer = answer if sendable(answer.response) else _unsendable(answer.response)
        made = answer.response
        fields = (*made.headers, *headers, *self._about_answer(operation, answer.source))
        if self._cors:
            fields += ANY_ORIGIN if "origin" not in request.headers else cors_fields(request, fields)
        response = Response(made.status, fields, made.body)
        return Finished(
            _shaped(request.method, response) if made.status in BODILESS or request.method == "HEAD" else response,
            operation.id if operation is not None else "",
            answer.source,
            violations,
            answer.delay,
            answer.fault,
            answer.note,
            answer.dribble,
        )

    def _about_answer(self, operation: Operation | None, source: str) -> Fields:
        """Return what answers say of themselves that come from `source` for an operation."""
        about = self._about.get((operation, source))
        if about is None:
            about = () if operation is None else (("X-Mock-Operation", quote(operation.id, safe=VISIBLE)),)
            if operation is not None and operation.deprecated:
                about += (("Deprecation", SINCE_EVER),)
            about += (("X-Mock-Source", source),)
            self._about[operation, source] = about
        return about


def cors_fields(request: Request, fields: Fields) -> Fields:
    """Return what lets a page of another origin read this response, credentials included (Fetch, section 3.2)."""
    origin = request.headers.get("origin")
    if origin is None or not FIELD_VALUE(origin):
        return ANY_ORIGIN
    names = ", ".join(dict.fromkeys(name for name, _ in fields if not readable_anyway(name.lower())))
    return (
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Expose-Headers", names),
        ("Vary", "Origin"),
    )


def readable_anyway(name: str) -> bool:
    """Tell whether a page may read the field without being told so, or has no use for it."""
    return name in SAFELISTED or name.startswith("access-control-")


def sendable(response: Response) -> bool:
    """Tell whether a server can send this: a final status, and header fields of RFC 9110 section 5."""
    for name, value in response.headers:
        plain = value.isascii() and value.isprintable() and value == value.strip()
        if not (_named(name) and (plain or FIELD_VALUE(value))):
            return False
    return 200 <= response.status <= 599


def _shaped(method: str, response: Response) -> Response:
    """Drop the body where there must be none; HEAD keeps the length that GET would have had."""
    if response.status in BODILESS:
        fields = tuple(pair for pair in response.headers if pair[0].lower() not in OF_A_BODY)
        return Response(response.status, fields)
    if method == "HEAD":
        length = (("Content-Length", str(len(response.body))),) if isinstance(response.body, bytes) else ()
        fields = tuple(pair for pair in response.headers if pair[0].lower() != "content-length")
        return Response(response.status, fields + length)
    return response


def _unsendable(response: Response) -> Answer:
    bad = [name for name, value in response.headers if not (FIELD_NAME(name) and FIELD_VALUE(value))]
    what = f"header field {bad[0]!r}" if bad else f"status {response.status}"
    problem = Problem("VIOLATIONS", f"The answer has a {what} that cannot be sent")
    return Answer(problem.response(), "refusal", note="VIOLATIONS")


FIELD_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch
_named = lru_cache(maxsize=1024)(FIELD_NAME)
FIELD_VALUE = re.compile(r"(?:[!-~\x80-\xff](?:[ \t!-~\x80-\xff]*[!-~\x80-\xff])?)?").fullmatch
ANY_ORIGIN = (("Access-Control-Allow-Origin", "*"),)
BODILESS = frozenset({204, 205, 304})
SINCE_EVER = "@0"
"""Deprecation is a date (RFC 9745 section 2); the description names none, so it is one that is always past."""

VISIBLE = " !\"#$&'()*+,/:;<=>?@[\\]^`{|}~"
OF_A_BODY = frozenset({"content-type", "content-length"})
SAFELISTED = frozenset({"cache-control", "content-language", "content-length", "content-type", "expires", "pragma"})
