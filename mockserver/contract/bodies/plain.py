"""Text in its charset, and binary data as text of one character per octet."""

from __future__ import annotations

from typing import Any

from mockserver.contract.bodies.codec import Content, Decoded, charset_bytes, charset_text
from mockserver.contract.styles.encode import to_text
from mockserver.contract.styles.wire import leaf


def decode_text(content: Content, data: bytes) -> Decoded:
    """Read text, typed by the schema; where that admits no text, JSON in it."""
    return Decoded(content.described.coerce(leaf(charset_text(content, data), content.shape)))


def encode_text(content: Content, value: Any) -> bytes:
    """Write text; other values as JSON."""
    return charset_bytes(content, to_text(value))


def decode_binary(content: Content, data: bytes) -> Decoded:
    """Read octets, one character each; where the schema admits no text, JSON in them."""
    if content.shape.allows("primitive"):
        return Decoded(data.decode("latin-1"))
    return Decoded(leaf(data.decode("utf-8", "replace"), content.shape))


def encode_binary(_content: Content, value: Any) -> bytes:
    """Write one octet per character; values that are no text as JSON."""
    return octets(value) if isinstance(value, str) else to_text(value).encode()


def octets(text: str) -> bytes:
    """Return text as one octet per character, or as UTF-8 where a character has no octet."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")
