"""How one property of a form travels: by a style, or as text of a media type (OAS 4.8.15, the Encoding Object)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.bodies.codec import Described
from mockserver.contract.bodies.forms.reading import Reading
from mockserver.contract.media import Range, parse
from mockserver.contract.parameter import Encoding, Malformed, Parameter
from mockserver.contract.styles import Claims, Decoder, style_decoder
from mockserver.contract.styles.commas import part_always
from mockserver.contract.styles.manifold import kinds_of, readers_of
from mockserver.contract.styles.wire import Unescape, Wire
from mockserver.schema import acceptor
from mockserver.schema.coerce import coercion

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.contract.shape import Shape
    from mockserver.contract.styles.raw import Pairs


class Field:
    """One property of a form: its name, what it holds, and its encoding."""

    def __init__(self, name: str, shape: Shape, encoding: Encoding) -> None:
        self.name = name
        self.shape = shape
        self.encoding = encoding

    @cached_property
    def styled(self) -> bool:
        """Whether a style decides, not a `contentType`: any of `style`, `explode`, `allowReserved` is written."""
        encoding = self.encoding
        return not (encoding.style is None and encoding.explode is None and encoding.allow_reserved is None)

    @cached_property
    def is_array(self) -> bool:
        """Whether the field may send several pairs or parts, one for each item."""
        return self.shape.allows("array") and not self.shape.untyped

    @cached_property
    def unit(self) -> Field:
        """The field as one pair or part sees it: an array's item, else the field itself."""
        return Field(self.name, self.shape.items, self.encoding) if self.is_array else self

    @cached_property
    def coerce(self) -> Callable[[Any], Any]:
        """What types the field's texts by its own schema."""
        return coercion(self.shape.alone)

    @cached_property
    def accepts(self) -> Callable[[Any], bool]:
        """The test of the field's own schema."""
        return acceptor(self.shape.alone)

    @cached_property
    def content_types(self) -> tuple[str, ...]:
        """The media types that the author names for a pair or part, if any."""
        named = self.encoding.content_type or ""
        return tuple(text.strip() for text in named.split(",") if text.strip())

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        """The named media types as ranges."""
        return tuple(range_ for text in self.content_types if (range_ := parse(text)) is not None)

    @cached_property
    def sends_json(self) -> bool:
        """Whether the author names JSON for a pair or part."""
        return any(is_json(name) for name in self.content_types)

    @cached_property
    def is_binary(self) -> bool:
        """Whether the value is octets: by `format: binary`, no type at all, or a `contentMediaType` (OAS 4.8.14)."""
        shape = self.shape
        if shape.keyword("format") == "binary":
            return True
        if shape.untyped:
            return not shape.keyword("enum")
        media = parse(str(shape.keyword("contentMediaType") or ""))
        if media is None or shape.keyword("contentEncoding") or not shape.allows_text:
            return False
        return media.type != "text" and not is_json(media.essence)

    @cached_property
    def described(self) -> Described:
        """What is said of one part that carries the field."""
        return Described.part(self.shape, self.encoding.encodings)

    @cached_property
    def headers(self) -> tuple[tuple[Parameter, Decoder], ...]:
        """The described header fields of a part, and what reads them; Content-Type has a place of its own."""
        described = (header for name, header in self.encoding.headers.items() if name.lower() != "content-type")
        return tuple((header, style_decoder(header, Claims())) for header in described)

    @cached_property
    def parameter(self) -> Parameter:
        """The field as the query parameter that its style makes of it."""
        encoding = self.encoding
        style = encoding.style or "form"
        explode = style == "form" if encoding.explode is None else encoding.explode
        return Parameter(self.name, "query", style, explode, allow_reserved=bool(encoding.allow_reserved))

    @cached_property
    def _commas_part(self) -> bool:
        return part_always(self.shape)

    def readings(self, pairs: Pairs, claims: Claims, unescape: Unescape) -> list[Reading]:
        """Return what the pairs of a form may mean for this field under its style, likeliest first."""
        style, explode = self.parameter.style, self.parameter.explode
        wire = Wire(self.name, style, explode, self.shape, unescape, self._commas_part)
        repeated = sum(name == self.name for name, _ in pairs) > 1
        found: list[Any] = []
        defect: Malformed | None = None
        for kind in kinds_of(wire, repeated=repeated):
            try:
                found += readers_of(wire)[kind](wire, pairs, claims)
            except Malformed as malformed:
                defect = defect or Malformed(malformed.message, (self.name, *malformed.path))
        if defect is not None and not found:
            raise defect
        return [Reading(value) for value in found]


class Fields:
    """The fields of a form by name; what the schema does not declare is a field as well."""

    def __init__(self, described: Described) -> None:
        self._shape = described.shape
        self._encodings = described.encodings.named
        self.declared = {name: self._field(name, inner) for name, inner in self._shape.properties.items()}
        self.claims = Claims(frozenset(self.declared))
        styled = [field for field in self.declared.values() if field.styled]
        self._deep = tuple(field.name + "[" for field in styled if field.parameter.style == "deepObject")
        spread = [field for field in styled if field.parameter.style == "form" and field.parameter.explode]
        self._spread = frozenset(name for field in spread for name in field.shape.properties)

    def get(self, name: str) -> Field:
        """Return the field of that name."""
        return self.declared.get(name) or self._field(name, self._shape.property(name))

    def knows(self, name: str) -> bool:
        """Tell whether a name in a form is a declared field's, or a part of one whose style spreads over names."""
        return name in self.declared or name in self._spread or name.startswith(self._deep)

    def _field(self, name: str, shape: Shape) -> Field:
        return Field(name, shape, self._encodings.get(name, SILENT))


def is_json(content_type: str) -> bool:
    """Tell whether a media type is JSON, or any `+json`."""
    parsed = parse(content_type)
    return parsed is not None and (parsed.subtype == "json" or parsed.subtype.endswith("+json"))


SILENT: Final = Encoding()
MOST_PARTS: Final = 1000
