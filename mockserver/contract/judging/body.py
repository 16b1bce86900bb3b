"""The body of a request: media type, content coding, decoding, schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mockserver.contract import bodies
from mockserver.contract.judging.decoded import essence, judge_decoded, takes_nothing
from mockserver.contract.judging.encodings import Undecodable, decode_content
from mockserver.contract.media import match_media_type
from mockserver.contract.parameter import Malformed
from mockserver.violations import Violation

if TYPE_CHECKING:
    from mockserver.contract.call import Call
    from mockserver.contract.parameter import MediaType
    from mockserver.contract.payload import RequestBody

BodyReader = Callable[["Call"], tuple[Violation, ...]]


def compile_body_reader(body: RequestBody, limit: int) -> BodyReader:
    """Return what reads a request's body into the call and tells what is wrong; `limit` bounds decoded bytes."""
    find = _finder(body.content)

    def read(call: Call) -> tuple[Violation, ...]:
        request = call.request
        data, content_type = request.body, request.headers.get("content-type", "")
        coding = request.headers.get("content-encoding")
        if data and coding:
            try:
                data = decode_content(coding, data, limit)
            except Undecodable as flaw:
                expected = list(CODINGS)
                return (Violation("body", (), flaw.code, flaw.message, body.node.place, expected, flaw.coding),)
        if not data and not content_type:
            return _absent(body)
        if not body.content:
            return ()
        media = find(content_type)
        if media is None:
            return (_unknown(body, content_type),) if data or body.required else ()
        if not data and not takes_nothing(media.range, content_type):
            return _absent(body)
        call.media_type = content_type
        return _decode(media, content_type, data, call)

    return read


def _finder(content: Mapping[str, MediaType]) -> Callable[[str], MediaType | None]:
    """Return `match_media_type` over `content`, with the usual Content-Types remembered."""
    known: dict[str, MediaType | None] = {}

    def find(content_type: str) -> MediaType | None:
        if content_type in known:
            return known[content_type]
        found = match_media_type(content_type, content)
        if len(known) < MOST_REMEMBERED:
            known[content_type] = found
        return found

    return find


def _decode(media: MediaType, content_type: str, data: bytes, call: Call) -> tuple[Violation, ...]:
    try:
        decoded = bodies.decode(media, content_type, data, "request")
    except Malformed as malformed:
        message = f"must be readable as {essence(content_type)}: {malformed.message}"
        return (Violation("body", malformed.path, "malformed", message, media.node.place, essence(content_type)),)
    call.body, call.parts = decoded.value, decoded.parts
    return judge_decoded(media, decoded, "request")


def _absent(body: RequestBody) -> tuple[Violation, ...]:
    if not body.required:
        return ()
    wanted = list(body.content)
    message = f"must be given: a body is required, of {' or '.join(wanted) or 'any media type'}"
    return (Violation("body", (), "required", message, body.node.place, wanted),)


def _unknown(body: RequestBody, content_type: str) -> Violation:
    wanted = list(body.content)
    message = f"must be {' or '.join(wanted)}, got {essence(content_type) or 'no Content-Type'}"
    return Violation("body", (), "unknown-media-type", message, body.node.place, wanted, content_type or None)


MOST_REMEMBERED = 64

CODINGS = ("gzip", "deflate", "identity")
