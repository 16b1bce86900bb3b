"""Response -> violations: is the answer what the operation promised: status, media type, headers, body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mockserver.contract import bodies
from mockserver.contract.judging.decoded import essence, judge_decoded, takes_nothing
from mockserver.contract.judging.parameters import Reader, compile_reader
from mockserver.contract.media import match_media_type
from mockserver.contract.parameter import Malformed
from mockserver.contract.parameter_codec import decoder_for
from mockserver.contract.payload import ResponseSpec, response_for
from mockserver.violations import Violation

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.messages import Response

BODILESS = frozenset({204, 205, 304})
"""Statuses whose responses have no content, as all of 1XX (RFC 9110 section 6.4.1)."""


class ResponseJudge:
    """Judges the answers of one operation against its documented responses; `node` is where those stand."""

    def __init__(self, responses: Mapping[str, ResponseSpec], node: Node) -> None:
        self._responses = responses
        self._node = node
        self._headers: dict[str, tuple[tuple[str, Reader], ...]] = {}

    def __call__(self, response: Response, method: str) -> tuple[Violation, ...]:
        """Return every promise that the answer to `method` breaks; a streamed body is not read."""
        spec = response_for(self._responses, response.status)
        if spec is None:
            documented = list(self._responses)
            if not documented:  # nothing is promised (OAS 3.1 lets `responses` be left out)
                return ()
            message = f"must have a documented status ({', '.join(documented)}), got {response.status}"
            return (Violation("response", (), "status", message, self._node.place, documented, response.status),)
        return self._judge_headers(spec, response) + _judge_body(spec, response, method)

    def _judge_headers(self, spec: ResponseSpec, response: Response) -> tuple[Violation, ...]:
        readers = self._headers.get(spec.key)
        if readers is None:
            readers = tuple((name, compile_reader(one, decoder_for(one))) for name, one in spec.headers.items())
            self._headers[spec.key] = readers
        found: tuple[Violation, ...] = ()
        values: dict[str, Any] = {}
        for name, reader in readers:
            found += reader(response.header(name), values)
        return found


def _judge_body(spec: ResponseSpec, response: Response, method: str) -> tuple[Violation, ...]:
    data = response.body
    if method == "HEAD" or response.status in BODILESS or response.status < 200:
        if data == b"":
            return ()
        message = f"must be empty: {'an answer to HEAD' if method == 'HEAD' else f'a {response.status}'} has no body"
        return (Violation("body", (), "unexpected", message, spec.node.place),)
    content_type = response.header("content-type") or ""
    if not spec.content or not isinstance(data, bytes):
        return ()
    documented = list(spec.content)
    if not data and not content_type:
        message = f"must be given: {' or '.join(documented)} is documented"
        return (Violation("body", (), "required", message, spec.node.place, documented),)
    media = match_media_type(content_type, spec.content)
    if media is None:
        message = f"must be {' or '.join(documented)}, got {essence(content_type) or 'no Content-Type'}"
        place = spec.node.place
        return (Violation("body", (), "unknown-media-type", message, place, documented, content_type or None),)
    if not data and not takes_nothing(media.range, content_type):
        message = f"must be given: nothing is no {essence(content_type)}"
        return (Violation("body", (), "required", message, media.node.place, documented),)
    try:
        decoded = bodies.decode(media, content_type, data, "response")
    except Malformed as malformed:
        message = f"must be readable as {essence(content_type)}: {malformed.message}"
        return (Violation("body", malformed.path, "malformed", message, media.node.place, essence(content_type)),)
    return judge_decoded(media, decoded, "response")
