"""granian at the front, on a loop of this process: started, announced and stopped cleanly."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from granian.constants import Interfaces, TaskImpl
from granian.server.embed import Server as Embedded

from mockserver.errors import StartError

if TYPE_CHECKING:
    from mockserver.serve.asgi import AsgiApp

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds that a server may take until its port answers."""

MOST_CONNECTIONS = 8_192
"""Requests that may be in flight at once: granian's own limit is its backlog, and 128 late answers would block all."""

DRAIN = 5.0
"""Seconds that requests in flight have when the server stops."""

LAST_BREATH = 0.05
"""Seconds for granian's threads to end: one that is alive when the interpreter is not panics, on everyone's stderr."""


class Address(NamedTuple):
    """Where to listen: a host name or address, and a port (0: a free one)."""

    host: str = "127.0.0.1"
    port: int = 4010

    @property
    def url(self) -> str:
        """The URL under which a client on this machine reaches it."""
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - compared, not bound
        return f"http://{f'[{shown}]' if ':' in shown and not shown.startswith('[') else shown}:{self.port}"


def claim(address: Address) -> tuple[Address, socket.socket]:
    """Return the address with its port settled, and the socket that keeps it from others until the server listens.

    Raises:
        StartError: the port is taken or not allowed, or the host is not one of this machine.
    """
    try:
        family, _, _, _, target = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise StartError(f"no such host: {address.host}", "NO_SUCH_HOST", hint="--host 127.0.0.1") from error
    if address.port:
        _probe(family, target, address)
    holder = socket.socket(family, socket.SOCK_STREAM)
    try:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holder.bind(target)
    except OSError as error:
        holder.close()
        raise _not_listening(address, error) from error
    return Address(str(target[0]) if address.host == "localhost" else address.host, holder.getsockname()[1]), holder


def _probe(family: int, target: Any, address: Address) -> None:
    """Bind alone: granian shares its ports, so a second server on one would start and take half of the requests."""
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(target)
        except OSError as error:
            raise _not_listening(address, error) from error


def _not_listening(address: Address, error: OSError) -> StartError:
    if error.errno == errno.EADDRINUSE:
        return StartError(
            f"port {address.port} on {address.host} is taken",
            "PORT_TAKEN",
            hint=f"stop what listens there, or choose another: --port {address.port + 1} (0 takes a free one)",
        )
    if error.errno == errno.EACCES:
        return StartError(
            f"port {address.port} needs more rights than this user has", "PORT_NOT_ALLOWED", hint="--port 4010"
        )
    return StartError(f"cannot listen on {address.host}:{address.port}: {error.strerror}", "CANNOT_LISTEN")


async def serve_here(
    app: AsgiApp, address: Address, ready: Callable[[str], None], stopped: asyncio.Event | None = None
) -> int:
    """Serve in this process and on this loop until `stopped` is set, or SIGINT or SIGTERM comes where none is given.

    `ready` is called with the URL once the port answers. Requests in flight are finished before this returns, those
    that take longer than `DRAIN` are not. Returns the signal that ended it, or 0.

    Raises:
        StartError: the address cannot be had.
    """
    address, holder = claim(address)
    signals = Signals()
    with holder:
        await listen(app, address, ready, stopped or signals.caught())
    return signals.first


async def listen(app: AsgiApp, address: Address, ready: Callable[[str], None], stopped: asyncio.Event) -> None:
    """Serve on an address that is claimed already, until `stopped` is set."""
    server = Embedded(app, address.host, address.port, interface=Interfaces.ASGINL, websockets=False, **GRANIAN)
    serving = asyncio.create_task(server.serve())
    waiting = asyncio.create_task(stopped.wait())
    try:
        await _answers(address, serving)
        ready(address.url)
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        app.closing.set()
        server.stop()  # type: ignore[no-untyped-call]
        with suppress(TimeoutError):
            await asyncio.wait_for(serving, DRAIN)
        app.drop()
        await asyncio.sleep(LAST_BREATH)


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run `main` on a loop of its own to its end.

    `asyncio.run` asks all tasks of the loop who they are, and fails on what granian puts among them.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(main)
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


class Signals:
    """SIGINT and SIGTERM: the first stops the server, the second ends the process on the spot."""

    def __init__(self) -> None:
        self.first = 0
        self._stopped = asyncio.Event()

    def caught(self) -> asyncio.Event:
        """Catch them from now on; return what the first sets."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._come, number)
        return self._stopped

    def _come(self, number: int) -> None:
        if self.first:
            os._exit(128 + number)
        self.first = number
        self._stopped.set()


async def _answers(address: Address, serving: asyncio.Task[None]) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address.host, address.host)  # noqa: S104 - compared, not bound
    while not serving.done():
        with suppress(OSError):
            _, writer = await asyncio.open_connection(host, address.port)
            writer.close()
            return
        if loop.time() > end:
            raise StartError(f"nothing answers on {address.url} after {PATIENCE:g} seconds", "CANNOT_LISTEN")
        await asyncio.sleep(0.005)
    serving.result()


GRANIAN: dict[str, Any] = {
    "backlog": 1_024,
    "backpressure": MOST_CONNECTIONS,
    "task_impl": TaskImpl.rust if sys.version_info < (3, 12) else TaskImpl.asyncio,
    "log_enabled": False,
    "log_dictconfig": {"incremental": True, "handlers": {}, "formatters": {}, "loggers": {}},
}
"""Late answers hold nobody up; granian is silent, and the logging of the process it runs in is not configured anew.

Its own way to run a coroutine saves a task for each request, a fifth of what a small one costs; Python 3.12 has none.
What waits for anything is given a task by `asgi`.
"""
