"""Several processes on one port: forked when everything is loaded, so that they share it; all stop together.

Each worker runs the same server as a single process does. It holds the reading end of a pipe, the lifeline: whatever
becomes of the parent, its end closes, and the worker finishes what is in flight and stops.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mockserver.errors import StartError
from mockserver.serve.server import Address, claim, listen, run

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext

    from mockserver.serve.asgi import AsgiApp

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve_workers(app: AsgiApp, address: Address, workers: int, ready: Callable[[str], None]) -> int:
    """Serve by several processes until SIGINT or SIGTERM, and return which.

    `ready` is called with the URL once all of them answer.

    Raises:
        StartError: the address cannot be had, processes cannot be forked here, or one ended by itself.
    """
    import multiprocessing  # noqa: PLC0415 - few starts need it

    if "fork" not in multiprocessing.get_all_start_methods():
        raise StartError("this system cannot fork processes", "NO_WORKERS", hint="--workers 1")
    address, holder = claim(address)
    with holder:
        return Crew(app, address, workers, multiprocessing.get_context("fork")).run(ready)


class Crew:
    """The workers of one server, and the pipes between them and their parent."""

    def __init__(self, app: AsgiApp, address: Address, count: int, context: ForkContext) -> None:
        from multiprocessing.connection import wait  # noqa: PLC0415 - few starts need it

        self._wait = wait
        self._address = address
        self._count = count
        self._lifeline, self._hold = os.pipe()
        self._started, self._tell = os.pipe()
        self._workers = [context.Process(target=self._work, args=(app,), name="mockserver") for _ in range(count)]
        self._stopping = False
        self._signal = 0

    def run(self, ready: Callable[[str], None]) -> int:
        """Fork, announce, and wait until all have stopped; return the signal that stopped them."""
        for number in SIGNALS:
            signal.signal(number, self._come)
        for worker in self._workers:
            worker.start()
        try:
            if self._all_started():
                ready(self._address.url)
            self._wait([worker.sentinel for worker in self._workers])
            failed = not self._stopping
        finally:
            self.stop()
            for worker in self._workers:
                worker.join()
        if failed:
            raise StartError("a worker ended by itself: its log says why", "WORKER_ENDED")
        return self._signal

    def _come(self, number: int, _: Any) -> None:
        """Stop at the first signal; end everything on the spot at the second."""
        if self._signal:
            for worker in self._workers:
                worker.kill()
            os._exit(128 + number)
        self._signal = number
        self.stop()

    def stop(self) -> None:
        """Let go of the lifeline."""
        if not self._stopping:
            self._stopping = True
            os.close(self._hold)

    def _all_started(self) -> bool:
        """Wait for a byte from each worker; not if one ends before."""
        sentinels: list[Any] = [worker.sentinel for worker in self._workers]
        told = 0
        while told < self._count and self._wait([self._started, *sentinels]) == [self._started]:
            told += len(os.read(self._started, self._count))
        return told == self._count

    def _work(self, app: AsgiApp) -> None:
        """Serve as one of the workers; Ctrl-C goes to all processes of a terminal, and the parent answers for it."""
        os.close(self._hold)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        run(self._serve(app))

    async def _serve(self, app: AsgiApp) -> None:
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, stopped.set)

        def let_go() -> None:
            loop.remove_reader(self._lifeline)
            stopped.set()

        loop.add_reader(self._lifeline, let_go)
        with suppress(BrokenPipeError):
            await listen(app, self._address, lambda _: self._report(), stopped)

    def _report(self) -> None:
        os.write(self._tell, b".")
