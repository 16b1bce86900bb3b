"""Content codings of a body (RFC 9110 section 8.4.1): gzip and deflate, decoded under a cap."""

from __future__ import annotations

import zlib
from dataclasses import dataclass


@dataclass(eq=False)
class Undecodable(Exception):  # noqa: N818 - a fact about a message, not a failure of ours
    """A body whose content coding is not known, broken, or too large: `code` is the violation's."""

    code: str
    message: str
    coding: str


def decode_content(coding: str, data: bytes, limit: int) -> bytes:
    """Return `data` with the codings of a Content-Encoding field undone, last applied first.

    Raises:
        Undecodable: a coding that is not known or broken, or more than `limit` bytes come out.
    """
    for name in reversed([word.strip().lower() for word in coding.split(",") if word.strip()]):
        if name == "identity":
            continue
        if name not in WINDOWS:
            raise Undecodable(
                "unknown-content-encoding",
                f"must be encoded by gzip or deflate, got {name}",
                name,
            )
        data = _inflate(name, data, limit)
    return data


def _inflate(name: str, data: bytes, limit: int) -> bytes:
    for window in WINDOWS[name]:
        try:
            return _members(name, data, limit, window)
        except zlib.error:
            continue
    raise Undecodable("malformed", f"must be {name} data, as Content-Encoding says", name)


def _members(name: str, data: bytes, limit: int, window: int) -> bytes:
    """Decode one member after another, as gzip allows; so many that each copy of the rest would count are refused."""
    out = b""
    for _ in range(MOST_MEMBERS):
        machine = zlib.decompressobj(window)
        out += machine.decompress(data, limit + 1 - len(out))
        if len(out) > limit:
            raise Undecodable("too-large", f"must be at most {limit} bytes long once it is decoded", name)
        if not machine.eof:
            raise zlib.error
        data = machine.unused_data
        if not data:
            return out
    raise zlib.error


MOST_MEMBERS = 100

WINDOWS: dict[str, tuple[int, ...]] = {
    "gzip": (16 + zlib.MAX_WBITS,),
    "x-gzip": (16 + zlib.MAX_WBITS,),
    "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS),
}
"""zlib's window bits; "deflate" is zlib data, but some clients send it bare."""
