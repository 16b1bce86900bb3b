"""Regular expressions of descriptions: ECMA-262, matched by an engine that hostile input cannot hold up.

Patterns without look-around or back-references run in linear time; the others stop after BACKTRACK_LIMIT steps.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jsonschema_rs import Draft202012Validator, FancyRegexOptions

BACKTRACK_LIMIT = 100_000
"""Steps that one match of a pattern with look-around may take; above it the value counts as not matching."""

PATTERN_OPTIONS = FancyRegexOptions(backtrack_limit=BACKTRACK_LIMIT)


def numbered(pattern: str) -> str:
    r"""Return `pattern` with its back-references by name (`\k<name>`) as those by number, which the engine knows."""
    if "\\k<" not in pattern:
        return pattern
    numbers: dict[str, int] = {}
    count = 0
    for token in _TOKEN.finditer(pattern):
        if token.lastgroup is not None:
            count += 1
            if token["name"]:
                numbers[token["name"]] = count
    return _TOKEN.sub(lambda token: _by_number(token, numbers), pattern)


def _by_number(token: re.Match[str], numbers: dict[str, int]) -> str:
    named = _BY_NAME.fullmatch(token.group())
    return f"(?:\\{numbers[named[1]]})" if named and named[1] in numbers else token.group()


@lru_cache(maxsize=4096)
def _matcher(pattern: str) -> Draft202012Validator | None:
    try:
        return Draft202012Validator({"pattern": numbered(pattern)}, offline=True, pattern_options=PATTERN_OPTIONS)
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


_BY_NAME = re.compile(r"\\k<([^>]+)>")
# What a pattern is read by to count its captures: back-references, escapes, classes; then the openings of captures.
_TOKEN = re.compile(r"\\k<[^>]+>|\\.|\[(?:\\.|[^\]\\])*\]|(?P<capture>\((?:\?P?<(?P<name>[^>=!]+)>|(?!\?)))", re.DOTALL)
