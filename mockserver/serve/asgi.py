"""Between ASGI and our messages: the raw path as it came, bodies within their limit, delays that hold nobody up."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from mockserver.messages import Request, Response
from mockserver.serve.wire.acting import Wire, act, send_chunks, send_start, send_whole
from mockserver.serve.wsgi import broken, too_large, whole

if TYPE_CHECKING:
    from mockserver.answer import Problem
    from mockserver.exchange import Exchange, Journal

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Handler(Protocol):
    """What answers requests: an engine, or several below their prefixes."""

    @property
    def journal(self) -> Journal:
        """What happened so far."""

    def handle(self, request: Request) -> Exchange:
        """Return what became of the request; never raise."""

    def refuse(self, request: Request, problem: Problem) -> Exchange:
        """Return `problem` as what became of the request."""


class Extensible(Protocol):
    """A WSGI app that knows whether its user put anything between a request and its engine."""

    @property
    def extended(self) -> bool:
        """Whether requests must take the app's full way."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""


class AsgiApp:
    """An engine as ASGI, run on the loop's own thread; an app that its user has extended takes Flask's full way.

    Without a Flask app nothing of Flask is imported: that is a sixth of the start-up.
    """

    def __init__(self, engine: Handler, body_limit: int = 10_000_000, app: Extensible | None = None) -> None:
        self.engine = engine
        self.body_limit = body_limit
        self.app = app
        self.closing = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers = headers_of(scope["headers"])
        body: bytes | Problem = b""
        if "content-length" in headers or "transfer-encoding" in headers or scope["http_version"] == "2":
            body = await read_body(receive, headers.get("content-length"), self.body_limit)
        if self.app is not None and isinstance(body, bytes) and self.app.extended:
            await self._by_task(full_way(self.app, environ_of(scope, headers, body), send))
            return
        exchange = self._exchange(scope, headers, body)
        if exchange.delay or exchange.fault or exchange.dribble or not isinstance(exchange.response.body, bytes):
            await self._by_task(act(exchange, Wire(scope, receive, send, self.closing)))
        else:
            await send_whole(exchange.response, send)

    def _by_task(self, waiting: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Return a task for what waits for anything: the server may run its requests without one."""
        task = asyncio.create_task(waiting)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def drop(self) -> None:
        """Give up what is still waiting: the server has stopped."""
        for task in self._tasks:
            task.cancel()

    def _exchange(self, scope: Scope, headers: dict[str, str], body: bytes | Problem) -> Exchange:
        path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
        if isinstance(body, bytes):
            return self.engine.handle(Request(scope["method"], path, query, headers, body, client_of(scope)))
        return self.engine.refuse(Request(scope["method"], path, query, headers), body)


def client_of(scope: Scope) -> str:
    """Return the client's address, or "" where the server does not tell it."""
    client = scope["client"]
    return client[0] if client else ""


async def full_way(app: Extensible, environ: dict[str, Any], send: Send) -> None:
    """Answer by the whole WSGI app, in a worker thread: hooks may block."""
    response = await asyncio.get_running_loop().run_in_executor(None, call_wsgi, app, environ)
    if isinstance(response.body, bytes):
        await send_whole(response, send)
    else:
        await send_start(response.status, response.headers, send)
        await send_chunks(response.body, send)


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the header fields by lower-case name; repeated ones are joined (RFC 9110 section 5.3, RFC 9113 8.2.3)."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if name in headers:
            headers[name] += ("; " if name == "cookie" else ", ") + value
        else:
            headers[name] = value
    return headers


async def read_body(receive: Receive, length: str | None, limit: int) -> bytes | Problem:
    """Return the whole body, or why it is refused."""
    if length is not None and length.isdigit() and int(length) > limit:
        return too_large(limit)
    chunks, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return broken(size)
        chunk = message.get("body", b"")
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            return too_large(limit)
        if not message.get("more_body"):
            break
    body = b"".join(chunks)
    return whole(body, int(length)) if length is not None and length.isdigit() else body


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
