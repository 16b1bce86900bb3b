"""Bytes -> plain tree: decoding, YAML, JSON, limits, line numbers, and the cache of parsed trees."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mockserver.document.source.cache import TreeCache
from mockserver.document.source.parse import parse
from mockserver.document.source.together import Text, Together
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.document.source.locate import Locator as Locator

locator: "Callable[..., Locator]" = later("mockserver.document.source.locate", "locator")

__all__ = ["Text", "Together", "TreeCache", "locator", "parse"]
