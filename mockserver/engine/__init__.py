"""From a request to a recorded exchange."""

from mockserver.engine.engine import Engine, EngineOptions

__all__ = ["Engine", "EngineOptions"]
