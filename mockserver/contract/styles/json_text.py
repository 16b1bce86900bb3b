"""JSON (RFC 8259), strictly: no NaN, no lone surrogates, no bad UTF-8, at most 512 levels; big integers stay exact."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any, Final, NoReturn

import orjson

from mockserver.contract.parameter import Malformed


def load(data: bytes | str) -> Any:
    """Read JSON text; raise Malformed with the line and column, or the octet, where it breaks."""
    octets = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    octets = octets.removeprefix(b"\xef\xbb\xbf")
    try:
        value = orjson.loads(octets)
    except orjson.JSONDecodeError as error:
        if "infinity" not in error.msg:
            _explain(octets, error)
        value = _exact(octets)  # an integer of hundreds of digits, perhaps
    else:
        if _LONG_RUN in octets.translate(_DIGITS) and _LONG_NUMBER.search(octets):
            value = _exact(octets)  # orjson makes a float of what exceeds 64 bits
    if octets.count(b"[") + octets.count(b"{") > DEEPEST and _too_deep(value):
        raise Malformed(TOO_DEEP)
    return value


def dump(value: Any) -> bytes:
    """Write JSON text without whitespace; json writes what orjson does not (integers above 64 bits, depth)."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def _exact(octets: bytes) -> Any:
    """Read with integers of any size; as strict as orjson in all else."""
    try:
        value = json.loads(octets, parse_float=_finite, parse_constant=_finite)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeError:
        raise Malformed("a string holds half of a surrogate pair") from None
    except RecursionError:
        raise Malformed(TOO_DEEP) from None
    except ValueError as error:
        limit = "a number has too many digits" if "digits" in str(error) else f"not JSON: {error}"
        raise Malformed(limit) from None
    return value


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise Malformed(f"the number {text} is beyond what a double holds")
    return number


def _too_deep(value: Any) -> bool:
    """Tell whether containers stand more than `DEEPEST` deep in each other: level by level, without recursion."""
    level = [value]
    for _ in range(DEEPEST):
        level = [child for node in level for child in _children(node)]
    return bool(level)


def _children(node: Any) -> list[Any]:
    """Return the containers directly in a value."""
    entries = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [entry for entry in entries if isinstance(entry, dict | list)]


def _explain(octets: bytes, error: orjson.JSONDecodeError) -> NoReturn:
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError as bad:
        raise Malformed(f"octet {bad.start} is not UTF-8: {octets[bad.start]:#04x}") from None
    if "depth" in error.msg:
        raise Malformed(TOO_DEEP) from None
    raise Malformed(f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None


DEEPEST: Final = 512
TOO_DEEP: Final = f"the JSON is nested more than {DEEPEST} levels deep"
# Nineteen digits may exceed 64 bits. Looking for a run of them in translated bytes is ten times as fast as `re`.
_DIGITS: Final = bytes(0x30 if 0x30 <= octet <= 0x39 else 0x20 for octet in range(256))
_LONG_RUN: Final = b"0" * 19
_LONG_NUMBER: Final = re.compile(rb"(?:\A|[\s:,\[-])\d{19}")
