"""A server on a thread of its own, for tests."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Self

from mockserver.serve.server import Address, serve_here

if TYPE_CHECKING:
    from mockserver.serve.asgi import AsgiApp


class Background:
    """Started and answering when `start` returns."""

    def __init__(self, app: AsgiApp, address: Address) -> None:
        self.url = ""
        self._app = app
        self._address = address
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._loop = asyncio.new_event_loop()
        self._stopped: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="mockserver", daemon=True)

    def start(self) -> Self:
        """Start, and wait until the port answers.

        Raises:
            StartError: the address cannot be had.
        """
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            self._thread.join()
            raise self._failure
        return self

    def stop(self) -> None:
        """Finish the requests in flight and stop."""
        if self._thread.is_alive() and self._stopped is not None:
            self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        except BaseException as failure:  # noqa: BLE001 - it is raised again on the caller's thread
            self._failure = failure
        finally:
            self._ready.set()
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    async def _serve(self) -> None:
        self._stopped = asyncio.Event()
        await serve_here(self._app, self._address, self._announce, self._stopped)

    def _announce(self, url: str) -> None:
        self.url = url
        self._ready.set()
