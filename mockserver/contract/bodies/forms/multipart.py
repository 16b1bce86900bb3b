"""`multipart/form-data` and its kin <-> an object by part names, or an array by position (OAS 4.8.15, 3.2 4.14.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.contract.bodies.codec import Codec, Content, Decoded, Part, charset_text
from mockserver.contract.bodies.forms.fields import SILENT, Field, belongs_to, fields_of, is_binary, is_json, settle
from mockserver.contract.bodies.forms.part_headers import check_headers, check_type, fixed_headers
from mockserver.contract.bodies.forms.parts import disposition, join_parts, split_parts
from mockserver.contract.bodies.plain import octets
from mockserver.contract.media import concrete
from mockserver.contract.parameter import Encoding, Malformed
from mockserver.contract.styles.encode import encode_pairs
from mockserver.contract.styles.json_text import load
from mockserver.contract.styles.pairs import Claims
from mockserver.contract.styles.percent import verbatim

if TYPE_CHECKING:
    from mockserver.contract.shape import Shape
    from mockserver.contract.styles.raw import Pairs
    from mockserver.messages import Headers

CodecFor = Callable[[str], Codec]
Named = list[tuple[str, Part]]


def multipart_codec(codec_for: CodecFor) -> Codec:
    """Return the codec of multipart bodies; `codec_for` gives the codec of a part by its media type."""

    def decode(content: Content, data: bytes) -> Decoded:
        named = split_parts(content.content_type, data)
        parts: dict[str, list[Part]] = {}
        for name, part in named:
            parts.setdefault(name, []).append(part)
        value = _read_list(content, named, codec_for) if _positional(content) else _read_form(content, named, codec_for)
        return Decoded(value, parts)

    def encode(content: Content, value: Any) -> tuple[bytes, str]:
        if isinstance(value, list):
            written = [_write_item(content, index, item, codec_for) for index, item in enumerate(value)]
        else:
            entries = value.items() if isinstance(value, dict) else ()
            written = [part for name, entry in entries for part in _write_field(content, name, entry, codec_for)]
        data, boundary = join_parts(written)
        return data, f"{content.content_type.partition(';')[0].strip()}; boundary={boundary}"

    return Codec(decode, encode)


def _positional(content: Content) -> bool:
    return content.item is not None or not content.shape.allows("object")


def _read_list(content: Content, named: Named, codec_for: CodecFor) -> list[Any]:
    """Read the parts in their order (OAS 3.2 `prefixEncoding`, `itemEncoding`)."""
    items: list[Any] = []
    typed: list[bool] = []
    for index, (_, part) in enumerate(named):
        shape, encoding = _at(content, index)
        field = Field(str(index), shape, encoding)
        value, is_typed = _read_part(content, field, shape, part, codec_for)
        items.append(value)
        typed.append(is_typed)
    coerced = content.coerce_items(items)
    return [item if is_typed else new for item, new, is_typed in zip(items, coerced, typed, strict=True)]


def _at(content: Content, index: int) -> tuple[Shape, Encoding]:
    prefix = content.encodings.prefix
    encoding = prefix[index] if index < len(prefix) else content.encodings.item or SILENT
    return (content.shape.item(index) if content.item is None else content.item_shape), encoding


def _read_form(content: Content, named: Named, codec_for: CodecFor) -> dict[str, Any]:
    """Read the parts by name; names that the schema does not declare are kept, for the validator to judge."""
    fields = fields_of(content.shape, content.encodings.named)
    loose = dict.fromkeys(name for name, _ in named if not belongs_to(fields, name))
    encodings = content.encodings.named
    fields |= {name: Field(name, content.shape.property(name), encodings.get(name, SILENT)) for name in loose}
    options: dict[str, list[Any]] = {}
    typed: set[str] = set()
    for name, field in fields.items():
        values = _styled(field, named, Claims(frozenset(fields))) if field.styled else None
        if values is None:
            values = _read_field(content, field, [part for key, part in named if key == name], codec_for, typed)
        if values:
            options[name] = values
    return settle(content, options, typed)


def _styled(field: Field, named: Named, claims: Claims) -> list[Any]:
    """Read a field whose style decides: the parts hold what a query's values would, without percent-encoding."""
    pairs: Pairs = tuple((name, part.data.decode("utf-8", "replace")) for name, part in named)
    return field.readings(pairs, claims, verbatim)


