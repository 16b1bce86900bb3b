"""How one property of a form travels: by a style, or as text of a media type (OAS 4.8.15, the Encoding Object)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.media import parse
from mockserver.contract.parameter import Encoding, Malformed, Parameter
from mockserver.contract.styles.decode import kinds_of, readers_of
from mockserver.contract.styles.wire import Unescape, Wire

if TYPE_CHECKING:
    from mockserver.contract.bodies.codec import Content
    from mockserver.contract.shape import Shape
    from mockserver.contract.styles.pairs import Claims
    from mockserver.contract.styles.raw import Pairs


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One property of a form: its name, what it holds, and its encoding."""

    name: str
    shape: Shape
    encoding: Encoding

    @property
    def styled(self) -> bool:
        """Whether a style decides, not a `contentType`: any of `style`, `explode`, `allowReserved` is written."""
        encoding = self.encoding
        return not (encoding.style is None and encoding.explode is None and encoding.allow_reserved is None)

    @property
    def unit(self) -> Shape:
        """The shape of one pair or part: an array sends one for each item."""
        return self.shape.items if self.shape.allows("array") else self.shape

    @property
    def content_types(self) -> tuple[str, ...]:
        """The media types that the author names for a pair or part, if any."""
        named = self.encoding.content_type or ""
        return tuple(text.strip() for text in named.split(",") if text.strip())

    def parameter(self) -> Parameter:
        """Return the field as the query parameter that its style makes of it."""
        encoding = self.encoding
        style = encoding.style or "form"
        explode = style == "form" if encoding.explode is None else encoding.explode
        return Parameter(self.name, "query", style, explode, allow_reserved=bool(encoding.allow_reserved))

    def wire(self, unescape: Unescape) -> Wire:
        """Return how the field's style is read."""
        parameter = self.parameter()
        return Wire(self.name, parameter.style, parameter.explode, self.shape, unescape)

    def readings(self, pairs: Pairs, claims: Claims, unescape: Unescape) -> list[Any]:
        """Return what the pairs of a form may mean for this field under its style, likeliest first."""
        wire, defect = self.wire(unescape), None
        repeated = sum(name == self.name for name, _ in pairs) > 1
        found: list[Any] = []
        for kind in kinds_of(wire, repeated=repeated):
            try:
                found += readers_of(wire)[kind](wire, pairs, claims)
            except Malformed as malformed:
                defect = defect or Malformed(malformed.message, (self.name, *malformed.path))
        if defect is not None and not found:
            raise defect
        return found


def is_json(content_type: str) -> bool:
    """Tell whether a media type is JSON, or any `+json`."""
    parsed = parse(content_type)
    return parsed is not None and (parsed.subtype == "json" or parsed.subtype.endswith("+json"))


def is_binary(shape: Shape) -> bool:
    """Tell whether a string is octets: by `format: binary`, no type at all, or a `contentMediaType` (OAS 4.8.14)."""
    if shape.keyword("format") == "binary" or shape.keyword("type") == "file":
        return True
    if shape.untyped and shape.schemas:
        return not shape.keyword("enum")
    media = parse(str(shape.keyword("contentMediaType") or ""))
    encoded = shape.keyword("contentEncoding")
    return media is not None and not encoded and media.type != "text" and not is_json(media.essence)


def fields_of(shape: Shape, encodings: Mapping[str, Encoding]) -> dict[str, Field]:
    """Return the declared fields of a form by name."""
    return {name: Field(name, inner, encodings.get(name, SILENT)) for name, inner in shape.properties.items()}


def belongs_to(fields: Mapping[str, Field], name: str) -> bool:
    """Tell whether a name in a form is that of a field, or of a part of a field whose style spreads over names."""
    if name in fields:
        return True
    stem, bracket, _ = name.partition("[")
    if bracket and stem in fields and fields[stem].parameter().style == "deepObject":
        return True
    spread = (field for field in fields.values() if field.styled and field.parameter().explode)
    return any(name in field.shape.properties for field in spread if field.encoding.style != "deepObject")


def settle(content: Content, options: Mapping[str, list[Any]], typed: Collection[str]) -> dict[str, Any]:
    """Return a form's value out of what each field may mean: what the schema accepts, else the likeliest (the first).

    The names in `typed` hold values that were JSON: their strings are strings.
    """
    first: dict[str, Any] | None = None
    for choice in islice(product(*options.values()), MOST_CHOICES):
        value = dict(zip(options, choice, strict=True))
        coerced: dict[str, Any] = content.coerce(value) | {name: value[name] for name in typed}
        if content.whole is None or content.whole.validator.is_valid(coerced):
            return coerced
        first = first or coerced
    return first or {}


SILENT: Final = Encoding()
MOST_CHOICES: Final = 64
MOST_PARTS: Final = 1000
