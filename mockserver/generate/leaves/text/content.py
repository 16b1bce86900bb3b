"""A string that holds a document: `contentMediaType` within `contentEncoding` (JSON Schema 2020-12, section 8)."""

from __future__ import annotations

import quopri
from base64 import b16encode, b32encode, b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any

import orjson

from mockserver.generate.leaves.leaf import mix
from mockserver.generate.leaves.text import filler

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Leaf, TextLeaf
    from mockserver.generate.leaves.options import GenerateOptions


def content_source(schema: dict[str, Any], _options: GenerateOptions, content: Leaf | None) -> TextLeaf | None:
    """Return the leaf of documents of `contentMediaType`, encoded as `contentEncoding` says; None if either is unknown.

    Without an encoding text is text, and a binary document is one character per byte (latin-1).
    """
    media_type = str(schema.get("contentMediaType", "text/plain")).partition(";")[0].strip().lower()
    document = _json(content) if _is_json(media_type) else DOCUMENTS.get(media_type, _bytes_of_text)
    encode = _encoder(schema, media_type)
    return None if encode is None else lambda entropy: encode(document(entropy))


def json_writer(schema: dict[str, Any]) -> Callable[[Any], str] | None:
    """Return what writes a value of `contentSchema` as the string, or None if `schema` asks for no JSON inside one."""
    media_type = str(schema.get("contentMediaType", "")).partition(";")[0].strip().lower()
    encode = _encoder(schema, media_type)
    if encode is None or "contentSchema" not in schema or not _is_json(media_type):
        return None
    return lambda value: encode(orjson.dumps(value))


def _encoder(schema: dict[str, Any], media_type: str) -> Callable[[bytes], str] | None:
    encoding = schema.get("contentEncoding")
    if encoding is None and (_is_json(media_type) or media_type.startswith("text/") or media_type.endswith("xml")):
        return bytes.decode
    return ENCODINGS.get(str(encoding or "binary").lower())


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")


def _json(content: Leaf | None) -> Callable[[int], bytes]:
    if content is None:
        return lambda entropy: orjson.dumps({"note": filler.PHRASES[entropy % len(filler.PHRASES)]})
    return lambda entropy: orjson.dumps(content(entropy))


def _text(entropy: int) -> str:
    return filler.PHRASES[entropy % len(filler.PHRASES)]


def _bytes_of_text(entropy: int) -> bytes:
    return _text(entropy).encode()


def _csv(entropy: int) -> bytes:
    rows = (f"{_text(mix(entropy, row))},{mix(entropy, row) % 500}" for row in range(1, 4))
    return "\r\n".join(("item,quantity", *rows, "")).encode()


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)
_GIF = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
_PDF = (
    b"%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
DOCUMENTS: dict[str, Callable[[int], bytes]] = {
    "text/plain": _bytes_of_text,
    "text/html": lambda entropy: f"<!doctype html><title>{_text(entropy)}</title><p>{_text(mix(entropy))}</p>".encode(),
    "text/csv": _csv,
    "application/xml": lambda entropy: f"<note>{_text(entropy)}</note>".encode(),
    "text/xml": lambda entropy: f"<note>{_text(entropy)}</note>".encode(),
    "image/svg+xml": lambda _entropy: b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
    "image/png": lambda _entropy: _PNG,
    "image/gif": lambda _entropy: _GIF,
    "application/pdf": lambda _entropy: _PDF,
}
ENCODINGS: dict[str, Callable[[bytes], str]] = {
    "base64": lambda data: b64encode(data).decode(),
    "base64url": lambda data: urlsafe_b64encode(data).decode().rstrip("="),
    "base32": lambda data: b32encode(data).decode(),
    "base16": lambda data: b16encode(data).decode(),
    "quoted-printable": lambda data: quopri.encodestring(data).decode(),
    "7bit": lambda data: data.decode("latin-1"),
    "8bit": lambda data: data.decode("latin-1"),
    "binary": lambda data: data.decode("latin-1"),
}
