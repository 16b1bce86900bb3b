"""Text for a `pattern` of ECMA-262: all that makes it is loaded for the first of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mockserver.generate.leaves.patterns.error import PatternError
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import TextLeaf

pattern_source: "Callable[..., TextLeaf | None]" = later("mockserver.generate.leaves.patterns.source", "pattern_source")
woven: "Callable[..., TextLeaf | None]" = later("mockserver.generate.leaves.patterns.weaving", "woven")

__all__ = ["PatternError", "pattern_source", "woven"]
