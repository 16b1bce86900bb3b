"""One parameter, either way: by its `style` where it has a `schema`, by a body codec where it has `content`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mockserver.contract import bodies
from mockserver.contract.media import concrete
from mockserver.contract.parameter import MISSING, MediaType, Parameter
from mockserver.contract.styles import Decoder, Pairs, RawQuery, claims_of, encode_style, style_decoder
from mockserver.contract.styles.percent import escape, unescape, unescape_form
from mockserver.later import later

only: Callable[[str, Pairs], str | None] = later("mockserver.contract.styles.pairs", "only")


def decoder_for(parameter: Parameter, siblings: Iterable[Parameter] = (), taken: Iterable[str] = ()) -> Decoder:
    """Compile what reads one parameter: path text, header text or None, `RawQuery`, cookie pairs -> a typed value.

    The decoder returns MISSING where the parameter is not there, EMPTY where it is there without a value and
    `allowEmptyValue` permits that, and raises Malformed for text that cannot be read. `siblings` are the other
    parameters of the operation and `taken` further names of the query: an exploded object does not gather those.
    """
    if parameter.media_type is None:
        neighbours = [other for other in siblings if other is not parameter and other.location == parameter.location]
        return style_decoder(parameter, claims_of(neighbours, taken))
    return _content_decoder(parameter, parameter.media_type)


def encode_parameter(parameter: Parameter, value: Any) -> str:
    """Return `value` as raw text: of a path, a query (`a=1&b=2`), a header, or a Cookie field (`a=1; b=2`)."""
    media = parameter.media_type
    if media is None:
        return encode_style(parameter, value)
    data, content_type = bodies.encode(media, value, direction="request")
    text = data.decode("utf-8", "surrogateescape")
    if parameter.location == "header":
        return text
    if parameter.location == "querystring":
        return text if content_type.startswith(FORM) else escape(text)
    return f"{escape(parameter.name)}={escape(text)}" if parameter.location in ("query", "cookie") else escape(text)


def _content_decoder(parameter: Parameter, media: MediaType) -> Decoder:
    content_type = concrete(media.range)
    take = _TAKERS[parameter.location]

    def decode(raw: Any) -> Any:
        text = take(parameter, raw)
        if text is None:
            return MISSING
        return bodies.decode(media, content_type, text.encode("utf-8", "surrogateescape"), "request").value

    return decode


def _take_query(parameter: Parameter, raw: RawQuery) -> str | None:
    found = only(parameter.name, raw.pairs)
    return None if found is None else unescape_form(found)


def _take_cookie(parameter: Parameter, raw: Pairs) -> str | None:
    found = only(parameter.name, raw)
    return None if found is None else unescape(found)


def _take_querystring(parameter: Parameter, raw: RawQuery) -> str | None:
    """Take the whole query: form text as it is, any other with its percent-encoding undone (OAS 3.2 4.12)."""
    if not raw.text:
        return None
    is_form = parameter.media_type is not None and parameter.media_type.range.startswith(FORM)
    return raw.text if is_form else unescape(raw.text)


FORM = "application/x-www-form-urlencoded"

_TAKERS: dict[str, Callable[[Parameter, Any], str | None]] = {
    "path": lambda _, raw: unescape(raw),
    "query": _take_query,
    "header": lambda _, raw: raw,
    "cookie": _take_cookie,
    "querystring": _take_querystring,
}
