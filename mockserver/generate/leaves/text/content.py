"""A string that holds a document: `contentMediaType` within `contentEncoding` (JSON Schema 2020-12, section 8)."""

from __future__ import annotations

import quopri
from base64 import b16encode, b32encode, b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any

import orjson

from mockserver.generate.leaves.leaf import mix
from mockserver.generate.leaves.text import filler
from mockserver.generate.leaves.text.identifiers import hexadecimal

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


def octets_source(schema: dict[str, Any]) -> TextLeaf | None:
    """Return the leaf of octets without meaning, such as a digest's, encoded as `contentEncoding` says."""
    encode = _encoder(schema, "")
    return None if encode is None else lambda entropy: encode(bytes.fromhex(_DIGITS(entropy)))


def document_of(media_type: str, entropy: int) -> str | None:
    """Return a document of a media type (lower-case, bare), one character per octet; None where text says as much."""
    if media_type.startswith("image/") and media_type not in DOCUMENTS:
        media_type = "image/png" if media_type == "image/*" else ""
    document = DOCUMENTS.get(media_type) if media_type not in _PLAIN else None
    if document is None:
        return None
    return document(entropy).decode("utf-8" if media_type.startswith("text/") else "latin-1")


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
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63a89fbf1f00037e01de38ece06d00"
    "00000049454e44ae426082"
)
_GIF = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
_JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300100b0c0e0c0a100e0d0e1211101318281a181616183123251d283a333d3c393338"
    "3740485c4e404457453738506d51575f626768673e4d71797064785c656763ffc0000b080001000101011100ffc4001400010000000000000000"
    "0000000000000005ffc40014100100000000000000000000000000000000ffda0008010100003f0041ffd9"
)
_WEBP = bytes.fromhex(
    "52494646320000005745425056503820260000009001009d012a0100010001402625880274ba00039800feeb645fb53049194bff428d9449d400"
)
_ZIP = bytes.fromhex(
    "504b030414000000000000002100de58c0190c0000000c0000000a000000726561646d652e747874416e20617263686976652e0a504b01021403"
    "14000000000000002100de58c0190c0000000c0000000a0000000000000000000000800100000000726561646d652e747874504b050600000000"
    "0100010038000000340000000000"
)
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n"
    b"164\n%%EOF\n"
)
_DIGITS = hexadecimal(512)
_PLAIN = frozenset({"text/plain", "application/xml", "text/xml"})
DOCUMENTS: dict[str, Callable[[int], bytes]] = {
    "text/plain": _bytes_of_text,
    "text/html": lambda entropy: f"<!doctype html><title>{_text(entropy)}</title><p>{_text(mix(entropy))}</p>".encode(),
    "text/csv": _csv,
    "application/xml": lambda entropy: f"<note>{_text(entropy)}</note>".encode(),
    "text/xml": lambda entropy: f"<note>{_text(entropy)}</note>".encode(),
    "image/svg+xml": lambda _entropy: b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
    "image/png": lambda _entropy: _PNG,
    "image/gif": lambda _entropy: _GIF,
    "image/jpeg": lambda _entropy: _JPEG,
    "image/jpg": lambda _entropy: _JPEG,
    "image/webp": lambda _entropy: _WEBP,
    "application/zip": lambda _entropy: _ZIP,
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
