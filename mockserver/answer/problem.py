"""Problem details (RFC 9457) under the names that Prism gave them, and the header that carries the reasons."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.errors import DocumentError
    from mockserver.violations import Violation

REASONS_HEADER = "sl-violations"
REASONS_LIMIT = 8_000
TYPE_PREFIX = "urn:mockserver:errors#"


class Problem(NamedTuple):
    """One refusal: a name of `TITLES`, what happened, what is wrong in the request, and fields that go with it."""

    name: str
    detail: str
    violations: tuple[Violation, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    members: tuple[tuple[str, Any], ...] = ()
    status: int = 0

    @property
    def code(self) -> int:
        """The status to answer with: the problem's own, or the one of its name."""
        return self.status or TITLES[self.name][0]

    def response(self) -> Response:
        """Return the problem document as a response; the reasons travel in a header too."""
        document: dict[str, Any] = {
            "type": TYPE_PREFIX + self.name,
            "title": TITLES[self.name][1],
            "status": self.code,
            "detail": self.detail,
            **dict(self.members),
        }
        if self.violations:
            document["validation"] = [violation.as_item() for violation in self.violations]
        headers = (("Content-Type", "application/problem+json"), *self.headers, *reasons(self.violations))
        return Response(self.code, headers, encode(document))


def unusable(error: DocumentError) -> Problem:
    """Return the problem of a part of the description that only this operation uses, and that cannot be used."""
    return Problem("INVALID_DESCRIPTION", str(error), members=(("code", error.code),))


def encode(document: Any) -> bytes:
    """Write JSON, whatever was got from a client: lone surrogates and very large integers included."""
    try:
        return orjson.dumps(document)
    except TypeError:
        return json.dumps(document, default=repr).encode()


def reasons(violations: Iterable[Violation]) -> tuple[tuple[str, str], ...]:
    """Return the reason header for these violations, or nothing for none.

    The value is a JSON array in ASCII of at most `REASONS_LIMIT` bytes, cut between two items.
    """
    items: list[str] = []
    room = REASONS_LIMIT - 2
    for violation in violations:
        item = _compact(violation.as_item())
        if len(item) > room and not items:
            item = _compact(_shortened(violation).as_item())
        if len(item) > room:
            break
        items.append(item)
        room -= len(item) + 1
    return ((REASONS_HEADER, "[" + ",".join(items) + "]"),) if items else ()


def _compact(item: dict[str, Any]) -> str:
    return json.dumps(item, separators=(",", ":"), default=repr).replace("\x7f", "\\u007f")


def _shortened(violation: Violation) -> Violation:
    """Return the violation without the values that make it long."""
    message = violation.message
    short = message if len(message) <= SHORT else message[:SHORT] + "..."
    path = tuple(token if len(str(token)) <= SHORT else str(token)[:SHORT] + "..." for token in violation.path[:8])
    return replace(violation, message=short, path=path, expected=None, got=None)


SHORT = 300

TITLES: dict[str, tuple[int, str]] = {
    "NO_PATH_MATCHED_ERROR": (404, "Route not resolved, no path matched"),
    "NO_METHOD_MATCHED_ERROR": (405, "Route resolved, but no method matched"),
    "NO_SERVER_MATCHED_ERROR": (404, "Route not resolved, no server matched"),
    "UNAUTHORIZED": (401, "Invalid security scheme used"),
    "INVALID_CONTENT_TYPE": (415, "Invalid content type"),
    "UNPROCESSABLE_ENTITY": (422, "Invalid request"),
    "BAD_REQUEST": (400, "Malformed request"),
    "PRECONDITION_FAILED": (412, "The entity is not what the request takes it for"),
    "PAYLOAD_TOO_LARGE": (413, "Request body too large"),
    "NOT_ACCEPTABLE": (406, "The server cannot produce a representation for your accept header"),
    "NOT_FOUND": (404, "The server cannot find the requested content"),
    "VIOLATIONS": (500, "Response not valid"),
    "NO_RESPONSE_DEFINED": (500, "No response defined for the selected operation"),
    "SCHEMA_TOO_COMPLEX": (500, "No value could be made for the schema"),
    "INVALID_DESCRIPTION": (500, "The description of the operation cannot be used"),
    "TROUBLE": (503, "An error that was asked for"),
    "FAULT_NOT_POSSIBLE": (501, "The server cannot do this to a connection"),
    "FORBIDDEN": (403, "The admin API is not for this client"),
    "CONFLICT": (409, "Not possible as things stand"),
    "INTERNAL_ERROR": (500, "The mock itself failed"),
}
"""Each name's status and title."""
