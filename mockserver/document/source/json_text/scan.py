"""Where values stand in a JSON text that is known to be well-formed: skipping is left to the C scanner of `json`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from mockserver.document.pointer import child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SPACE = re.compile(r"[ \t\n\r]*")
STRING = r'"(?:[^"\\]|\\.)*"'
TOKEN = re.compile(STRING + r"|-?(?:Infinity|NaN|[0-9][0-9.eE+-]*)", re.DOTALL)
BRACKET = re.compile(STRING + r"|[\[\]{}]", re.DOTALL)
STRUCTURE = re.compile(STRING + r"|[\[\]{},:]", re.DOTALL)
LEVELS = {"[": 1, "{": 1, "]": -1, "}": -1}
SKIP = json.JSONDecoder(strict=False).raw_decode


def start_of_value(text: str, offset: int = 0) -> int:
    """Return the offset of the first character at or after `offset` that is no white space."""
    match = SPACE.match(text, offset)
    return match.end() if match else offset


def members(text: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield key, offset of the key and offset of the value for each member of the object or array at `offset`.

    The keys of an array are its indices, and the offset of a key is that of its value.
    """
    is_object = text[offset] == "{"
    index, at = 0, start_of_value(text, offset + 1)
    while text[at] not in "}]":
        begin = at
        key = str(index)
        if is_object:
            key, at = SKIP(text, at)
            at = start_of_value(text, start_of_value(text, at) + 1)
        yield key, begin, at
        _, at = SKIP(text, at)
        at = start_of_value(text, at)
        if text[at] == ",":
            at = start_of_value(text, at + 1)
        index += 1


def first_number(text: str, is_bad: Callable[[str], bool]) -> int:
    """Return the offset of the first number, or word in its place, that `is_bad`."""
    return next((match.start() for match in TOKEN.finditer(text) if match[0][0] != '"' and is_bad(match[0])), 0)


def first_beyond(text: str, depth: int) -> int:
    """Return the offset of the first bracket that opens a level below `depth`."""
    level = 0
    for match in BRACKET.finditer(text):
        level += LEVELS.get(match[0], 0)
        if level > depth:
            return match.start()
    return 0


def first_duplicate(text: str) -> tuple[str, str, int, int]:
    """Return pointer, name and both offsets of the first name that an object of `text` has twice."""
    names: list[dict[str, int]] = []
    path: list[str | int] = []
    before = ""
    for match in STRUCTURE.finditer(text):
        mark = match[0]
        if mark in "{[":
            names.append({})
            path.append(0 if mark == "[" else "")
        elif mark in "}]":
            names.pop()
            path.pop()
        elif mark == "," and isinstance(path[-1], int):
            path[-1] += 1
        elif mark[0] == '"' and before in ("{", ",") and isinstance(path[-1], str):
            path[-1] = name = json.loads(mark)
            if name in names[-1]:
                return "".join(child("", part) for part in path), name, names[-1][name], match.start()
            names[-1][name] = match.start()
        before = mark
    raise AssertionError
