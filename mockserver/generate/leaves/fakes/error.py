"""What is wrong with an `x-faker`."""

from __future__ import annotations

from dataclasses import dataclass

from mockserver.errors import MockserverError


@dataclass(eq=False)
class FakerError(MockserverError):
    """An `x-faker` that names no provider, or gives one arguments that it does not take."""

    code: str = "UNKNOWN_FAKER"
