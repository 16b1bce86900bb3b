"""Row 8: an engine behind granian, behind Flask, in a test.

Its names are loaded when they are asked for: an app under gunicorn or a test client does without granian, and the
command line without Flask.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.serve.app import create_app as create_app
    from mockserver.serve.assemble import build as build
    from mockserver.serve.assemble import generator_for as generator_for
    from mockserver.serve.assemble import load as load
    from mockserver.serve.assemble import load_fixtures as load_fixtures
    from mockserver.serve.data import generate_options as generate_options
    from mockserver.serve.data import unheeded as unheeded
    from mockserver.serve.mock_server import MockServer as MockServer
    from mockserver.serve.run import Announcement as Announcement
    from mockserver.serve.run import serve_forever as serve_forever

__all__ = [
    "Announcement",
    "MockServer",
    "build",
    "create_app",
    "generate_options",
    "generator_for",
    "load",
    "load_fixtures",
    "serve_forever",
    "unheeded",
]


def __getattr__(name: str) -> Any:
    """Return a name of this room from its home (PEP 562)."""
    home = HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'mockserver.serve' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


HOMES = {
    "Announcement": "mockserver.serve.run",
    "MockServer": "mockserver.serve.mock_server",
    "build": "mockserver.serve.assemble",
    "create_app": "mockserver.serve.app",
    "generate_options": "mockserver.serve.data",
    "generator_for": "mockserver.serve.assemble",
    "load": "mockserver.serve.assemble",
    "load_fixtures": "mockserver.serve.assemble",
    "serve_forever": "mockserver.serve.run",
    "unheeded": "mockserver.serve.data",
}
