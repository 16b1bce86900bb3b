"""The styles of parameters: raw text -> value and back, for everything that has a `schema`."""

from collections.abc import Callable

from mockserver.contract.styles.claims import Claims, claims_of
from mockserver.contract.styles.decode import Decoder, style_decoder
from mockserver.contract.styles.raw import Pairs, RawQuery, header_field, parse_cookies
from mockserver.later import later

encode_style: Callable[..., str] = later("mockserver.contract.styles.encode", "encode_style")

__all__ = [
    "Claims",
    "Decoder",
    "Pairs",
    "RawQuery",
    "claims_of",
    "encode_style",
    "header_field",
    "parse_cookies",
    "style_decoder",
]
