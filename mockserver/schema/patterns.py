"""Regular expressions of descriptions: ECMA-262, matched by an engine that hostile input cannot hold up.

Patterns without look-around or back-references run in linear time; the others stop after BACKTRACK_LIMIT steps.
"""

from __future__ import annotations

from functools import lru_cache

from jsonschema_rs import Draft202012Validator, FancyRegexOptions

BACKTRACK_LIMIT = 100_000
"""Steps that one match of a pattern with look-around may take; above it the value counts as not matching."""

PATTERN_OPTIONS = FancyRegexOptions(backtrack_limit=BACKTRACK_LIMIT)


@lru_cache(maxsize=4096)
def _matcher(pattern: str) -> Draft202012Validator | None:
    try:
        return Draft202012Validator({"pattern": pattern}, offline=True, pattern_options=PATTERN_OPTIONS)
    except ValueError:
        return None


def is_readable(pattern: str) -> bool:
    """Tell whether `pattern` is a regular expression that values can be checked against."""
    return _matcher(pattern) is not None


def matches(pattern: str, text: str) -> bool:
    """Tell whether `pattern` is found anywhere in `text`; a pattern that cannot be read is found everywhere."""
    matcher = _matcher(pattern)
    try:
        return matcher is None or matcher.is_valid(text)
    except UnicodeEncodeError:  # half of a surrogate pair: JSON text cannot carry it
        return False
