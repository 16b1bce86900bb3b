"""Functions whose home is loaded when they are first called: for rooms that few starts enter."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


def later(home: str, name: str) -> Callable[..., Any]:
    """Return a function that does what `name` in the module `home` does."""
    found: Callable[..., Any] | None = None

    def call(*args: Any, **options: Any) -> Any:
        nonlocal found
        if found is None:
            found = getattr(importlib.import_module(home), name)
        return found(*args, **options)

    return call
