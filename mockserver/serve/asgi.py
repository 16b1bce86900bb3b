"""Between ASGI and our messages: the raw path as it came, bodies within their limit, delays that hold nobody up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from mockserver.later import later
from mockserver.messages import Request
from mockserver.serve.wire.sending import send_whole

if TYPE_CHECKING:
    from mockserver.answer import Problem
    from mockserver.exchange import Exchange, Journal
    from mockserver.serve.wire.acting import Wire
    from mockserver.serve.wire.full_way import Extensible

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_ACTING, _FULL_WAY = "mockserver.serve.wire.acting", "mockserver.serve.wire.full_way"
act: Callable[[Exchange, Wire], Coroutine[Any, Any, None]] = later(_ACTING, "act")
wire_of: Callable[..., Wire] = later(_ACTING, "Wire")
full_way: Callable[..., Coroutine[Any, Any, None]] = later(_FULL_WAY, "full_way")
environ_of: Callable[..., dict[str, Any]] = later(_FULL_WAY, "environ_of")
read_body: Callable[..., Awaitable[bytes | Problem]] = later("mockserver.serve.wire.reading", "read_body")


class Handler(Protocol):
    """What answers requests: an engine, or several below their prefixes."""

    @property
    def journal(self) -> Journal:
        """What happened so far."""

    def handle(self, request: Request) -> Exchange:
        """Return what became of the request; never raise."""

    def refuse(self, request: Request, problem: Problem) -> Exchange:
        """Return `problem` as what became of the request."""


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
        headers = SEEN[tuple(scope["headers"])].copy()
        body: bytes | Problem = b""
        if "content-length" in headers or "transfer-encoding" in headers or scope["http_version"] == "2":
            body = await read_body(receive, headers.get("content-length"), self.body_limit)
        if self.app is not None and isinstance(body, bytes) and self.app.extended:
            await self._by_task(full_way(self.app, environ_of(scope, headers, body), send))
            return
        exchange = self._exchange(scope, headers, body)
        if exchange.delay or exchange.fault or exchange.dribble or not isinstance(exchange.response.body, bytes):
            await self._by_task(act(exchange, wire_of(scope, receive, send, self.closing)))
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


class _Seen(dict[tuple[tuple[bytes, bytes], ...], dict[str, str]]):
    """What header fields say, kept as they came: clients send the same ones with every request."""

    def __missing__(self, raw: tuple[tuple[bytes, bytes], ...]) -> dict[str, str]:
        headers = headers_of(raw)
        if sum(len(name) + len(value) for name, value in raw) <= LONGEST_SEEN:
            if len(self) >= MOST_SEEN:
                self.clear()
            self[raw] = headers
        return headers


MOST_SEEN, LONGEST_SEEN = 256, 4_000
SEEN = _Seen()
