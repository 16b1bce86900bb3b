"""`application/x-www-form-urlencoded` (WHATWG URL section 5) by the properties of its schema (OAS 4.8.14.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from mockserver.contract.bodies.codec import Content, Decoded, charset_text
from mockserver.contract.bodies.forms.fields import MOST_PARTS, Fields
from mockserver.contract.bodies.forms.reading import Reading, from_text, of_items, pick, settle
from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.encode import encode_pairs, escape_of, to_text
from mockserver.contract.styles.json_text import dump, load
from mockserver.contract.styles.percent import unescape_form
from mockserver.contract.styles.raw import Pairs, RawQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockserver.contract.bodies.forms.fields import Field
    from mockserver.contract.parameter import Parameter


def decode_form(content: Content, data: bytes) -> Decoded:
    """Read a form into an object; names that the schema does not declare are kept, for the validator to judge."""
    query = RawQuery.parse(charset_text(content, data))
    if query.defects:
        raise query.defects[0]
    if len(query.pairs) > MOST_PARTS:
        raise Malformed(f"a form of {len(query.pairs)} fields is too long: at most {MOST_PARTS} are read")
    fields = content.described.once(Fields)
    loose = dict.fromkeys(name for name, _ in query.pairs if not fields.knows(name))
    said = {}
    for name in (*fields.declared, *loose):
        field = fields.get(name)
        read = field.readings(query.pairs, fields.claims, unescape_form) if field.styled else _plain(field, query.pairs)
        if read:
            said[field] = read
    value = settle(content.described, said)
    return Decoded(_with_empty_lists(content, fields, value))


def _with_empty_lists(content: Content, fields: Fields, value: dict[str, Any]) -> dict[str, Any]:
    """Give required lists that are not there as empty ones, where only they are missing: RFC 6570 leaves no trace."""
    whole = content.described.whole
    lost = [fields.get(name) for name in sorted(content.shape.required - value.keys())]
    lists: dict[str, Any] = {
        field.name: [] for field in lost if field.shape.kinds == ("array",) and not field.sends_json
    }
    if not lists or whole is None or whole.validator.is_valid(value):
        return value
    return {**value, **lists} if whole.validator.is_valid({**value, **lists}) else value


def _plain(field: Field, pairs: Pairs) -> list[Reading]:
    """Return what the pairs of a field without a style may mean: one value for each pair, of its content type."""
    texts = _texts(field.name, pairs)
    if not texts:
        return []
    if field.sends_json:
        values = [_load(text, field.name) for text in texts]
        single = len(values) == 1 and (isinstance(values[0], list) or not field.is_array)
        return [Reading(values[0] if single else values, typed=True)]
    if len(texts) > 1:
        if not field.shape.allows("array"):
            raise Malformed(f'"{field.name}" is given {len(texts)} times, and takes one value', (field.name,))
        return [of_items([pick(field.unit, from_text(text, field.unit.shape)) for text in texts])]
    whole = from_text(texts[0], field.shape)
    if not field.is_array:
        return whole
    if field.shape.kinds == ("array",):  # plain text is an item then
        whole = [one for one in whole if one.value != texts[0]]
    return [*whole, of_items([pick(field.unit, from_text(texts[0], field.unit.shape))])]


def _load(text: str, name: str) -> Any:
    try:
        return load(text)
    except Malformed as defect:
        raise Malformed(defect.message, (name,)) from None


def _texts(name: str, pairs: Pairs) -> list[str]:
    try:
        return [unescape_form(raw or "") for key, raw in pairs if key == name]
    except Malformed as defect:
        raise Malformed(defect.message, (name,)) from None


def encode_form(content: Content, value: Any) -> bytes:
    """Write an object as a form."""
    fields = content.described.once(Fields)
    pairs: list[tuple[str, str]] = []
    for name, entry in (value if isinstance(value, dict) else {}).items():
        field = fields.get(name)
        if entry is None and name not in content.shape.required:
            continue  # null is undefined, which is left out (RFC 6570 section 2.3)
        pairs += _styled(field.parameter, entry) if field.styled else _unstyled(field, entry)
    return "&".join(f"{name}={text}" for name, text in pairs).encode()


def _styled(parameter: Parameter, value: Any) -> Iterator[tuple[str, str]]:
    return encode_pairs(parameter, value, escape_of(parameter, value))


def _unstyled(field: Field, value: Any) -> list[tuple[str, str]]:
    """Write one pair, or one for each item of an array; containers as JSON."""
    items = value if isinstance(value, list) else [value]
    texts = [dump(item).decode() if field.sends_json else to_text(item) for item in items]
    return [(_form_escape(field.name), _form_escape(text)) for text in texts]


def _form_escape(text: str) -> str:
    return quote_plus(text).replace("~", "%7E")
