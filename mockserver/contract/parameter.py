"""The values that a contract's codecs work on: parameters, headers, media types, encodings, examples.

`compiler.py` builds them from the description's nodes; `styles/` and `bodies/` read and write messages by them.
Defaults of the description (`style`, `explode`, ...) are filled in here: nothing downstream asks for them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.schema import Bundle, Schemas
    from mockserver.violations import Place

Direction = Literal["request", "response"]
ParameterLocation = Literal["path", "query", "header", "cookie", "querystring"]
Style = Literal[
    "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject", "cookie"
]


class Missing(Enum):
    """The type of `MISSING` and `EMPTY`: both are no value, and false."""

    MISSING = "missing"
    EMPTY = "empty"

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        return False


MISSING: Final = Missing.MISSING
"""What stands for a parameter or a body that is not there: None is a value (JSON null)."""

EMPTY: Final = Missing.EMPTY
"""A parameter that is there without a value, which its `allowEmptyValue` permits: present, and not to be validated."""


@dataclass(eq=False)
class Malformed(Exception):  # noqa: N818 - a fact about a message, not a failure of ours
    """Text that cannot be read as what it claims to be: `path` leads to the spot within the value."""

    message: str
    path: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """One Parameter Object or Header Object with its defaults filled in (OAS 4.8.12, 4.8.21).

    Exactly one of `bundle` (a `schema`, read by `style` and `explode`) and `media_type` (a `content` entry) is set;
    with neither, any text is the value. A response header is a Parameter in `header`. Header names keep their case.
    """

    name: str
    location: ParameterLocation
    style: Style = "form"
    explode: bool = True
    required: bool = False
    allow_reserved: bool = False
    allow_empty: bool = False
    bundle: Bundle | None = None
    media_type: MediaType | None = None
    node: Node | None = None
    deprecated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """One Encoding Object (OAS 4.8.15): how a single property travels in a form or in a multipart body.

    `style`, `explode` and `allow_reserved` are None where the author is silent: then `content_type` decides, and
    its default is told by the property's schema. `encoding`, `prefix` and `item` nest (OAS 3.2).
    """

    content_type: str | None = None
    headers: Mapping[str, Parameter] = field(default_factory=dict)
    style: Style | None = None
    explode: bool | None = None
    allow_reserved: bool | None = None
    encodings: Encodings | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Encodings:
    """The encodings of a media type: by property, by position (`prefixEncoding`), for the rest (`itemEncoding`)."""

    named: Mapping[str, Encoding] = field(default_factory=dict)
    prefix: tuple[Encoding, ...] = ()
    item: Encoding | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One example: its JSON `value` (MISSING where only text or an address is given), and the `node` it stands at.

    `serialized` is the text as it travels (OAS 3.2 `serializedValue`); `external` is the URL of `externalValue`.
    """

    name: str
    value: Any = MISSING
    node: Node | None = None
    external: str | None = None
    serialized: str | None = None

    @property
    def place(self) -> Place | None:
        """Where it stands; looked up when asked, because finding a line reads the file again."""
        return None if self.node is None else self.node.place


@dataclass(frozen=True, slots=True, eq=False)
class MediaType:
    """One entry of `content`: a media type or range, and what a body of it holds (OAS 4.8.14).

    `compiled` is where the codecs keep what they have worked out of it, once for each direction.
    """

    range: str
    node: Node
    schemas: Schemas
    encodings: Encodings = field(default_factory=Encodings)
    examples: tuple[Example, ...] = ()
    compiled: dict[Direction, Any] = field(default_factory=dict, init=False, repr=False)
    _bundles: dict[tuple[str, Direction], Bundle | None] = field(default_factory=dict, init=False, repr=False)

    @property
    def encoding(self) -> Mapping[str, Encoding]:
        """The encodings by property name."""
        return self.encodings.named

    def schema(self, direction: Direction) -> Bundle | None:
        """Return the schema of the whole body, or None where the author gives none."""
        return self._bundle("schema", direction)

    def item_schema(self, direction: Direction) -> Bundle | None:
        """Return the schema of one item of a sequential media type (OAS 3.2 `itemSchema`), or None."""
        return self._bundle("itemSchema", direction)

    def _bundle(self, keyword: str, direction: Direction) -> Bundle | None:
        key = (keyword, direction)
        if key not in self._bundles:
            node = self.node.get(keyword)
            self._bundles[key] = None if node is None else self.schemas.bundle(node, direction)
        return self._bundles[key]
