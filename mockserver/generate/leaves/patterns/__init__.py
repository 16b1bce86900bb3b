"""Text for a `pattern` of ECMA-262."""

from mockserver.generate.leaves.patterns.source import pattern_source
from mockserver.generate.leaves.patterns.syntax import PatternError

__all__ = ["PatternError", "pattern_source"]
