"""XML bodies: in and out by the XML Objects of a schema (OAS 4.8.26), by what is loaded for the first of them."""

from typing import Final

from mockserver.contract.bodies.codec import Codec
from mockserver.later import later

_HOME = "mockserver.contract.bodies.xml.codec"
XML: Final = Codec(later(_HOME, "decode_xml"), later(_HOME, "encode_xml"))

__all__ = ["XML"]
