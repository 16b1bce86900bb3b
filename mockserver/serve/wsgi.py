"""Between WSGI (PEP 3333) and our messages: the raw path where the server tells it, the body within its limit."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from mockserver.answer import Problem
from mockserver.messages import Request, Response
from mockserver.violations import Violation

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def request_of(environ: WSGIEnvironment, limit: int) -> tuple[Request, Problem | None]:
    """Return the request in `environ`, and the refusal of its body (left out): over `limit` bytes, or cut short."""
    body = _body(environ, limit)
    refusal = body if isinstance(body, Problem) else None
    request = Request(
        environ["REQUEST_METHOD"].upper(),
        raw_path(environ),
        environ.get("QUERY_STRING", ""),
        headers_of(environ),
        b"" if isinstance(body, Problem) else body,
        environ.get("REMOTE_ADDR", ""),
    )
    return request, refusal


def raw_path(environ: WSGIEnvironment) -> str:
    """Return the path as it stood in the request line where the server tells it; else PATH_INFO, encoded again.

    A target that is not ASCII stood in no request line: a test client wrote it.
    """
    target = environ.get("RAW_URI") or environ.get("REQUEST_URI")
    if target and target.isascii():
        path = urlsplit(target).path if not target.startswith("/") else target.partition("?")[0]
        return _shown_below(path.partition("#")[0] or "/", environ)
    return quote(environ.get("PATH_INFO", "").encode("latin-1"), safe=UNRESERVED) or "/"


def _shown_below(path: str, environ: WSGIEnvironment) -> str:
    """Drop the script name: an app that is mounted below a path sees what follows it."""
    mount = environ.get("SCRIPT_NAME", "")
    return path.removeprefix(quote(mount.encode("latin-1"), safe=UNRESERVED)) or "/" if mount else path


def headers_of(environ: WSGIEnvironment) -> dict[str, str]:
    """Return the header fields by lower-case name."""
    headers = {key[5:].replace("_", "-").lower(): value for key, value in environ.items() if key.startswith("HTTP_")}
    for key, name in (("CONTENT_TYPE", "content-type"), ("CONTENT_LENGTH", "content-length")):
        if environ.get(key):
            headers[name] = environ[key]
    return headers


def _body(environ: WSGIEnvironment, limit: int) -> bytes | Problem:
    stream = environ["wsgi.input"]
    text = environ.get("CONTENT_LENGTH") or ""
    if not text:
        ended = environ.get("wsgi.input_terminated") or "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        return within(_read(stream, limit + 1), limit) if ended else b""
    if not (text.isascii() and text.isdigit()):
        return _malformed("Content-Length is no number")
    length = int(text)
    if length > limit:
        return too_large(limit)
    return whole(_read(stream, length), length)


def _read(stream: Any, most: int) -> bytes:
    """Read up to `most` bytes: a stream may give fewer at a time."""
    chunks = []
    while most > 0 and (chunk := stream.read(most)):
        chunks.append(chunk)
        most -= len(chunk)
    return b"".join(chunks)


def within(body: bytes, limit: int) -> bytes | Problem:
    """Return the body, or why it is refused: it is over the limit."""
    return body if len(body) <= limit else too_large(limit)


def whole(body: bytes, length: int) -> bytes | Problem:
    """Return the body, or why it is refused: it ended before its Content-Length (RFC 9112 section 6.3)."""
    if len(body) == length:
        return body
    return _malformed(f"The body ended after {len(body)} bytes of the {length} of its Content-Length")


def broken(size: int) -> Problem:
    """Return the refusal of a body that ended in the middle, or whose chunks are malformed."""
    return _malformed(f"The body broke off after {size} bytes")


def too_large(limit: int) -> Problem:
    """Return the refusal of a body over `limit` bytes."""
    text = f"The body is over the limit of {limit} bytes (--body-limit)"
    return Problem("PAYLOAD_TOO_LARGE", text, (Violation("body", (), "too-large", text, expected=limit),))


def _malformed(text: str) -> Problem:
    return Problem("BAD_REQUEST", text, (Violation("body", (), "malformed", text),))


def respond(response: Response, start_response: StartResponse) -> Iterable[bytes]:
    """Send `response` by WSGI; the length of a whole body is told."""
    start_response(status_line(response.status), with_length(response))
    body = response.body
    return (body,) if isinstance(body, bytes) else body


def with_length(response: Response) -> list[tuple[str, str]]:
    """Return the header fields with Content-Length, where there is a body whose length is known, or none on purpose."""
    headers = list(response.headers)
    if isinstance(response.body, bytes) and response.status not in {204, 304} and not _has_length(headers):
        headers.append(("Content-Length", str(len(response.body))))
    return headers


def _has_length(headers: list[tuple[str, str]]) -> bool:
    return any(name.lower() == "content-length" for name, _ in headers)


def status_line(status: int) -> str:
    """Return "404 NOT FOUND" as Werkzeug writes it."""
    return STATUS_LINES.get(status) or f"{status} UNKNOWN"


UNRESERVED = "/:@!$&'()*+,;=-._~"
STATUS_LINES = {status.value: f"{status.value} {status.phrase.upper()}" for status in HTTPStatus}
