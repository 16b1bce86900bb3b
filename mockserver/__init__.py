"""A mock and contract-testing server driven by an OpenAPI description.

The public names are loaded when they are first asked for: `import mockserver` alone costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver import errors as errors
    from mockserver.answer import Answerer as Answerer
    from mockserver.contract import Contract as Contract
    from mockserver.engine import Engine as Engine
    from mockserver.exchange import Exchange as Exchange
    from mockserver.exchange import Journal as Journal
    from mockserver.fixtures import Fixture as Fixture
    from mockserver.serve.app import create_app as create_app
    from mockserver.serve.assemble import load as load
    from mockserver.serve.mock_server import MockServer as MockServer
    from mockserver.settings import Settings as Settings
    from mockserver.violations import Violation as Violation

__all__ = [
    "Answerer",
    "Contract",
    "Engine",
    "Exchange",
    "Fixture",
    "Journal",
    "MockServer",
    "Settings",
    "Violation",
    "create_app",
    "errors",
    "load",
]


def __getattr__(name: str) -> Any:
    """Return a public name from its home (PEP 562)."""
    home = HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'mockserver' has no attribute {name!r}")
    module = importlib.import_module(home)
    value = module if name == "errors" else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


HOMES = {
    "Answerer": "mockserver.answer",
    "Contract": "mockserver.contract",
    "Engine": "mockserver.engine",
    "Exchange": "mockserver.exchange",
    "Fixture": "mockserver.fixtures",
    "Journal": "mockserver.exchange",
    "MockServer": "mockserver.serve.mock_server",
    "Settings": "mockserver.settings",
    "Violation": "mockserver.violations",
    "create_app": "mockserver.serve.app",
    "errors": "mockserver.errors",
    "load": "mockserver.serve.assemble",
}
