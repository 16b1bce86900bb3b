"""From raw text that may mean several things to a typed value: the reading that the schema accepts (OAS 4.8.12).

A schema that admits several kinds (`type: [string, array]`) makes a text ambiguous: every kind reads it, and the first
reading that the schema accepts counts. Where none is acceptable the first is returned, for the validator to explain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.parameter import EMPTY, MISSING, Malformed, Missing, Parameter
from mockserver.contract.shape import Kind, Shape
from mockserver.contract.styles import pairs as by_name
from mockserver.contract.styles import segments as by_text
from mockserver.contract.styles.commas import part_always
from mockserver.contract.styles.decode import Decoder, coercion_of, unescape_of
from mockserver.contract.styles.deep_object import read_deep
from mockserver.contract.styles.percent import escape, unescape
from mockserver.contract.styles.raw import Pairs, RawQuery
from mockserver.contract.styles.wire import Wire

if TYPE_CHECKING:
    from mockserver.contract.styles.claims import Claims


def manifold_decoder(parameter: Parameter, claims: Claims) -> Decoder:
    """Compile the decoder of a parameter that has a name on the wire, or several values; see `style_decoder`."""
    shape = Shape.of(True if parameter.bundle is None else parameter.bundle.schema)
    commas_part = part_always(shape)
    wire = Wire(parameter.name, parameter.style, parameter.explode, shape, unescape_of(parameter), commas_part)
    if parameter.location in ("path", "header"):
        return _text_decoder(parameter, wire)
    if parameter.location == "cookie":
        return _cookie_decoder(parameter, wire, claims)
    return _query_decoder(parameter, wire, claims)


def _text_decoder(parameter: Parameter, wire: Wire) -> Decoder:
    readers = TEXT_STYLES.get(parameter.style, by_text.SIMPLE)
    kinds: tuple[Kind, ...] = ("primitive",) if wire.shape.untyped else wire.shape.kinds
    parted = re.compile(_PARTED_TEXT.get(parameter.style, ","))

    def decode(raw: str | None) -> Any:
        if raw is None:
            return MISSING
        order = _order(kinds, several=parted.search(raw) is not None)
        return choose(parameter, (partial(readers[kind], wire, raw) for kind in order))

    return decode


def _query_decoder(parameter: Parameter, wire: Wire, claims: Claims) -> Decoder:
    decode_pairs = pairs_decoder(parameter, wire, claims)

    def decode(raw: RawQuery) -> Any:
        return decode_pairs(raw.pairs)

    return decode


def _cookie_decoder(parameter: Parameter, wire: Wire, claims: Claims) -> Decoder:
    decode_pairs = pairs_decoder(parameter, wire, claims)
    spread = wire.explode and wire.shape.kinds != ("primitive",)
    names = {wire.name, *wire.shape.properties}

    def decode(raw: Pairs) -> Any:
        if wire.style != "cookie" and any("%" in name for name, _ in raw):
            raw = tuple((_name(name), value) for name, value in raw)
        return decode_pairs(tuple(crumb for pair in raw for crumb in _crumbs(pair, names)) if spread else raw)

    return decode


def _name(raw: str) -> str:
    """Return a cookie's name decoded, where it can be: it may be anybody's."""
    try:
        return unescape(raw)
    except Malformed:
        return raw


def _crumbs(pair: tuple[str, str | None], names: Collection[str]) -> Pairs:
    """Part a cookie at "&" as well: RFC 6570 joins an exploded form so, though no cookie field is written like that."""
    name, raw = pair
    if name not in names or not raw or "&" not in raw:
        return (pair,)
    parts = RawQuery.parse(f"{escape(name)}={raw}").pairs
    return parts if all(key in names and value is not None for key, value in parts) else (pair,)


def pairs_decoder(parameter: Parameter, wire: Wire, claims: Claims) -> Callable[[Pairs], Any]:
    """Compile the decoder of one value among named pairs: of a query, a Cookie field, or a form."""
    readers = readers_of(wire)
    if wire.shape.kinds == ("primitive",) and not parameter.allow_empty and wire.style != "deepObject":
        return _plain_pairs_decoder(parameter, wire)

    def decode(pairs: Pairs) -> Any:
        raws = [raw or "" for name, raw in pairs if name == wire.name]
        repeated = len(raws) > 1
        several = repeated or (not wire.explode and len(wire.parted("".join(raws))) > 1)
        order = _order(kinds_of(wire, repeated=repeated), several=several)
        value = choose(parameter, (partial(readers[kind], wire, pairs, claims) for kind in order))
        return _or_empty(parameter, value) if parameter.allow_empty and raws == [""] else value

    return decode


def _plain_pairs_decoder(parameter: Parameter, wire: Wire) -> Callable[[Pairs], Any]:
    """Compile the short way for a name that can only have one value."""
    name, undo, coerce = wire.name, wire.unescape, coercion_of(parameter)

    def decode(pairs: Pairs) -> Any:
        raw = by_name.only(name, pairs)
        return MISSING if raw is None else coerce(undo(raw))

    return decode


def readers_of(wire: Wire) -> dict[Kind, by_name.Reader]:
    """Return the readers of a style of pairs; the delimited styles have no exploded form of their own."""
    if wire.style == "deepObject":
        return DEEP
    return by_name.EXPLODED if wire.explode else by_name.COMPACT


def kinds_of(wire: Wire, *, repeated: bool) -> tuple[Kind, ...]:
    """Return the kinds to read: the schema's; where that is silent, what the style is made for, else text."""
    if not wire.shape.untyped:
        return wire.shape.kinds
    if wire.style == "deepObject":
        return ("object",)
    return ("array",) if repeated or wire.style in _FOR_ARRAYS else ("primitive",)


def _order(kinds: tuple[Kind, ...], *, several: bool) -> tuple[Kind, ...]:
    """Put containers first where the text shows several values."""
    return tuple(sorted(kinds, key="primitive".__eq__)) if several and len(kinds) > 1 else kinds


def choose(parameter: Parameter, readings: Iterable[Callable[[], Iterator[Any]]]) -> Any:
    """Return the first reading that the schema accepts, else the first there is, else MISSING; or raise Malformed."""
    bundle, defect = parameter.bundle, None
    values: list[Any] = []
    for reading in readings:
        try:
            values += reading()
        except Malformed as found:
            defect = defect or found
    if not values:
        if defect is not None:
            raise defect
        return MISSING
    if bundle is None:
        return values[0]
    typed = [bundle.coerce(value) for value in values]
    if len(typed) == 1:
        return typed[0]
    return next((value for value in typed if bundle.validator.is_valid(value)), typed[0])


def _or_empty(parameter: Parameter, value: Any) -> Any:
    """Return EMPTY for a value that the schema refuses, where only `allowEmptyValue` lets the parameter be empty."""
    if isinstance(value, Missing) or parameter.bundle is None or parameter.bundle.validator.is_valid(value):
        return value
    return EMPTY


DEEP: Final[dict[Kind, by_name.Reader]] = {"primitive": by_name.read_single, "array": read_deep, "object": read_deep}
TEXT_STYLES: Final = {"simple": by_text.SIMPLE, "label": by_text.LABEL, "matrix": by_text.MATRIX}
_PARTED_TEXT: Final = {"label": r"^\..*[.,]", "matrix": r",|;.*;"}
_FOR_ARRAYS: Final = ("spaceDelimited", "pipeDelimited", "tabDelimited")
