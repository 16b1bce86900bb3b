"""Where every choice comes from: 64 bits that are a pure function of (seed, entity, path of the property).

One digest is taken per entity; the bits of its properties are products of it with a constant factor per name, so a
value costs no hashing of its own and never depends on what was asked before, on the operation, or on the process.
"""

from __future__ import annotations

from hashlib import blake2b
from math import gcd

MASK = (1 << 64) - 1
DROPPED = 16
"""The lowest bits of a product, which tell little more than the lowest of what was multiplied."""

DIGIT = 30
"""The bits of one digit of Python's integers: what fits into one is many times as fast."""

PERSON = b"mockserver-seedc"  # of the worlds near by, one that shows each field of the documentation's own example
ULP = 2.0**-53  # a product with it is exact, and costs a third of a division
_number = int.from_bytes


def seed_bytes(seed: str) -> bytes:
    """Return the key of 32 bytes that stands for `seed` in every digest."""
    return blake2b(seed.encode(errors="surrogatepass"), digest_size=32, person=PERSON).digest()


def draw(seed: bytes, key: str, path: str = "") -> int:
    """Return the 64 bits that belong to the property at `path` of the entity `key` in the world of `seed`."""
    text = (f"{key}\0{path}" if path else key).encode("utf-8", "surrogatepass")
    return _number(blake2b(text, digest_size=8, key=seed).digest(), "big")


def salt_of(label: str) -> int:
    """Return the number that sets one label apart from all others; costs a digest, so it is for compile time.

    It fits into one digit of Python's integers, and shares no small factor with another, nor with a length: so it can
    be multiplied by, and what it leaves of two divisions by different ones has nothing in common.
    """
    digest = blake2b(label.encode(errors="surrogatepass"), digest_size=8).digest()
    draws = int.from_bytes(digest, "big")
    return (
        (1 << DIGIT - 1) // _WHEEL * _WHEEL
        + draws % ((1 << DIGIT - 1) // _WHEEL) * _WHEEL
        + _SPOKES[(draws >> 32) % len(_SPOKES)]
    )


def mixed(bits: int, salt: int) -> int:
    """Return other bits, made of 64 that are random and a salt, that look independent of them."""
    return bits * salt >> DROPPED & MASK


def picking(bits: int, salt: int) -> int:
    """Return 30 other bits, made of 64 that are random: enough to pick one of a few, for a third of the price."""
    return bits % salt


def nth(bits: int, index: int) -> int:
    """Return the bits of the element at `index`: its place is its salt."""
    state = bits + (index + 1) * 0xD1342543DE82EF95 & MASK
    state = (state ^ state >> 32) * 0xBF58476D1CE4E5B9 & MASK
    return state ^ state >> 29


def fraction(bits: int) -> float:
    """Return a number in [0, 1) made of the upper bits."""
    return (bits >> 11) * ULP


_WHEEL = 2 * 3 * 5 * 7 * 11
_SPOKES = tuple(number for number in range(_WHEEL) if gcd(number, _WHEEL) == 1)
