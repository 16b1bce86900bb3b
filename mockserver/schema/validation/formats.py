"""What the formats are called in messages: their names are the registries', and few of them are words."""

from __future__ import annotations

from typing import Any

from mockserver.schema.bundling.soundness import INTEGER_BOUNDS


def called(name: str) -> str:
    """Return what a text of a format must be."""
    words = WORDS.get(name)
    return f"a valid {name}" if words is None else words if name in words else f"{words} (format {name})"


def bounding(schema: Any, keyword: str, limit: Any) -> str:
    """Return the integer format that a bound comes from, or "" where the author wrote it."""
    name = schema.get("format") if isinstance(schema, dict) else None
    bounds = INTEGER_BOUNDS.get(name) if isinstance(name, str) else None
    side = ("minimum", "maximum").index(keyword)
    return str(name) if bounds is not None and bounds[side] == limit else ""


WORDS = {
    "base64url": "base64url text: letters, digits, '-' and '_'",
    "byte": "base64 text (format byte; plain octets have the format binary)",
    "char": "a single character",
    "date": "a valid date",
    "date-time": "a date and time with an offset, such as 2026-01-31T12:00:00Z",
    "decimal": "a decimal number",
    "duration": "a duration, such as P3DT12H",
    "email": "a valid email address",
    "hostname": "a host name",
    "idn-email": "an email address",
    "idn-hostname": "a host name",
    "ipv4": "an IPv4 address, such as 192.0.2.1",
    "ipv6": "an IPv6 address, such as 2001:db8::1",
    "iri": "a URI, in any script, with its scheme",
    "iri-reference": "a URI or a relative reference, in any script",
    "json-pointer": "a JSON Pointer, such as /a/0",
    "regex": "a regular expression",
    "relative-json-pointer": "a relative JSON Pointer, such as 1/a",
    "time": "a time with an offset, such as 12:00:00Z",
    "uri": "a URI with its scheme, such as https://example.com/a",
    "uri-reference": "a URI or a relative reference, such as /a?b=c",
    "uri-template": "a URI Template, such as /a/{b}",
    "uuid": "a UUID, such as 123e4567-e89b-12d3-a456-426614174000",
}
"""The formats that are asserted (JSON Schema 2020-12 validation, section 7.3, and the OAS registry)."""
