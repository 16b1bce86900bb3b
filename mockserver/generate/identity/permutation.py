"""A keyed permutation of n-bit integers, n even: what makes an ordinal look like a random id, and reads it back.

Four Feistel rounds of multiplication and shift. It hides structure from people, not secrets from attackers.
"""

from __future__ import annotations

from hashlib import blake2b


class Permutation:
    """A one-to-one map of the integers below 2**size onto themselves, chosen by `key`."""

    def __init__(self, key: bytes, size: int) -> None:
        self._half = size // 2
        self._mask = (1 << self._half) - 1
        digest = blake2b(b"permutation %d" % size, key=key, digest_size=64).digest()
        starts = range(0, 64, 16)
        self._keys = tuple((_half(digest[at : at + 8]), _half(digest[at + 8 : at + 16]) | 1) for at in starts)

    def forward(self, number: int) -> int:
        """Return what `number` is mapped to."""
        half, mask = self._half, self._mask
        left, right = number >> half, number & mask
        for mask_key, factor in self._keys:
            left, right = right, left ^ ((right ^ mask_key) * factor >> 29) & mask
        return left << half | right

    def backward(self, number: int) -> int:
        """Return the number that is mapped to `number`."""
        half, mask = self._half, self._mask
        left, right = number >> half, number & mask
        for mask_key, factor in reversed(self._keys):
            left, right = right ^ ((left ^ mask_key) * factor >> 29) & mask, left
        return left << half | right


def _half(digest: bytes) -> int:
    return int.from_bytes(digest, "big")
