"""The numbers inside of ids: how a packed path is made to look random and back, and how that is written and read."""

from __future__ import annotations

from binascii import hexlify
from hashlib import blake2b
from struct import Struct

from mockserver.generate.entropy import DIGIT

UUID_BITS = 122
LENGTHS = frozenset({24, 32, 36})
"""How many characters one of our numbers takes."""


class Permutation:
    """A one-to-one map of the integers below 2**size, which is even, onto themselves, chosen by `key`.

    Two rounds of an odd factor and a shift by half: it hides structure from people, not secrets from attackers.

    Whoever maps many does it in a row, by itself: `number` is mapped in these `steps`, (start, first, second, half,
    mask), to (number ^ start) * first & mask; from there to (number ^ number >> half) * second & mask; and at last to
    number ^ number >> half.
    """

    def __init__(self, key: bytes, size: int) -> None:
        half, mask = size // 2, (1 << size) - 1
        digest = blake2b(b"permutation %d" % size, key=key, digest_size=48).digest()
        start, first, second = (int.from_bytes(digest[at : at + 16], "big") & mask for at in (0, 16, 32))
        second &= (1 << 2 * DIGIT) - 1  # what is multiplied is mixed already, and this takes half the time
        self.steps = (start, first | 1, second | 1, half, mask)
        self._inverses = tuple(pow(factor, -1, mask + 1) for factor in (first | 1, second | 1))

    def backward(self, number: int) -> int:
        """Return the number that is mapped to `number`."""
        start, _, _, half, mask = self.steps
        first, second = self._inverses
        number = (number ^ number >> half) * second & mask
        return ((number ^ number >> half) * first & mask) ^ start


def uuid_of(number: int) -> str:
    """Return 122 bits as a UUID of version 4: the uppermost two are its variant's, the digits of the others follow."""
    octets = number.to_bytes(16, "big")
    return (FORMS[octets[0]] % groups(hexlify(octets))).decode()


def scanned(text: str) -> tuple[int, int]:
    """Return the size in bits and the number that `text` writes, (0, 0) if it has none of our forms."""
    try:
        if len(text) == 36 and text[14] == "4" and text[19] in "89ab" and text.count("-") == 4:
            bits = int(text.replace("-", ""), 16)
            upper = (bits >> 60 & 3) << 60 | bits >> 80 << 12 | bits >> 64 & 0xFFF
            return UUID_BITS, upper << 60 | bits & (1 << 60) - 1
        if len(text) in (24, 32):
            return len(text) * 4, int(text, 16)
    except ValueError:
        pass
    return 0, 0


FORMS = tuple(b"%%b-%%b-4%%b-%b%%b-%%b" % variant for variant in (b"8", b"9", b"a", b"b"))
groups = Struct("xx8s4s3s3s12s").unpack
