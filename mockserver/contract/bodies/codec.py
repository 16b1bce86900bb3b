"""What a body codec is: bytes -> value and back, for one body of one media type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from mockserver.contract import media as media_types
from mockserver.contract.parameter import Direction, Encodings, Malformed, MediaType
from mockserver.contract.shape import Shape

if TYPE_CHECKING:
    from mockserver.messages import Headers
    from mockserver.schema import Bundle


T = TypeVar("T")


class Part(NamedTuple):
    """One part of a multipart body, or one file: its bytes, what the sender calls it, and its header fields."""

    data: bytes
    filename: str | None
    content_type: str
    headers: Headers


class Decoded(NamedTuple):
    """A body as a JSON value typed by its schema, and the parts of a multipart body by name ("" for no name)."""

    value: Any
    parts: Mapping[str, list[Part]] = {}


class Described:
    """What the description says of a body: its schemas, its shape, how its properties are encoded. Worked out once."""

    def __init__(
        self,
        whole: Bundle | None,
        item: Bundle | None = None,
        encodings: Encodings | None = None,
        range_: str = "*/*",
    ) -> None:
        self.whole = whole
        self.item = item
        self.encodings = encodings or Encodings()
        self.range = range_
        self.shape = Shape.of(True if whole is None else whole.schema)
        self.name = next((bundle.name for bundle in (whole, item) if bundle is not None), "")
        self.writers: dict[str | None, tuple[Content, Callable[[Content, Any], Any]]] = {}
        self._worked_out: dict[Any, Any] = {}

    @classmethod
    def by(cls, media: MediaType, direction: Direction) -> Described:
        """Return what `media` says of a body in `direction`."""
        found: Described | None = media.compiled.get(direction)
        if found is None:
            found = cls(media.schema(direction), media.item_schema(direction), media.encodings, media.range)
            media.compiled[direction] = found
        return found

    @classmethod
    def part(cls, shape: Shape, encodings: Encodings | None) -> Described:
        """Return what is said of one part of a body."""
        described = cls(None, None, encodings)
        described.shape = shape
        return described

    @cached_property
    def itemwise(self) -> Bundle | None:
        """The schema that each item of a sequence must satisfy, or None where the whole list is described.

        That is `itemSchema`; or a `schema` that describes no list, which is how OAS before 3.2 is written for streams.
        """
        if self.item is None and self.whole is not None and not self.shape.allows("array"):
            return self.whole
        return self.item

    @cached_property
    def item_shape(self) -> Shape:
        """The shape of one item of a sequence."""
        return self.shape.items if self.itemwise is None else Shape.of(self.itemwise.schema)

    def once(self, work: Callable[[Described], T]) -> T:
        """Return what `work` makes of this, which it does at the first call only."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        result: T = self._worked_out[work]
        return result

    def coerce(self, value: Any) -> Any:
        """Type the texts in `value` by the schema."""
        return value if self.whole is None else self.whole.coerce(value)

    def coerce_items(self, items: list[Any]) -> list[Any]:
        """Type the texts in the items of a sequence by their schema."""
        if self.itemwise is None:
            coerced: list[Any] = self.coerce(items)
            return coerced
        return [self.itemwise.coerce(item) for item in items]


class Content(NamedTuple):
    """One body: its Content-Type, what the description says of it, and how deep it stands in others."""

    content_type: str
    described: Described
    depth: int = 0

    @property
    def shape(self) -> Shape:
        """The shape of the whole body."""
        return self.described.shape

    def part(self, content_type: str, described: Described) -> Content:
        """Return the content of one part of this one."""
        if self.depth >= DEEPEST:
            raise Malformed(f"parts are nested more than {DEEPEST} levels deep")
        return Content(content_type, described, self.depth + 1)


Decode = Callable[[Content, bytes], Decoded]
Encode = Callable[[Content, Any], bytes | tuple[bytes, str]]
"""Returns the bytes, and the Content-Type where the codec completes it (a boundary)."""


class Codec(NamedTuple):
    """The two directions of one family of media types."""

    decode: Decode
    encode: Encode


def charset_text(content: Content, data: bytes, default: str = "utf-8") -> str:
    """Return a body's text by its `charset` parameter; raise Malformed where the octets are not that."""
    charset = media_types.parameter(content.content_type, "charset") or default
    try:
        return data.decode(charset)
    except LookupError:
        raise Malformed(f'the charset "{charset}" is not known') from None
    except UnicodeDecodeError as error:
        raise Malformed(f"octet {error.start} is not {error.encoding}: {data[error.start]:#04x}") from None


def charset_bytes(content: Content, text: str) -> bytes:
    """Return `text` in the body's charset; characters that it lacks are replaced."""
    charset = media_types.parameter(content.content_type, "charset") or "utf-8"
    try:
        return text.encode(charset, "replace")
    except LookupError:
        return text.encode("utf-8", "replace")


DEEPEST: Final = 8
