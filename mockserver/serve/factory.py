"""`create_app`: the mock as a Flask app."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mockserver.serve.app import MockApp
from mockserver.serve.assemble import build
from mockserver.settings import Settings


def create_app(spec: str | Path = "openapi.yaml", **settings: Any) -> MockApp:
    """Return a Flask app that serves `spec`: for `flask run`, gunicorn, `test_client()` and your own hooks.

    `settings` are those of the command line by name: `create_app(seed=7, validate="warn")`.

    Raises:
        MockserverError: a setting, the description or a fixture is wrong.
    """
    chosen = Settings().changed(spec=(str(spec),), **settings)
    return MockApp(build(chosen), body_limit=chosen.body_limit)
