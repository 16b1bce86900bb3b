"""`multipart/form-data` and its kin <-> an object by part names, or an array by position (OAS 4.8.15, 3.2 4.14.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from mockserver.contract.bodies.codec import Codec, Content, Decoded, Described, Part, charset_text
from mockserver.contract.bodies.forms.fields import SILENT, Field, Fields, is_json
from mockserver.contract.bodies.forms.part_headers import check_headers, check_type, fixed_headers
from mockserver.contract.bodies.forms.parts import disposition, join_parts, split_parts
from mockserver.contract.bodies.forms.reading import Reading, from_text, of_items, pick, settle
from mockserver.contract.bodies.plain import octets
from mockserver.contract.media import concrete
from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.encode import encode_pairs
from mockserver.contract.styles.json_text import load
from mockserver.contract.styles.percent import verbatim

if TYPE_CHECKING:
    from mockserver.contract.styles.raw import Pairs
    from mockserver.messages import Headers

CodecFor = Callable[[str], Codec]
Named = list[tuple[str, Part]]


def decode_multipart(codec_for: CodecFor, content: Content, data: bytes) -> Decoded:
    """Read a multipart body; `codec_for` gives the codec of a part by its media type."""
    named = split_parts(content.content_type, data)
    parts: dict[str, list[Part]] = {}
    for name, part in named:
        parts.setdefault(name, []).append(part)
    read = _read_list if _positional(content.described, parts) else _read_form
    return Decoded(read(content, named, codec_for), parts)


def encode_multipart(codec_for: CodecFor, content: Content, value: Any) -> tuple[bytes, str]:
    """Write a multipart body; return its Content-Type too, for it names the boundary."""
    if isinstance(value, list):
        written = [_write_item(content, index, item, codec_for) for index, item in enumerate(value)]
    else:
        entries = value.items() if isinstance(value, dict) else ()
        written = [part for name, entry in entries for part in _write_field(content, name, entry, codec_for)]
    data, boundary = join_parts(written)
    return data, f"{content.content_type.partition(';')[0].strip()}; boundary={boundary}"


def _positional(described: Described, parts: Mapping[str, Any]) -> bool:
    """Tell whether the parts are a list: items are described, or only a list fits, or no part has a name."""
    if described.item is not None or not described.shape.allows("object"):
        return True
    return described.shape.allows("array") and not any(parts)


def _read_list(content: Content, named: Named, codec_for: CodecFor) -> list[Any]:
    """Read the parts in their order (OAS 3.2 `prefixEncoding`, `itemEncoding`)."""
    fields = [_at(content.described, index) for index in range(len(named))]
    read = [
        pick(field, _read_part(content, field, part, codec_for)) for field, (_, part) in zip(fields, named, strict=True)
    ]
    coerced = content.described.coerce_items([one.value for one in read])
    return [one.value if one.typed else new for one, new in zip(read, coerced, strict=True)]


def _at(described: Described, index: int) -> Field:
    """Return the item at `index` as a field."""
    encodings = described.encodings
    encoding = encodings.prefix[index] if index < len(encodings.prefix) else encodings.item or SILENT
    shape = described.shape.item(index) if described.item is None else described.item_shape
    return Field(str(index), shape, encoding)


def _read_form(content: Content, named: Named, codec_for: CodecFor) -> dict[str, Any]:
    """Read the parts by name; names that the schema does not declare are kept, for the validator to judge."""
    fields = content.described.once(Fields)
    loose = dict.fromkeys(name for name, _ in named if not fields.knows(name))
    said = {}
    for name in (*fields.declared, *loose):
        field = fields.get(name)
        own = [part for key, part in named if key == name]
        read = field.readings(_as_pairs(named), fields.claims, verbatim) if field.styled else []
        if read or (own and not field.styled):
            said[field] = read or _read_field(content, field, own, codec_for)
    return settle(content.described, said)


def _as_pairs(named: Named) -> Pairs:
    """Return the parts as the pairs of a query: under a style they hold its values, without percent-encoding."""
    return tuple((name, part.data.decode("utf-8", "replace")) for name, part in named)


def _read_field(content: Content, field: Field, parts: list[Part], codec_for: CodecFor) -> list[Reading]:
    """Return what the parts of one name may mean: an array has a part for each item."""
    if len(parts) > 1 and not field.shape.allows("array"):
        raise Malformed(f'"{field.name}" is given {len(parts)} times, and takes one value', (field.name,))
    unit = field.unit
    read = [_read_part(content, unit, part, codec_for) for part in parts]
    items = of_items([pick(unit, some) for some in read])
    if len(parts) > 1:
        return [items]
    if not field.is_array:
        return read[0]
    whole = [one for one in read[0] if isinstance(one.value, list) and not unit.shape.allows("array")]
    return [*whole, *(read[0] if field.shape.allows("primitive") else []), items]


def _read_part(content: Content, field: Field, part: Part, codec_for: CodecFor) -> list[Reading]:
    """Return what one part may mean."""
    check_type(field, part)
    check_headers(field, part)
    content_type = part.content_type or _default_type(field)
    text_only = field.shape.kinds == ("primitive",)
    try:
        if is_json(content_type) and not (text_only and (part.filename is not None or field.is_binary)):
            return [Reading(load(part.data), typed=True)]
        inner = content.part(content_type, field.described)
        if text_only or field.shape.untyped:
            return [Reading(_read_text(inner, field, part))]
        if content_type.startswith("text/plain"):
            return from_text(_read_text(inner, field, part), field.shape)
        return [Reading(codec_for(content_type).decode(inner, part.data).value)]
    except Malformed as defect:
        raise Malformed(defect.message, (field.name, *defect.path)) from None


def _read_text(content: Content, field: Field, part: Part) -> str:
    """Return a part as text in its charset, or as one character per octet where it is a file or binary."""
    is_file = part.filename is not None or (bool(part.content_type) and not part.content_type.startswith("text/"))
    if field.is_binary and (is_file or not field.shape.untyped):
        return part.data.decode("latin-1")
    try:
        return charset_text(content, part.data)
    except Malformed:
        if part.filename is None and not field.is_binary:
            raise
        return part.data.decode("latin-1")


def _default_type(field: Field) -> str:
    """Return the media type of a part: as the author names it, else by the type of its value (OAS 4.8.15.1)."""
    if field.content_types:
        return concrete(field.content_types[0])
    if field.is_binary or (field.shape.allows("primitive") and field.shape.keyword("contentEncoding")):
        return "application/octet-stream"
    return "text/plain" if field.shape.allows("primitive") else "application/json"


def _write_field(content: Content, name: str, value: Any, codec_for: CodecFor) -> list[tuple[Headers, bytes]]:
    """Return the parts of one property: one for each item of an array, else one."""
    field = content.described.once(Fields).get(name)
    if value is None and name not in content.shape.required:
        return []
    if field.styled:
        pairs = encode_pairs(field.parameter, value, verbatim)
        return [({"Content-Disposition": disposition(key)}, text.encode()) for key, text in pairs]
    items = value if isinstance(value, list) else [value]
    unit = field.unit if isinstance(value, list) else field
    return [_write_part(content, unit, item, codec_for) for item in items]


def _write_part(content: Content, field: Field, value: Any, codec_for: CodecFor) -> tuple[Headers, bytes]:
    content_type, data = _body(content, field, value, codec_for)
    name = disposition(field.name, field.name if field.is_binary and isinstance(value, str) else None)
    return {"Content-Disposition": name, "Content-Type": content_type, **fixed_headers(field)}, data


def _write_item(content: Content, index: int, value: Any, codec_for: CodecFor) -> tuple[Headers, bytes]:
    field = _at(content.described, index)
    content_type, data = _body(content, field, value, codec_for)
    return {"Content-Type": content_type, **fixed_headers(field)}, data


def _body(content: Content, field: Field, value: Any, codec_for: CodecFor) -> tuple[str, bytes]:
    """Return the media type and the bytes of one part."""
    content_type = _default_type(field)
    if field.is_binary and isinstance(value, str):
        return content_type, octets(value)
    if isinstance(value, dict | list) and not field.content_types:
        content_type = "application/json"
    written = codec_for(content_type).encode(content.part(content_type, field.described), value)
    return (content_type, written) if isinstance(written, bytes) else (written[1], written[0])
