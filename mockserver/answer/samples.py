"""The ready-made bodies of a media type: what the author wrote as examples, read and judged once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.contract import bodies
from mockserver.contract.media import concrete
from mockserver.contract.parameter import MISSING, Malformed
from mockserver.errors import DocumentError
from mockserver.schema import resolve_local

if TYPE_CHECKING:
    from mockserver.contract.parameter import Example, MediaType
    from mockserver.schema import Bundle

log = logging.getLogger("mockserver.answer")

LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One ready-made body: its JSON value, the bytes where the author gave those, and whether the schema accepts it."""

    name: str
    value: Any
    raw: bytes | None = None
    valid: bool = True


class Samples(NamedTuple):
    """What is known of a response's media type before anyone asks.

    `whole` judges the body, `item` each item of it where it is a sequence. `first` is served where no name is asked
    for: the first of `named`, else the schema's own example or default.
    """

    whole: Bundle | None
    item: Bundle | None
    named: dict[str, Sample]
    first: Sample | None

    @property
    def all(self) -> tuple[Sample, ...]:
        """Every body that may be served, the first one first."""
        return tuple(self.named.values()) or (() if self.first is None else (self.first,))


def samples_of(media: MediaType) -> Samples:
    """Read the examples of a media type: values, texts as they travel, and files that `externalValue` names."""
    item = bodies.item_bundle(media, "response")
    whole = media.schema("response") if item is None else None
    named = {}
    for example in media.examples:
        value, raw = _read(example, media)
        if value is not MISSING or raw is not None:
            named[example.name] = Sample(example.name, value, raw, _valid(value, whole, item))
    return Samples(whole, item, named, next(iter(named.values()), None) or _own(whole))


def _read(example: Example, media: MediaType) -> tuple[Any, bytes | None]:
    """Return the value of an example and its bytes; MISSING where it has none, or its bytes cannot be read."""
    if example.value is not MISSING:
        return example.value, example.serialized.encode() if example.serialized is not None else None
    raw = example.serialized.encode() if example.serialized is not None else _external(example)
    if raw is None:
        return MISSING, None
    try:
        decoded = bodies.decode(media, concrete(media.range), raw, "response")
    except Malformed as error:
        log.warning("example '%s' (%s) is no %s: %s", example.name, example.place, media.range, error)
        return MISSING, None
    return decoded.value, raw if decoded.misnamed is None else None


def _external(example: Example) -> bytes | None:
    if example.external is None or example.node is None:
        return None
    try:
        return example.node.document.read(example.node, example.external)
    except DocumentError as error:
        log.warning("example '%s' is left out: %s", example.name, error)
        return None


def _own(bundle: Bundle | None) -> Sample | None:
    """Return the example or default of the schema itself, through references."""
    schema: Any = bundle.schema if bundle is not None else True
    for _ in range(LONGEST_CHAIN):
        if not isinstance(schema, dict):
            return None
        examples = schema.get("examples")
        for value in (
            examples[0] if isinstance(examples, list) and examples else MISSING,
            schema.get("example", MISSING),
            schema.get("default", MISSING),
        ):
            if value is not MISSING:
                return Sample("of the schema", value, None, _valid(value, bundle, None))
        if "$ref" not in schema or bundle is None or not isinstance(bundle.schema, dict):
            return None
        schema = resolve_local(bundle.schema, schema["$ref"])
    return None


def _valid(value: Any, whole: Bundle | None, item: Bundle | None) -> bool:
    if item is not None:
        return isinstance(value, list) and all(map(item.validator.is_valid, value))
    return whole is None or whole.validator.is_valid(value)
