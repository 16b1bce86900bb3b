"""Plain YAML scalars -> JSON values, by the core schema of YAML 1.2 (section 10.3) and nothing beyond it.

What JSON cannot hold stays the text that the author wrote: `.inf` and `.nan`, hexadecimal and octal integers, and
digits with a leading zero (a postal code is no number). Dates, sexagesimals and yes/no of YAML 1.1 are text too.
"""

from __future__ import annotations

import math
import re

NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(\.[0-9]*)?|(\.[0-9]+))([eE][-+]?[0-9]+)?")
MAX_DIGITS = 4000
FIRST = frozenset("-+.0123456789")


def typed(text: str) -> str | int | float | bool | None:
    """Return the value of an untagged plain scalar."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in FIRST:
        return text
    return number(text)


def number(text: str) -> str | int | float:
    """Return the number that `text` writes, exactly if it is an integer; the text itself where it writes none."""
    match = NUMBER.fullmatch(text)
    if match is None:
        return text
    if match.lastindex is None:
        return int(text) if len(text) <= MAX_DIGITS else text
    value = float(text)
    return value if math.isfinite(value) else text


def by_tag(tag: str, text: str) -> str | int | float | bool | None:
    """Return the value of a scalar with a core tag; ValueError where the text does not fit, KeyError for other tags."""
    name = CORE[tag]
    if name == "str":
        return text
    value = typed(text)
    if name == "float" and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if KINDS[name] is not type(value):
        raise ValueError(name)
    return value


WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}

CORE = {f"tag:yaml.org,2002:{name}": name for name in ("str", "int", "float", "bool", "null")}
KINDS: dict[str, type] = {"int": int, "float": float, "bool": bool, "null": type(None)}
