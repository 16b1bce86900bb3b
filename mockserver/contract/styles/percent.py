"""Percent-encoding (RFC 3986 section 2.1) and the "+" of form text (WHATWG URL section 5), both ways."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from mockserver.contract.parameter import Malformed


def unescape(raw: str) -> str:
    """Return `raw` with its percent-encoding undone; raise Malformed where that is not UTF-8 or an escape is broken."""
    if "%" not in raw:
        return raw
    broken = _BROKEN_ESCAPE.search(raw)
    if broken:
        spot = raw[broken.start() : broken.start() + 3]
        raise Malformed(f'"{spot}" is not a percent-encoded octet: "%" must be followed by two hexadecimal digits')
    try:
        return unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f'the octets that "{raw}" encodes are not UTF-8 (octet {error.start})') from None


def unescape_form(raw: str) -> str:
    """Return `raw` as form text: "+" is a space, then percent-encoding is undone."""
    return unescape(raw.replace("+", " ")) if "+" in raw else unescape(raw)


def verbatim(raw: str) -> str:
    """Return `raw` itself: headers and `style: cookie` carry no percent-encoding (OAS 3.2 4.12.2.2)."""
    return raw


def escape(text: str) -> str:
    """Percent-encode everything but RFC 3986's unreserved characters."""
    return quote(text, safe="")


def escape_reserved(text: str, keep: str) -> str:
    """Percent-encode by RFC 6570 section 3.2.3: the characters of `keep` and percent-encoded triples pass unchanged."""
    return "".join(
        piece if _TRIPLE.fullmatch(piece) else quote(piece, safe=keep) for piece in _TRIPLE.split(text) if piece
    )


_BROKEN_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_TRIPLE: Final = re.compile(r"(%[0-9A-Fa-f]{2})")
