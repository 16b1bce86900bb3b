"""Streams of items: JSON lines, JSON text sequences, server-sent events."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.contract import Malformed, bodies

BodyOf = Callable[..., Any]

NUMBERS = {"itemSchema": {"type": "object", "properties": {"n": {"type": "integer"}}}}


@pytest.mark.parametrize("range_", ["application/jsonl", "application/x-ndjson", "application/ndjson"])
def test_json_lines(body_of: BodyOf, range_: str) -> None:
    body = body_of(range_, NUMBERS)
    assert body.read('{"n":1}\n\n{"n":2}\r\n{"n":3}') == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert body.read("") == []
    assert body.write([{"n": 1}, {"n": 2}]) == b'{"n":1}\n{"n":2}\n'
    with pytest.raises(Malformed, match="item 1: not JSON at line 1") as refusal:
        body.read('{"n":1}\n{"n":\n')
    assert refusal.value.path == (1,)


@pytest.mark.parametrize("range_", ["application/json-seq", "application/geo+json-seq"])
def test_json_text_sequences(body_of: BodyOf, range_: str) -> None:
    body = body_of(range_, NUMBERS)
    assert body.read('\x1e{\n"n":1}\n\x1e{"n":2}\n') == [{"n": 1}, {"n": 2}]
    assert body.write([{"n": 1}, {"n": 2}]) == b'\x1e{"n":1}\n\x1e{"n":2}\n'
    with pytest.raises(Malformed, match="begins with a record separator"):
        body.read('{"n":1}\n')


@pytest.mark.parametrize(
    ("range_", "media", "judge"),
    [
        pytest.param("application/jsonl", NUMBERS, "itemSchema", id="itemSchema"),
        pytest.param("application/jsonl", {"schema": {"type": "object"}}, "schema", id="a schema that is no list"),
        pytest.param("application/jsonl", {"schema": {"type": "array"}}, None, id="a schema of the whole list"),
        pytest.param("text/event-stream", {"schema": {"type": "string"}}, None, id="a schema of the whole text"),
        pytest.param("application/json", NUMBERS, None, id="no sequence"),
    ],
)
def test_which_schema_judges_an_item(body_of: BodyOf, range_: str, media: dict[str, Any], judge: str | None) -> None:
    described = body_of(range_, media).media
    bundles = {"schema": described.schema("request"), "itemSchema": described.item_schema("request"), None: None}
    assert bodies.item_bundle(described, "request") is bundles[judge]


def test_a_stream_described_as_text_is_text(body_of: BodyOf) -> None:
    assert body_of("text/event-stream", {"schema": {"type": "string"}}).read("data: x\n\n") == "data: x\n\n"


EVENT = {
    "type": "object",
    "required": ["data"],
    "properties": {
        "data": {"type": "string"},
        "event": {"type": "string"},
        "id": {"type": "string"},
        "retry": {"type": "integer"},
    },
}


def test_events_by_their_fields(body_of: BodyOf) -> None:
    """The example of OAS 3.2 section 4.14.8."""
    stream = (
        "event: addString\ndata: This data is formatted\ndata: across two lines\nretry: 5\n\n"
        "event: addInt64\ndata: 1234.5678\nunknownField: this is ignored\n\n"
        ': This is a comment\nevent: addJSON\ndata: {"foo": 42}\n'
    )
    body = body_of("text/event-stream", {"itemSchema": EVENT})
    events = [
        {"event": "addString", "data": "This data is formatted\nacross two lines", "retry": 5},
        {"event": "addInt64", "data": "1234.5678"},
        {"event": "addJSON", "data": '{"foo": 42}'},
    ]
    assert body.read(stream) == events
    assert body.read(stream.replace("\n", "\r\n")) == events
    assert body.read(body.write(events)) == events


def test_events_with_json_in_their_data(body_of: BodyOf) -> None:
    item = {"type": "object", "properties": {"foo": {"type": "integer"}}}
    whole = {"type": "object", "properties": {"event": {"type": "string"}, "data": item}}
    body = body_of("text/event-stream", {"itemSchema": item})
    assert body.read('data: {"foo":1}\n\ndata:{"foo":\ndata:2}\n\n') == [{"foo": 1}, {"foo": 2}]
    assert body.write([{"foo": 1}]) == b'data: {"foo":1}\n\n'
    body = body_of("text/event-stream", {"itemSchema": whole})
    assert body.read('event: x\ndata: {"foo":1}\n\n') == [{"event": "x", "data": {"foo": 1}}]
    assert body.write([{"event": "x", "data": {"foo": 1}}]) == b'event: x\ndata: {"foo":1}\n\n'


def test_events_of_numbers_and_lines(body_of: BodyOf) -> None:
    body = body_of("text/event-stream", {"itemSchema": {"type": "integer"}})
    assert body.read("data: 1\n\ndata: 2\n\n") == [1, 2]
    body = body_of("text/event-stream", {"itemSchema": {"type": "string"}})
    assert body.write(["a\nb", ""]) == b"data: a\ndata: b\n\ndata: \n\n"
    assert body.read("data: a\ndata: b\n\ndata: \n\n") == ["a\nb", ""]
