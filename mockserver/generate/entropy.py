"""Where every choice comes from: 64 bits that are a pure function of (seed, entity, path of the property).

One digest is taken per entity; the bits of its properties are mixed from it with a constant salt per name, so a value
costs no hashing of its own and never depends on what was asked before, on the operation, or on the process.
"""

from __future__ import annotations

from hashlib import blake2b

MASK = (1 << 64) - 1
MULTIPLIER = 0x9E3779B97F4A7C15
ULP = 2.0**-53  # a product with it is exact, and costs a third of a division
_number = int.from_bytes


def seed_bytes(seed: str) -> bytes:
    """Return the key of 32 bytes that stands for `seed` in every digest."""
    return blake2b(seed.encode(errors="surrogatepass"), digest_size=32, person=b"mockserver-seed").digest()


def draw(seed: bytes, key: str, path: str = "") -> int:
    """Return the 64 bits that belong to the property at `path` of the entity `key` in the world of `seed`."""
    text = (f"{key}\0{path}" if path else key).encode("utf-8", "surrogatepass")
    return _number(blake2b(text, digest_size=8, key=seed).digest(), "big")


def salt_of(label: str) -> int:
    """Return the constant that sets one label apart from all others; costs a digest, so it is for compile time."""
    return int.from_bytes(blake2b(label.encode(errors="surrogatepass"), digest_size=8).digest(), "big")


def mixed(bits: int, salt: int) -> int:
    """Return other bits, made of `bits` and a salt, that look independent of them."""
    product = ((bits ^ salt) * MULTIPLIER) & MASK
    return product ^ (product >> 32)


def nth(bits: int, index: int) -> int:
    """Return the bits of the element at `index`: its place is its salt."""
    product = ((bits + (index + 1) * 0xD1342543DE82EF95) * 0xBF58476D1CE4E5B9) & MASK
    return product ^ (product >> 29)


def fraction(bits: int) -> float:
    """Return a number in [0, 1) made of the upper bits."""
    return (bits >> 11) * ULP
