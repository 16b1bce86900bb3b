"""From a request to a recorded exchange."""

from mockserver.engine.engine import Engine, EngineOptions
from mockserver.engine.mounts import Mounts

__all__ = ["Engine", "EngineOptions", "Mounts"]
