"""The codecs of bodies: bytes -> value and back, one small file for each family of media types."""

from mockserver.contract.bodies.codec import Decoded, Part
from mockserver.contract.bodies.codecs import decode, encode, item_bundle

__all__ = ["Decoded", "Part", "decode", "encode", "item_bundle"]
