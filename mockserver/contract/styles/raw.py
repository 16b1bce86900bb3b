"""What a style decodes from: the names and raw values of a query or a Cookie field, parsed once per request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.percent import unescape_form

Pairs = tuple[tuple[str, str | None], ...]
"""Decoded names with raw values in the order of arrival; None where there is no "=" at all."""


@dataclass(frozen=True, slots=True)
class RawQuery:
    """A query string in pairs: names are decoded, values are as they stood; `defects` are names that cannot be read."""

    text: str = ""
    pairs: Pairs = ()
    defects: tuple[Malformed, ...] = field(default=(), compare=False)

    @classmethod
    def parse(cls, text: str) -> RawQuery:
        """Read the query `text` (without "?"): "&" parts pairs, the first "=" parts name and value."""
        pairs: list[tuple[str, str | None]] = []
        defects: list[Malformed] = []
        for piece in text.split("&") if text else ():
            if not piece:
                continue
            name, equals, value = piece.partition("=")
            try:
                pairs.append((unescape_form(name), value if equals else None))
            except Malformed as defect:
                defects.append(defect)
        return cls(text, tuple(pairs), tuple(defects))


def parse_cookies(field_value: str | None) -> Pairs:
    """Read a Cookie field into pairs; cookies without a name are passed over (RFC 6265 section 5.4)."""
    crumbs = (crumb.strip(" \t") for crumb in (field_value or "").split(";"))
    parts = (crumb.partition("=") for crumb in crumbs if crumb)
    return tuple((name.rstrip(" \t"), value.lstrip(" \t") if equals else None) for name, equals, value in parts if name)


def header_field(headers: Mapping[str, str], name: str) -> str | None:
    """Return the field `name` (lower case), or None.

    An underscore may have become a hyphen on its way: WSGI cannot tell them apart (PEP 3333), and proxies rewrite it.
    """
    value = headers.get(name)
    return headers.get(name.replace("_", "-")) if value is None and "_" in name else value
