"""`MockServer`: a mock on a free port for the length of a `with` block."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from mockserver.serve.asgi import AsgiApp
from mockserver.serve.assemble import build_engine
from mockserver.serve.background import Background
from mockserver.serve.server import Address
from mockserver.serve.steering import settled
from mockserver.settings import Settings

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.exchange import Journal


class MockServer:
    """Serves a contract, or the description at a path or URL, in a background thread.

    `settings` are those of the command line by name (`seed=7`, `validate="warn"`); the port is a free one unless given.

        with MockServer(load("openapi.yaml"), seed=7) as api:
            requests.get(api.url + "/contacts/1")

    Raises:
        MockserverError: a setting, the description or a fixture is wrong, or the port is taken.
    """

    def __init__(self, contract: Contract | str | Path = "openapi.yaml", **settings: Any) -> None:
        chosen = Settings(port=0)
        if isinstance(contract, str | Path):
            self.settings = settled(chosen.changed(spec=(str(contract),), **settings))
            self.engine = build_engine(self.settings)
        else:
            self.settings = settled(chosen.changed(**settings))
            self.engine = build_engine(self.settings, contract)
        self._background: Background | None = None

    @property
    def url(self) -> str:
        """The root URL, without a slash at its end; "" while the server does not run."""
        return self._background.url if self._background else ""

    @property
    def journal(self) -> Journal:
        """What happened so far."""
        return self.engine.journal

    def start(self) -> Self:
        """Start serving; return when the port answers."""
        app = AsgiApp(self.engine, self.settings.body_limit)
        self._background = Background(app, Address(self.settings.host, self.settings.port)).start()
        return self

    def stop(self) -> None:
        """Finish the requests in flight and stop serving."""
        if self._background is not None:
            self._background.stop()
            self._background = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
