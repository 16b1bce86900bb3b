"""Swagger 2.0 -> the structure of OpenAPI 3.2: pure functions over nodes, whose results keep the author's places."""

from mockserver.later import later

upgrade = later("mockserver.document.upgrade.description", "upgrade")

__all__ = ["upgrade"]
