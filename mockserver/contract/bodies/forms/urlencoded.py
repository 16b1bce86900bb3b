"""`application/x-www-form-urlencoded` (WHATWG URL section 5) by the properties of its schema (OAS 4.8.14.4)."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote_plus

from mockserver.contract.bodies.codec import Codec, Content, Decoded, charset_text
from mockserver.contract.bodies.forms.fields import MOST_PARTS, SILENT, Field, belongs_to, fields_of, is_json, settle
from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.encode import encode_pairs, escape_of, to_text
from mockserver.contract.styles.json_text import dump, load
from mockserver.contract.styles.pairs import Claims
from mockserver.contract.styles.percent import unescape_form
from mockserver.contract.styles.raw import Pairs, RawQuery
from mockserver.contract.styles.wire import leaf, member


def decode_form(content: Content, data: bytes) -> Decoded:
    """Read a form into an object; names that the schema does not declare are kept, for the validator to judge."""
    query = RawQuery.parse(charset_text(content, data))
    if query.defects:
        raise query.defects[0]
    if len(query.pairs) > MOST_PARTS:
        raise Malformed(f"a form of {len(query.pairs)} fields is too long: at most {MOST_PARTS} are read")
    fields = fields_of(content.shape, content.encodings.named)
    claims = Claims(frozenset(fields))
    options: dict[str, list[Any]] = {}
    typed: set[str] = set()
    for name, field in fields.items():
        values = (
            field.readings(query.pairs, claims, unescape_form) if field.styled else _plain(field, query.pairs, typed)
        )
        if values:
            options[name] = values
    loose = (name for name, _ in query.pairs if not belongs_to(fields, name))
    for name in dict.fromkeys(loose):
        options[name] = [member(_texts(name, query.pairs), content.shape.property(name), name)]
    return Decoded(settle(content, options, typed))


def _plain(field: Field, pairs: Pairs, typed: set[str]) -> list[Any]:
    """Return what the pairs of a field without a style may mean: one value for each pair, of its content type."""
    texts = _texts(field.name, pairs)
    if not texts:
        return []
    if any(is_json(name) for name in field.content_types):
        typed.add(field.name)
        values = [_load(text, field.name) for text in texts]
        whole = len(values) == 1 and (isinstance(values[0], list) or not field.shape.allows("array"))
        return values if whole else [values]
    if len(texts) > 1:
        return [member(texts, field.shape, field.name)]
    text, shape = texts[0], field.shape
    if not shape.allows("array") or shape.untyped:
        return [leaf(text, shape)]
    alone, whole = [leaf(text, shape.item(0))], leaf(text, shape)
    return [alone] if whole == text and shape.kinds == ("array",) else [whole, alone]


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
    fields = fields_of(content.shape, content.encodings.named)
    pairs: list[tuple[str, str]] = []
    for name, entry in (value if isinstance(value, dict) else {}).items():
        field = fields.get(name) or Field(name, content.shape.property(name), content.encodings.named.get(name, SILENT))
        pairs += _styled(field, entry) if field.styled else _unstyled(field, entry)
    return "&".join(f"{name}={text}" for name, text in pairs).encode()


def _styled(field: Field, value: Any) -> list[tuple[str, str]]:
    parameter = field.parameter()
    return list(encode_pairs(parameter, value, escape_of(parameter, value)))


def _unstyled(field: Field, value: Any) -> list[tuple[str, str]]:
    """Write one pair, or one for each item of an array; containers as JSON."""
    as_json = any(is_json(name) for name in field.content_types)
    items = value if isinstance(value, list) else [value]
    texts = [dump(item).decode() if as_json else to_text(item) for item in items]
    return [(_form_escape(field.name), _form_escape(text)) for text in texts]


def _form_escape(text: str) -> str:
    return quote_plus(text).replace("~", "%7E")


FORM: Final = Codec(decode_form, encode_form)
