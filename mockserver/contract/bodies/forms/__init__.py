"""Bodies of named fields, URL-encoded forms and multipart, by what is loaded for the first of them."""

from typing import Final

from mockserver.contract.bodies.codec import Codec
from mockserver.later import later

_URLENCODED = "mockserver.contract.bodies.forms.urlencoded"
FORM: Final = Codec(later(_URLENCODED, "decode_form"), later(_URLENCODED, "encode_form"))

_MULTIPART = "mockserver.contract.bodies.forms.multipart"
decode_multipart: Final = later(_MULTIPART, "decode_multipart")
encode_multipart: Final = later(_MULTIPART, "encode_multipart")

__all__ = ["FORM", "decode_multipart", "encode_multipart"]
