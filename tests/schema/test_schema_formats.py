"""Formats that can be checked are; what is unknown, or no text, is not."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.schema import acceptor

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
