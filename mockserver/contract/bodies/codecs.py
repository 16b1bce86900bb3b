"""Which codec reads and writes a media type, and the two doors: `decode` and `encode`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.bodies.codec import Codec, Content, Decoded, Described
from mockserver.contract.bodies.forms import FORM, decode_multipart, encode_multipart
from mockserver.contract.bodies.json_body import JSON
from mockserver.contract.bodies.xml import XML
from mockserver.contract.media import concrete, parse
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.contract.parameter import Direction, MediaType
    from mockserver.schema import Bundle


def decode(media: MediaType, content_type: str, data: bytes, direction: Direction) -> Decoded:
    """Read a body labelled `content_type` as what `media` describes: its JSON value, and its parts if it has some.

    Octets are characters up to U+00FF; sequences are lists. Raises Malformed where the bytes are not of that type.
    """
    content_type = content_type or concrete(media.range)
    content = Content(content_type, Described.by(media, direction))
    return _codec(content).decode(content, data)


def encode(
    media: MediaType, value: Any, content_type: str | None = None, direction: Direction = "response"
) -> tuple[bytes, str]:
    """Write `value` as `media` describes it; return the bytes and the whole Content-Type."""
    described = media.compiled.get(direction) or Described.by(media, direction)
    ready = described.writers.get(content_type)
    if ready is None:
        content = Content(concrete(media.range, content_type), described)
        ready = content, _codec(content).encode
        if len(described.writers) < MOST_WRITERS:
            described.writers[content_type] = ready
    content, write = ready
    written = write(content, value)
    return (written, content.content_type) if isinstance(written, bytes) else written


def item_bundle(media: MediaType, direction: Direction) -> Bundle | None:
    """Return what judges each item of a sequence (`itemSchema`, or a `schema` that describes no list), or None.

    None also where `media` is no sequence, or is read as one text.
    """
    return Described.by(media, direction).once(_item_bundle)


def _item_bundle(described: Described) -> Bundle | None:
    return described.itemwise if _codec(Content(concrete(described.range), described)) in SEQUENTIAL else None


def codec_for(content_type: str) -> Codec:
    """Return the codec of a media type: by its name, its suffix, or its type; octets where nothing is known of it."""
    parsed = parse(content_type)
    if parsed is None:
        return BINARY
    found = CODECS.get(parsed.essence) or SUFFIXES.get(parsed.subtype.rpartition("+")[2])
    return found or (MULTIPART if parsed.type == "multipart" else TEXT if parsed.type == "text" else BINARY)


def _codec(content: Content) -> Codec:
    """Return the codec of a body; a sequence that the schema describes as one text is read as text."""
    codec = codec_for(content.content_type)
    as_text = codec in SEQUENTIAL and content.described.item is None and content.shape.kinds == ("primitive",)
    return TEXT if as_text else codec


MOST_WRITERS: Final = 64

_ROOM: Final = "mockserver.contract.bodies"
TEXT: Final = Codec(later(f"{_ROOM}.plain", "decode_text"), later(f"{_ROOM}.plain", "encode_text"))
BINARY: Final = Codec(later(f"{_ROOM}.plain", "decode_binary"), later(f"{_ROOM}.plain", "encode_binary"))
LINES: Final = Codec(later(f"{_ROOM}.sequences", "decode_lines"), later(f"{_ROOM}.sequences", "encode_lines"))
RECORDS: Final = Codec(later(f"{_ROOM}.sequences", "decode_records"), later(f"{_ROOM}.sequences", "encode_records"))
EVENTS: Final = Codec(later(f"{_ROOM}.events", "decode_events"), later(f"{_ROOM}.events", "encode_events"))
MULTIPART: Final = Codec(partial(decode_multipart, codec_for), partial(encode_multipart, codec_for))

CODECS: Final[dict[str, Codec]] = {
    "application/json": JSON,
    "text/json": JSON,
    "application/x-www-form-urlencoded": FORM,
    "application/xml": XML,
    "text/xml": XML,
    "application/jsonl": LINES,
    "application/x-jsonl": LINES,
    "application/jsonlines": LINES,
    "application/x-jsonlines": LINES,
    "application/ndjson": LINES,
    "application/x-ndjson": LINES,
    "application/x-json-stream": LINES,
    "application/json-seq": RECORDS,
    "text/event-stream": EVENTS,
    "application/yaml": TEXT,
    "application/x-yaml": TEXT,
    "application/javascript": TEXT,
    "application/graphql": TEXT,
    "application/sql": TEXT,
    "application/toml": TEXT,
}
SUFFIXES: Final[dict[str, Codec]] = {"json": JSON, "xml": XML, "json-seq": RECORDS, "yaml": TEXT}
SEQUENTIAL: Final = (LINES, RECORDS, EVENTS)
