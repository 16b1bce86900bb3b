"""Sequences of JSON values <-> a list: lines (NDJSON, JSON Lines) and records (JSON text sequences, RFC 7464)."""

from __future__ import annotations

from typing import Any, Final

from mockserver.contract.bodies.codec import Content, Decoded, charset_text
from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.json_text import dump, load


def decode_lines(content: Content, data: bytes) -> Decoded:
    """Read one JSON value a line; blank lines are passed over."""
    return _items(charset_text(content, data).split("\n"))


def encode_lines(_content: Content, value: Any) -> bytes:
    """Write one JSON value a line."""
    return b"".join(dump(item) + b"\n" for item in as_items(value))


def decode_records(content: Content, data: bytes) -> Decoded:
    """Read the JSON values behind record separators."""
    head, *records = charset_text(content, data).split(SEPARATOR)
    if head.strip():
        raise Malformed("a JSON text sequence begins with a record separator (0x1E)")
    return _items(records)


def encode_records(_content: Content, value: Any) -> bytes:
    """Write each JSON value between a record separator and a line feed."""
    return b"".join(SEPARATOR.encode() + dump(item) + b"\n" for item in as_items(value))


def as_items(value: Any) -> list[Any]:
    """Return the items of a sequence; a value that is no list is its only item."""
    return value if isinstance(value, list) else [value]


def _items(texts: list[str]) -> Decoded:
    items: list[Any] = []
    for text in texts:
        if not text.strip():
            continue
        try:
            items.append(load(text))
        except Malformed as defect:
            raise Malformed(f"item {len(items)}: {defect.message}", (len(items), *defect.path)) from None
    return Decoded(items)


SEPARATOR: Final = "\x1e"
