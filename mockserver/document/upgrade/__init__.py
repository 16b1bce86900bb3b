"""Swagger 2.0 -> the structure of OpenAPI 3.2: pure functions over nodes, whose results keep the author's places."""

from mockserver.document.upgrade.description import upgrade

__all__ = ["upgrade"]
