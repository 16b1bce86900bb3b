"""JSON text -> plain tree (RFC 8259), strict where Python's reader is not: duplicate names, NaN, depth."""

from __future__ import annotations

import json
import math
from typing import Any

import orjson

from mockserver.document.source import limits
from mockserver.document.source.json_scan import first_duplicate
from mockserver.document.source.text import excerpt, position
from mockserver.errors import SourceError
from mockserver.violations import Place


class DuplicateNameError(Exception):
    """An object has a name twice; the lines are found by a second, slower pass."""


def parse_json(text: str, name: str, *, quote: bool) -> Any:
    """Return the value of `text`, integers exact; SourceError names the place, and quotes the line if `quote`."""
    if text.count(",") > limits.MAX_NODES:
        raise limits.too_many_nodes(name)
    try:
        tree = DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise _malformed(error.msg, error.pos, text, name, quote=quote) from None
    except RecursionError:
        raise limits.too_deep(Place(name)) from None
    except DuplicateNameError:
        raise _duplicate(text, name) from None
    except ValueError as error:
        raise SourceError(
            f"the JSON holds {error}", "JSON_NUMBER", Place(name), "JSON has finite numbers only."
        ) from None
    _check_depth(tree, name)
    return tree


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise DuplicateNameError
    return members


def _constant(word: str) -> Any:
    raise ValueError(f"{word}, which is not a JSON value")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"the number {text[:30]}, which is too large")
    return value


def _integer(text: str) -> int:
    if len(text) > 4000:
        raise ValueError(f"a number of {len(text)} digits, which is too large")
    return int(text)


def _check_depth(tree: Any, name: str) -> None:
    """Refuse a tree deeper than the limit: orjson writes 254 levels, so the tree is wrapped in the difference."""
    wrapped = tree
    for _ in range(ORJSON_DEPTH - limits.MAX_DEPTH):
        wrapped = [wrapped]
    try:
        orjson.dumps(wrapped)
    except orjson.JSONEncodeError as error:
        if "ecursion" in str(error) or _depth(tree) > limits.MAX_DEPTH:
            raise limits.too_deep(Place(name)) from None


def _depth(tree: Any) -> int:
    """Return the levels of a tree that orjson cannot write at all (large integers, lone surrogates)."""
    level, depth = [tree], 0
    while level := [node for node in level if isinstance(node, (dict, list))]:
        depth += 1
        level = [child for node in level for child in (node.values() if isinstance(node, dict) else node)]
    return depth


def _malformed(problem: str, offset: int, text: str, name: str, *, quote: bool) -> SourceError:
    line, column = position(text, offset)
    shown = excerpt(text, line) if quote else ""
    message = f"the JSON is malformed: {problem[:1].lower()}{problem[1:]}"
    return SourceError(message, "JSON_SYNTAX", Place(name, "", line, column), f"{line} | {shown}" if shown else "")


def _duplicate(text: str, name: str) -> SourceError:
    pointer, key, first, second = first_duplicate(text)
    one, (line, column) = position(text, first)[0], position(text, second)
    message = f"the key {key!r} stands twice in one object, in line {one} and in line {line}"
    hint = "Remove one of the two: which one counts is not defined."
    return SourceError(message, "DUPLICATE_KEY", Place(name, pointer, line, column), hint)


ORJSON_DEPTH = 254
DECODER = json.JSONDecoder(
    object_pairs_hook=_members, parse_constant=_constant, parse_float=_finite, parse_int=_integer, strict=True
)
