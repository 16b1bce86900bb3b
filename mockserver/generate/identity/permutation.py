"""A keyed permutation of n-bit integers, n even: what makes an ordinal look like a random id, and reads it back.

Two rounds of an odd factor and a shift by half. It hides structure from people, not secrets from attackers.
"""

from __future__ import annotations

from hashlib import blake2b


class Permutation:
    """A one-to-one map of the integers below 2**size onto themselves, chosen by `key`.

    Whoever maps many does it in a row, by itself: `number` is mapped in these `steps`, (start, first, second, half,
    mask), to (number ^ start) * first & mask; from there to (number ^ number >> half) * second & mask; and at last to
    number ^ number >> half.
    """

    def __init__(self, key: bytes, size: int) -> None:
        half, mask = size // 2, (1 << size) - 1
        digest = blake2b(b"permutation %d" % size, key=key, digest_size=48).digest()
        start, first, second = (int.from_bytes(digest[at : at + 16], "big") & mask for at in (0, 16, 32))
        self.steps = (start, first | 1, second | 1, half, mask)
        self._inverses = tuple(pow(factor, -1, mask + 1) for factor in (first | 1, second | 1))

    def backward(self, number: int) -> int:
        """Return the number that is mapped to `number`."""
        start, _, _, half, mask = self.steps
        first, second = self._inverses
        number = (number ^ number >> half) * second & mask
        return ((number ^ number >> half) * first & mask) ^ start
