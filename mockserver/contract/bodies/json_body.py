"""JSON bodies: `application/json` and every `+json`, which JSON Patch and merge patches are too."""

from __future__ import annotations

from typing import Any, Final

from mockserver.contract.bodies.codec import Codec, Content, Decoded, charset_text
from mockserver.contract.media import parameter
from mockserver.contract.styles.json_text import dump, load


def decode_json(content: Content, data: bytes) -> Decoded:
    """Read one JSON value."""
    charset = parameter(content.content_type, "charset")
    if charset and charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        data = charset_text(content, data).encode()
    return Decoded(load(data))


def encode_json(_content: Content, value: Any) -> bytes:
    """Write one JSON value, without whitespace."""
    return dump(value)


JSON: Final = Codec(decode_json, encode_json)
