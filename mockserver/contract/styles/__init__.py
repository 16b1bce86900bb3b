"""The styles of parameters: raw text -> value and back, for everything that has a `schema`."""

from mockserver.contract.styles.decode import Decoder, pairs_decoder, style_decoder
from mockserver.contract.styles.encode import encode_pairs, encode_style, to_text
from mockserver.contract.styles.pairs import Claims, claims_of
from mockserver.contract.styles.raw import Pairs, RawQuery, header_field, parse_cookies

__all__ = [
    "Claims",
    "Decoder",
    "Pairs",
    "RawQuery",
    "claims_of",
    "encode_pairs",
    "encode_style",
    "header_field",
    "pairs_decoder",
    "parse_cookies",
    "style_decoder",
    "to_text",
]
