"""Bytes -> plain tree: decoding, YAML, JSON, limits, line numbers, and the cache of parsed trees."""

from mockserver.document.source.cache import TreeCache
from mockserver.document.source.locate import Locator
from mockserver.document.source.parse import locator, parse

__all__ = ["Locator", "TreeCache", "locator", "parse"]
