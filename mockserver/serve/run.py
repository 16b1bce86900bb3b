"""From settings to a server that runs until it is told to stop: what `mockserver serve` does."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mockserver.fixtures import folders_for
from mockserver.later import later
from mockserver.serve.asgi import AsgiApp
from mockserver.serve.assemble import build
from mockserver.serve.server import Address, run, serve_here
from mockserver.serve.steering import settled, steering_of

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.engine import Engine, Mounts
    from mockserver.settings import Settings

watch: Callable[..., None] = later("mockserver.serve.reload", "watch")
serve_workers: Callable[..., int] = later("mockserver.serve.workers", "serve_workers")


class Announcement(NamedTuple):
    """What to tell people once the port answers: where, and the contracts with their prefixes."""

    url: str
    mounts: tuple[tuple[str, Contract], ...]
    settings: Settings


def serve_forever(settings: Settings, announce: Callable[[Announcement], None], reloaded: Callable[[str], None]) -> int:
    """Serve until SIGINT or SIGTERM, and return which; `reloaded` is told what became of each reload under `--watch`.

    Raises:
        MockserverError: a description or a fixture cannot be served, or the address cannot be had.
    """
    settings = settled(settings)
    gc.disable()  # what is loaded stays
    try:
        handler = build(settings)
    finally:
        gc.freeze()
        gc.enable()
    app = AsgiApp(handler, settings.body_limit)
    address = Address(settings.host, settings.port)

    def ready(url: str) -> None:
        announce(Announcement(url, handler.mounts, settings))

    if settings.workers > 1:
        return serve_workers(app, address, settings.workers, ready)
    stop = threading.Event()
    if settings.watch:
        watch(partial(_watched, app, settings), partial(_rebuild, app, settings), reloaded, stop)
    try:
        return run(serve_here(app, address, ready))
    finally:
        stop.set()


def _watched(app: AsgiApp, settings: Settings) -> list[Path]:
    """Return the folders in which a change is one of what is served: of descriptions, and of fixtures elsewhere."""
    handler: Engine | Mounts = app.engine  # type: ignore[assignment]
    files = {Path(file) for _, contract in handler.mounts for file in contract.document.files}
    fixtures = {folder for spec in settings.spec for folder in folders_for(spec, settings.fixtures)}
    folders = {path.resolve().parent for path in files if path.exists()} | {folder.resolve() for folder in fixtures}
    return sorted(folder for folder in folders if folder.is_dir())


def _rebuild(app: AsgiApp, settings: Settings) -> None:
    handler: Engine | Mounts = app.engine  # type: ignore[assignment]
    app.engine = build(settings, handler.journal, steering_of(handler))
