"""What bodies are asked in either direction: whether no bytes are a value, and whether a value keeps its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.contract import bodies
from mockserver.violations import Violation

if TYPE_CHECKING:
    from mockserver.contract.bodies.codec import Decoded
    from mockserver.contract.parameter import Direction, MediaType


def judge_decoded(media: MediaType, decoded: Decoded, direction: Direction) -> tuple[Violation, ...]:
    """Return what breaks the schema of a decoded body: the name of its root, and its value."""
    other, bundle = decoded.misnamed, media.schema(direction)
    found = judge_value(media, decoded.value, direction)
    if other is None or bundle is None:
        return found
    message = f"must have the root element <{other.expected}>, got <{other.got}>"
    return (Violation("body", (), "xml", message, bundle.place(other.rule), other.expected, other.got), *found)


def judge_value(media: MediaType, value: Any, direction: Direction) -> tuple[Violation, ...]:
    """Return what breaks the schema of the value of a body, and of each item of a sequence."""
    found: tuple[Violation, ...] = ()
    item_bundle = bodies.item_bundle(media, direction)
    bundle = media.schema(direction)
    if bundle is not None and bundle is not item_bundle and not bundle.validator.is_valid(value):
        found = bundle.validator.explain(value, "body")
    if item_bundle is None or not isinstance(value, list):
        return found
    validator = item_bundle.validator
    for index, item in enumerate(value):
        if not validator.is_valid(item):
            found += validator.explain(item, "body", (index,))
    return found


def takes_nothing(range_: str, content_type: str) -> bool:
    """Tell whether no bytes at all are a value of the media type: an empty text, an empty form, an empty file."""
    name = essence(content_type) or essence(range_)
    return not (name.endswith(STRUCTURED) or name.startswith("multipart/"))


def essence(content_type: str) -> str:
    """Return the type and subtype alone, in lower case."""
    return content_type.partition(";")[0].strip().lower()


STRUCTURED = ("json", "xml", "yaml")
