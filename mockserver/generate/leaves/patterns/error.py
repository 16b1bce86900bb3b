"""What is wrong with a pattern."""


class PatternError(ValueError):
    """A pattern that ECMA-262 does not allow, with the offset where it goes wrong."""
