"""From ASGI to a whole WSGI app and back: the way of requests to an app that its user has extended."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, Protocol

from mockserver.messages import Response
from mockserver.serve.wire.acting import send_chunks
from mockserver.serve.wire.sending import send_start, send_whole

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Extensible(Protocol):
    """A WSGI app that knows whether its user put anything between a request and its engine."""

    @property
    def extended(self) -> bool:
        """Whether requests must take the app's full way."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""


async def full_way(app: Extensible, environ: dict[str, Any], send: Send) -> None:
    """Answer by the whole WSGI app, in a worker thread: hooks may block."""
    response = await asyncio.get_running_loop().run_in_executor(None, call_wsgi, app, environ)
    if isinstance(response.body, bytes):
        await send_whole(response, send)
    else:
        await send_start(response.status, response.headers, send)
        await send_chunks(response.body, send)


def environ_of(scope: Scope, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """Return the WSGI environment of an ASGI scope (PEP 3333), with the raw target as RAW_URI."""
    query = scope["query_string"].decode("latin-1")
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "RAW_URI": scope["raw_path"].decode("latin-1") + (f"?{query}" if query else ""),
        "QUERY_STRING": query,
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value
    return environ


def call_wsgi(app: Extensible, environ: dict[str, Any]) -> Response:
    """Call a WSGI app; return its response, whole if it tells its length, else as the stream that it may be."""
    started: list[Any] = []

    def start_response(status: str, fields: list[tuple[str, str]], _exc_info: Any = None) -> Callable[[bytes], None]:
        started[:] = [int(status[:3]), fields]
        return written.append

    written: list[bytes] = []
    body = _Body(written, app(environ, start_response))
    if not started:  # an app may wait with it until its first chunk is asked for (PEP 3333)
        written.append(next(body.rest, b""))
    status, fields = started
    if not any(name.lower() == "content-length" for name, _ in fields):
        return Response(status, tuple(fields), body)
    try:
        return Response(status, tuple(fields), b"".join(body))
    finally:
        body.close()


class _Body:
    """What an app has written, then what it yields; closed when the server is through with it."""

    def __init__(self, written: list[bytes], body: Iterable[bytes]) -> None:
        self._written = written
        self._body = body
        self.rest = iter(body)

    def __iter__(self) -> Iterator[bytes]:
        yield from self._written
        yield from self.rest

    def close(self) -> None:
        """Tell the app that it is over (PEP 3333)."""
        close = getattr(self._body, "close", None)
        if close is not None:
            close()