def _read_field(content: Content, field: Field, parts: list[Part], codec_for: CodecFor, typed: set[str]) -> list[Any]:
    """Return what the parts of one name may mean: an array sends a part for each item."""
    if not parts:
        return []
    as_array = field.shape.allows("array") and not field.shape.untyped
    read = [_read_part(content, field, field.unit if as_array else field.shape, part, codec_for) for part in parts]
    if any(is_typed for _, is_typed in read):
        typed.add(field.name)
    values = [value for value, _ in read]
    if len(values) > 1:
        if not field.shape.allows("array"):
            raise Malformed(f'"{field.name}" is given {len(values)} times, and takes one value', (field.name,))
        return [values]
    whole = isinstance(values[0], list) and not field.unit.allows("array")
    if whole or not as_array:
        return values
    return [values] if field.shape.kinds == ("array",) else [values[0], values]


def _read_part(content: Content, field: Field, shape: Shape, part: Part, codec_for: CodecFor) -> tuple[Any, bool]:
    """Return one part's value, and whether it is typed already because it was JSON."""
    check_type(field, part)
    check_headers(field, part)
    content_type = part.content_type or _default_type(field, shape)
    text_only = shape.kinds == ("primitive",)
    try:
        if is_json(content_type) and not (text_only and (part.filename is not None or is_binary(shape))):
            return load(part.data), True
        if text_only or shape.untyped:
            return _read_text(content.of_part(shape, content_type), part), False
        inner = content.of_part(shape, content_type, field.encoding.encodings)
        return codec_for(content_type).decode(inner, part.data).value, False
    except Malformed as defect:
        raise Malformed(defect.message, (field.name, *defect.path)) from None


def _read_text(content: Content, part: Part) -> str:
    """Return a part as text in its charset, or as one character per octet where it is a file or binary."""
    if part.filename is not None or is_binary(content.shape):
        try:
            return part.data.decode("latin-1" if is_binary(content.shape) else "utf-8")
        except UnicodeDecodeError:
            return part.data.decode("latin-1")
    return charset_text(content, part.data)


def _default_type(field: Field, shape: Shape) -> str:
    """Return the media type of a part: as the author names it, else by the type of its value (OAS 4.8.15.1)."""
    if field.content_types:
        return concrete(field.content_types[0])
    if shape.untyped or is_binary(shape):
        return "application/octet-stream"
    return "text/plain" if shape.allows("primitive") else "application/json"


def _write_field(content: Content, name: str, value: Any, codec_for: CodecFor) -> list[tuple[Headers, bytes]]:
    """Return the parts of one property: one for each item of an array, else one."""
    shape = content.shape.property(name)
    field = Field(name, shape, content.encodings.named.get(name, SILENT))
    if field.styled:
        pairs = encode_pairs(field.parameter(), value, verbatim)
        return [({"Content-Disposition": disposition(key)}, text.encode()) for key, text in pairs]
    several = isinstance(value, list)
    unit = field.unit if several else shape
    return [_write_part(content, field, unit, item, codec_for) for item in (value if several else [value])]


def _write_part(content: Content, field: Field, shape: Shape, value: Any, codec_for: CodecFor) -> tuple[Headers, bytes]:
    content_type, data = _body(content, field, shape, value, codec_for)
    binary = is_binary(shape) and isinstance(value, str)
    name = disposition(field.name, field.name if binary else None)
    return {"Content-Disposition": name, "Content-Type": content_type, **fixed_headers(field)}, data


def _write_item(content: Content, index: int, value: Any, codec_for: CodecFor) -> tuple[Headers, bytes]:
    shape, encoding = _at(content, index)
    field = Field(str(index), shape, encoding)
    content_type, data = _body(content, field, shape, value, codec_for)
    return {"Content-Type": content_type, **fixed_headers(field)}, data


def _body(content: Content, field: Field, shape: Shape, value: Any, codec_for: CodecFor) -> tuple[str, bytes]:
    """Return the media type and the bytes of one part."""
    content_type = _default_type(field, shape)
    if isinstance(value, dict | list) and not field.content_types:
        content_type = "application/json"
    inner = content.of_part(shape, content_type, field.encoding.encodings)
    if is_binary(shape) and isinstance(value, str):
        return content_type, octets(value)
    written = codec_for(content_type).encode(inner, value)
    return (content_type, written) if isinstance(written, bytes) else (written[1], written[0])
