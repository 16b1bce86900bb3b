"""Text and octets: charsets, ranges, values typed by the schema."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.contract import Malformed

BodyOf = Callable[..., Any]
ANY: dict[str, Any] = {"schema": {}}


def test_text_is_read_in_its_charset(body_of: BodyOf) -> None:
    body = body_of("text/plain", {"schema": {"type": "string"}})
    assert body.read("naïve") == "naïve"
    assert body.read("naïve".encode("latin-1"), "text/plain; charset=ISO-8859-1") == "naïve"
    with pytest.raises(Malformed, match="octet 2 is not utf-8: 0xef"):
        body.read("naïve".encode("latin-1"))


def test_text_is_written_in_its_charset(body_of: BodyOf) -> None:
    body = body_of("text/plain", {"schema": {"type": "string"}})
    assert body.encode("é", "text/plain; charset=latin-1") == (b"\xe9", "text/plain; charset=latin-1")
    assert body.encode("é") == ("é".encode(), "text/plain")


@pytest.mark.parametrize(
    ("schema", "text", "value"),
    [
        ({"type": "integer"}, "5", 5),
        ({"type": "boolean"}, "true", True),
        ({"type": "string"}, "5", "5"),
        ({"type": "object", "properties": {"a": {"type": "integer"}}}, '{"a":1}', {"a": 1}),
    ],
)
def test_text_is_typed_by_its_schema(body_of: BodyOf, schema: Any, text: str, value: Any) -> None:
    body = body_of("text/plain", {"schema": schema})
    assert body.read(text) == value
    assert body.write(value) == text.encode()


@pytest.mark.parametrize(
    "range_", ["application/octet-stream", "image/png", "application/pdf", "application/x-unheard-of"]
)
def test_octets_are_characters(body_of: BodyOf, range_: str) -> None:
    body = body_of(range_, {"schema": {"type": "string", "format": "binary"}})
    octets = bytes(range(256))
    assert body.read(octets) == octets.decode("latin-1")
    assert body.write(octets.decode("latin-1")) == octets


def test_a_range_is_written_as_its_usual_member(body_of: BodyOf) -> None:
    assert body_of("image/*", ANY).encode("\x89PNG") == (b"\x89PNG", "image/png")
    assert body_of("*/*", ANY).encode({"a": 1}) == (b'{"a":1}', "application/json")
    assert body_of("*/*", ANY).encode("x", "text/plain") == (b"x", "text/plain")
