"""JSON (RFC 8259), strictly: no NaN, no lone surrogates, no bad UTF-8, at most 512 levels; big integers stay exact."""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

import orjson

from mockserver.contract.bodies.codec import Codec, Content, Decoded, charset_text
from mockserver.contract.media import parameter
from mockserver.contract.parameter import Malformed


def decode_json(content: Content, data: bytes) -> Decoded:
    """Read one JSON value."""
    charset = parameter(content.content_type, "charset")
    if charset and charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        data = charset_text(content, data).encode()
    return Decoded(load(data))


def encode_json(_content: Content, value: Any) -> bytes:
    """Write one JSON value, without whitespace."""
    return dump(value)


def load(data: bytes | str) -> Any:
    """Read JSON text; raise Malformed with the line and column, or the octet, where it breaks."""
    octets = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    octets = octets.removeprefix(b"\xef\xbb\xbf")
    try:
        value = orjson.loads(octets)
    except orjson.JSONDecodeError as error:
        _explain(octets, error)
    if octets.count(b"[") + octets.count(b"{") > DEEPEST and _too_deep(value):
        raise Malformed(f"the JSON is nested more than {DEEPEST} levels deep")
    return _exact(octets, value)


def dump(value: Any) -> bytes:
    """Write JSON text without whitespace; what orjson does not write (integers above 64 bits, great depth) json does."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def _exact(octets: bytes, value: Any) -> Any:
    """Read again where an integer may exceed 64 bits: orjson makes a float of it."""
    if not _LONG_NUMBER.search(octets):
        return value
    try:
        return json.loads(octets)
    except ValueError:  # Python converts integers of up to 4300 digits
        raise Malformed("a number has too many digits") from None


def _too_deep(value: Any) -> bool:
    """Tell whether containers stand more than `DEEPEST` deep in each other: level by level, without recursion."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [child for node in level for child in _children(node)]
    return bool(level)


def _children(node: Any) -> list[Any]:
    """Return the containers in a container, and itself where the walk begins at none."""
    entries = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [entry for entry in entries if isinstance(entry, dict | list)]


def _explain(octets: bytes, error: orjson.JSONDecodeError) -> NoReturn:
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError as bad:
        raise Malformed(f"octet {bad.start} is not UTF-8: {octets[bad.start]:#04x}") from None
    if "depth" in error.msg:
        raise Malformed(f"the JSON is nested more than {DEEPEST} levels deep") from None
    raise Malformed(f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None


DEEPEST: Final = 512
_LONG_NUMBER: Final = re.compile(rb"\d{19}")

JSON: Final = Codec(decode_json, encode_json)
