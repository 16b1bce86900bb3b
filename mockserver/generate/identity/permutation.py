"""A keyed permutation of n-bit integers, n even: what makes an ordinal look like a random id, and reads it back.

Two rounds of an odd factor and a shift by half. It hides structure from people, not secrets from attackers.
"""

from __future__ import annotations

from hashlib import blake2b


class Permutation:
    """A one-to-one map of the integers below 2**size onto themselves, chosen by `key`."""

    def __init__(self, key: bytes, size: int) -> None:
        self._half = size // 2
        self._mask = (1 << size) - 1
        digest = blake2b(b"permutation %d" % size, key=key, digest_size=48).digest()
        self._start, first, second = (int.from_bytes(digest[at : at + 16], "big") & self._mask for at in (0, 16, 32))
        self._factors: tuple[int, int] = (first | 1, second | 1)
        self._inverses = tuple(pow(factor, -1, self._mask + 1) for factor in self._factors)

    def forward(self, number: int) -> int:
        """Return what `number` is mapped to."""
        half, mask = self._half, self._mask
        first, second = self._factors
        number = (number ^ self._start) * first & mask
        number = (number ^ number >> half) * second & mask
        return number ^ number >> half

    def backward(self, number: int) -> int:
        """Return the number that is mapped to `number`."""
        half, mask = self._half, self._mask
        first, second = self._inverses
        number = (number ^ number >> half) * second & mask
        return ((number ^ number >> half) * first & mask) ^ self._start
