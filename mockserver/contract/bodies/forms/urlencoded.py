"""`application/x-www-form-urlencoded` (WHATWG URL section 5) by the properties of its schema (OAS 4.8.14.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus

from mockserver.contract.bodies.codec import Codec, Content, Decoded, charset_text
from mockserver.contract.bodies.forms.fields import MOST_PARTS, Fields
from mockserver.contract.bodies.forms.settle import settle
from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.encode import encode_pairs, escape_of, to_text
from mockserver.contract.styles.json_text import dump, load
from mockserver.contract.styles.percent import unescape_form
from mockserver.contract.styles.raw import Pairs, RawQuery
from mockserver.contract.styles.wire import leaf, member

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
    options: dict[str, list[Any]] = {}
    for name in (*fields.declared, *loose):
        field = fields.get(name)
        read = field.readings(query.pairs, fields.claims, unescape_form) if field.styled else _plain(field, query.pairs)
        if read:
            options[name] = read
    return Decoded(settle(content.described, options, [name for name in options if fields.get(name).sends_json]))


def _plain(field: Field, pairs: Pairs) -> list[Any]:
    """Return what the pairs of a field without a style may mean: one value for each pair, of its content type."""
    texts = _texts(field.name, pairs)
    if not texts:
        return []
    if field.sends_json:
        values = [_load(text, field.name) for text in texts]
        whole = len(values) == 1 and (isinstance(values[0], list) or not field.is_array)
        return values if whole else [values]
    if len(texts) > 1:
        return [member(texts, field.shape, field.name)]
    whole = leaf(texts[0], field.shape)
    if not field.is_array:
        return [whole]
    alone = [leaf(texts[0], field.shape.item(0))]
    return [alone] if whole == texts[0] and field.shape.kinds == ("array",) else [whole, alone]


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


FORM: Final = Codec(decode_form, encode_form)
