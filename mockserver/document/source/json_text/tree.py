"""JSON text -> plain tree (RFC 8259), strict where Python's reader is not: duplicate names, NaN, depth."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import orjson

from mockserver.document.source import limits
from mockserver.document.source.text import malformed, position, shortened
from mockserver.errors import SourceError
from mockserver.later import later
from mockserver.violations import Place

_SCAN = "mockserver.document.source.json_text.scan"
first_beyond: Callable[..., Any] = later(_SCAN, "first_beyond")
first_duplicate: Callable[..., Any] = later(_SCAN, "first_duplicate")
first_number: Callable[..., Any] = later(_SCAN, "first_number")


class BadNumberError(ValueError):
    """A number that JSON does not have, or that is too large to be one here."""


class DuplicateNameError(Exception):
    """An object has a name twice; the lines are found by a second, slower pass."""


def parse_json(text: str, name: str, *, quote: bool) -> Any:
    """Return the value of `text`, integers exact; SourceError names the place, and quotes the line if `quote`."""
    if text.count(",") > limits.MAX_NODES:
        raise limits.too_many_nodes(name)
    try:
        tree = DECODER.decode(text)
    except json.JSONDecodeError as error:
        problem = PROBLEMS.get(error.msg, error.msg[:1].lower() + error.msg[1:])
        place = _place(name, text, error.pos)
        raise malformed(f"the JSON is malformed: {problem}", "JSON_SYNTAX", place, text, quote=quote) from None
    except RecursionError:
        raise limits.too_deep(_place(name, text, first_beyond(text, limits.MAX_DEPTH))) from None
    except DuplicateNameError:
        raise _duplicate(text, name) from None
    except BadNumberError as error:
        message = f"the JSON holds {error}"
        place = _place(name, text, first_number(text, _is_bad))
        raise SourceError(message, "JSON_NUMBER", place, "JSON has finite numbers only.") from None
    return _checked(tree, text, name)


def _place(name: str, text: str, offset: int) -> Place:
    return Place(name, "", *position(text, offset))


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise DuplicateNameError
    return members


def _constant(word: str) -> Any:
    raise BadNumberError(f"{word}, which is not a JSON value")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise BadNumberError(f"the number {text[:30]}, which is too large")
    return value


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise BadNumberError(f"a number of {len(text)} digits, which is too large")
    return int(text)


def _is_bad(text: str) -> bool:
    """Tell what `_constant`, `_finite` or `_integer` refuses."""
    if text.lstrip("-").isdigit():
        return len(text) > MAX_DIGITS
    return not math.isfinite(float(text))


def _checked(tree: Any, text: str, name: str) -> Any:
    """Refuse a tree deeper than the limit: orjson writes 254 levels, so the tree is wrapped in the difference.

    What orjson cannot write is looked at more slowly: large integers are fine, lone surrogates (which no encoding can
    carry) become U+FFFD.
    """
    wrapped = tree
    for _ in range(ORJSON_DEPTH - limits.MAX_DEPTH):
        wrapped = [wrapped]
    try:
        orjson.dumps(wrapped)
    except orjson.JSONEncodeError as error:
        if "ecursion" in str(error) or _depth(tree) > limits.MAX_DEPTH:
            raise limits.too_deep(_place(name, text, first_beyond(text, limits.MAX_DEPTH))) from None
        return _encodable(tree)
    return tree


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    return value


def _depth(tree: Any) -> int:
    """Return the levels of a tree that orjson cannot write at all (large integers, lone surrogates)."""
    level, depth = [tree], 0
    while level := [node for node in level if isinstance(node, (dict, list))]:
        depth += 1
        level = [child for node in level for child in (node.values() if isinstance(node, dict) else node)]
    return depth


def _duplicate(text: str, name: str) -> SourceError:
    pointer, key, first, second = first_duplicate(text)
    one, (line, column) = position(text, first)[0], position(text, second)
    message = f"the key {shortened(key)!r} stands twice in one object, in line {one} and in line {line}"
    hint = "Remove one of the two: which one counts is not defined."
    return SourceError(message, "DUPLICATE_KEY", Place(name, pointer, line, column), hint)


PROBLEMS = {
    "Invalid control character at": "a control character in a text must be escaped",
    "Extra data": "there is more after the end of the value",
}
MAX_DIGITS = 4000
ORJSON_DEPTH = 254
DECODER = json.JSONDecoder(
    object_pairs_hook=_members, parse_constant=_constant, parse_float=_finite, parse_int=_integer, strict=True
)
