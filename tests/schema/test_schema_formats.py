"""Formats that can be checked are; what is unknown, or no text, is not."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.schema import acceptor
from mockserver.schema.validation.formats import WORDS

ROWS = [
    pytest.param(
        "date-time",
        ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00.5+01:00"],
        ["2024-02-30T12:00:00Z", "2024-02-29"],
        id="date-time",
    ),
    pytest.param("date", ["2024-02-29"], ["2023-02-29", "24-02-29"], id="date"),
    pytest.param("time", ["12:00:00Z"], ["12:00", "25:00:00Z"], id="time"),
    pytest.param("duration", ["P1DT2H"], ["1 day", "P"], id="duration"),
    pytest.param("email", ["a@example.com"], ["a", "a@", "@b"], id="email"),
    pytest.param("idn-email", ["ü@example.com"], ["ü"], id="idn-email"),
    pytest.param("hostname", ["example.com"], ["-a", "a..b"], id="hostname"),
    pytest.param("ipv4", ["127.0.0.1"], ["127.0.0.256", "1.2.3"], id="ipv4"),
    pytest.param("ipv6", ["::1"], ["::g", "1"], id="ipv6"),
    pytest.param("uri", ["https://example.com/a?b#c"], ["/a", "a b"], id="uri"),
    pytest.param("uri-reference", ["/a", "#c"], ["a b", "\\"], id="uri-reference"),
    pytest.param("iri", ["https://exämple.com/ü"], ["ü"], id="iri"),
    pytest.param("uri-template", ["/a/{b}"], ["/a/{b"], id="uri-template"),
    pytest.param("uuid", ["5f0c7a4e-5d6c-4c0e-9d0b-3e4f5a6b7c8d"], ["5f0c7a4e", "x"], id="uuid"),
    pytest.param("json-pointer", ["/a/~0b", ""], ["a", "/~2"], id="json-pointer"),
    pytest.param("regex", ["^a$"], ["("], id="regex"),
    pytest.param("byte", ["", "YQ==", "YWJj"], ["Y", "YQ", "Y Q=", "YQ==YQ=="], id="byte"),
    pytest.param("base64url", ["", "YQ", "YQ==", "-_-_"], ["+/+/", "Y", "YQ="], id="base64url"),
    pytest.param("char", ["a", "ü"], ["", "ab"], id="char"),
    pytest.param("decimal", ["1.50", "-3"], ["x", "NaN", ""], id="decimal"),
]


@pytest.mark.parametrize(("name", "valid", "invalid"), ROWS)
def test_a_format_is_asserted(name: str, valid: list[str], invalid: list[str]) -> None:
    accepts = acceptor({"format": name})
    assert [text for text in valid if not accepts(text)] == []
    assert [text for text in invalid if accepts(text)] == []
    assert accepts(5), "a format says nothing of what is no text"


@pytest.mark.parametrize("name", ["password", "binary", "color", "x-mine", ""])
def test_any_text_has_a_format_that_cannot_be_checked(name: str) -> None:
    assert acceptor({"type": "string", "format": name})("anything at all")


def test_each_integer_format_is_a_range(bundle_of: Any) -> None:
    from mockserver.schema.bundling.soundness import INTEGER_BOUNDS

    for name, (low, high) in INTEGER_BOUNDS.items():
        accepts = bundle_of({"type": "integer", "format": name}).validator.is_valid
        assert [accepts(each) for each in (low - 1, low, high, high + 1)] == [False, True, True, False]


WORDED = [
    ("byte", "a!", "must be base64 text (format byte; plain octets have the format binary), got 'a!'"),
    ("base64url", "a+", "must be base64url text: letters, digits, '-' and '_', got 'a+'"),
    ("char", "ab", "must be a single character, got 'ab'"),
    ("date", "x", "must be a valid date, got 'x'"),
    (
        "date-time",
        "x",
        "must be a date and time with an offset, such as 2026-01-31T12:00:00Z (format date-time), got 'x'",
    ),
    ("decimal", "x", "must be a decimal number, got 'x'"),
    ("duration", "x", "must be a duration, such as P3DT12H, got 'x'"),
    ("email", "x", "must be a valid email address, got 'x'"),
    ("hostname", "a b", "must be a host name (format hostname), got 'a b'"),
    ("ipv4", "x", "must be an IPv4 address, such as 192.0.2.1 (format ipv4), got 'x'"),
    ("json-pointer", "x", "must be a JSON Pointer, such as /a/0 (format json-pointer), got 'x'"),
    ("time", "x", "must be a time with an offset, such as 12:00:00Z, got 'x'"),
    ("uri", "x", "must be a URI with its scheme, such as https://example.com/a (format uri), got 'x'"),
    (
        "uri-reference",
        "\\\\",
        "must be a URI or a relative reference, such as /a?b=c (format uri-reference), got '\\\\'",
    ),
    ("uuid", "x", "must be a UUID, such as 123e4567-e89b-12d3-a456-426614174000 (format uuid), got 'x'"),
]


@pytest.mark.parametrize(("name", "text", "message"), WORDED)
def test_a_format_is_told_in_words(bundle_of: Any, name: str, text: str, message: str) -> None:
    (violation,) = bundle_of({"type": "string", "format": name}).validator.explain(text, "body")
    assert (violation.code, violation.message) == ("format", message)


def test_every_format_that_is_asserted_has_words() -> None:
    assert {str(row.id) for row in ROWS} <= WORDS.keys()
    assert {name for name in WORDS if acceptor({"format": name})("\x00 {%")} <= {"regex"}


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"format": "int32"}, 2**31, "must be <= 2147483647 (the greatest of int32), got 2147483648"),
        ({"format": "uint8"}, -1, "must be >= 0 (the least of uint8), got -1"),
        ({"format": "int32", "maximum": 9}, 10, "must be <= 9, got 10"),
    ],
)
def test_a_bound_that_an_integer_format_sets_names_it(
    bundle_of: Any, schema: dict[str, Any], value: int, message: str
) -> None:
    (violation,) = bundle_of({"type": "integer", **schema}).validator.explain(value, "body")
    assert violation.message == message
