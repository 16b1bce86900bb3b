"""Server-sent events (HTML 9.2.6) <-> a list of items.

Where the schema of an item names fields of an event (`data`, `event`, `id`, `retry`), an item is the event as an object
(OAS 3.2 4.14.3); otherwise an item is what the event's data holds, which is mostly JSON.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.bodies.codec import Content, Decoded, charset_text
from mockserver.contract.bodies.sequences import as_items
from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.encode import to_text
from mockserver.contract.styles.json_text import load

if TYPE_CHECKING:
    from mockserver.contract.shape import Shape


def decode_events(content: Content, data: bytes) -> Decoded:
    """Read the events of a stream; comments, unknown fields and events that say nothing are passed over."""
    shape = content.described.item_shape
    text = charset_text(content, data).removeprefix("\ufeff")
    blocks = re.split(r"\n\n+", text.replace("\r\n", "\n").replace("\r", "\n"))
    events = [event for block in blocks if (event := _fields(block))]
    if speaks_of_fields(shape):
        return Decoded(content.described.coerce_items([_typed(event, shape) for event in events]))
    return Decoded(content.described.coerce_items([_read(event["data"], shape) for event in events if "data" in event]))


def encode_events(content: Content, value: Any) -> bytes:
    """Write each item as an event, by its fields or as its data."""
    by_field = speaks_of_fields(content.described.item_shape)
    events = (item if by_field and isinstance(item, dict) else {"data": item} for item in as_items(value))
    return "".join(_block(event) for event in events).encode()


def speaks_of_fields(shape: Shape) -> bool:
    """Tell whether an item is described as an event with its fields: `data`, and no property that no event has."""
    names = set(shape.properties)
    return "data" in names and names <= FIELDS


def _fields(block: str) -> dict[str, Any]:
    """Read the lines of one event; several `data` lines are joined by line feeds."""
    fields: dict[str, Any] = {}
    for line in block.split("\n"):
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data" and "data" in fields:
            fields["data"] += "\n" + value
        elif name == "retry":
            fields |= {"retry": int(value)} if value.isascii() and value.isdigit() else {}
        elif name in FIELDS and not (name == "id" and "\0" in value):
            fields[name] = value
    return fields


def _typed(event: dict[str, Any], shape: Shape) -> dict[str, Any]:
    return event | {"data": _read(event["data"], shape.property("data"))} if "data" in event else event


def _read(text: str, shape: Shape) -> Any:
    """Read an event's data: JSON where it looks so and the schema admits a container, else text."""
    if text[:1] not in ("{", "[") or shape.kinds == ("primitive",):
        return text
    try:
        return load(text)
    except Malformed:
        return text


def _block(event: dict[str, Any]) -> str:
    lines = [f"{name}: {to_text(event[name])}" for name in ("event", "id", "retry") if event.get(name) is not None]
    if "data" in event:
        lines += [f"data: {line}" for line in re.split(r"\r\n|\r|\n", to_text(event["data"]))]
    return "\n".join([*lines, "", ""])


FIELDS: Final = frozenset({"data", "event", "id", "retry"})
