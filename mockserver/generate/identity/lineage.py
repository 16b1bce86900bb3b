"""An entity's ancestry as one integer and back: what an id carries inside.

A path runs from the root to the entity itself: ((kind, ordinal), (kind, ordinal), ...). A root may be foreign, an id
that the client brought ("42"): then its text stands in the ordinal's place.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from mockserver.kinds import is_number

Step = tuple[int, int | str]
Path = tuple[Step, ...]

KIND_BITS = 14
from_bytes = int.from_bytes
WIDTH = 64  # the children whose ordinals take six bits


@lru_cache(maxsize=4096)
def kind_hash(kind: str) -> int:
    """Return the 14 bits that stand for a kind inside an id."""
    return int.from_bytes(blake2b(kind.encode(errors="surrogatepass"), digest_size=2).digest(), "big") >> 2


def pack(path: Path) -> int:
    """Return `path` as an integer whose size grows with the path: 30 bits for a root, 22 for each child."""
    number = 1
    for step in path:
        number = extend(number, step)
    return number


def extend(number: int, step: Step) -> int:
    """Return the packed path of a child of the entity whose packed path is `number`."""
    kind, ordinal = step
    if isinstance(ordinal, int) and ordinal < 1 << 32:
        size = 0 if ordinal < WIDTH else 1 if ordinal < 16384 else 2
        number = (number << _ORDINAL_BITS[size] | ordinal) << 2 | size
    else:
        number = _pack_text(number, str(ordinal))
    return number << KIND_BITS | kind


def unpack(number: int) -> Path | None:
    """Return the path that `pack` made `number` of, or None if no path makes it."""
    path: list[Step] = []
    while number > 1:
        kind = number & ((1 << KIND_BITS) - 1)
        number >>= KIND_BITS
        size = number & 3
        number >>= 2
        if size == 3:
            text, number = _unpack_text(number)
            path.append((kind, text))
        else:
            bits = _ORDINAL_BITS[size]
            path.append((kind, number & ((1 << bits) - 1)))
            number >>= bits
    found = tuple(reversed(path))
    return found if number == 1 and found else None


def _pack_text(number: int, text: str) -> int:
    if text.isdecimal() and is_number(text):
        number = number << _digit_bits(len(text)) | int(text)
        return ((number << 6 | len(text)) << 1 | 1) << 2 | 3
    data = text.encode("utf-8", "surrogatepass")
    return (number << 8 * len(data) | from_bytes(data, "big")) << 9 | len(data) << 3 | 3


def _unpack_text(number: int) -> tuple[str, int]:
    digits, number = number & 1, number >> 1
    length, number = number & 63, number >> 6
    bits = _digit_bits(length) if digits else 8 * length
    value = number & ((1 << bits) - 1)
    if digits:
        return str(value).zfill(length)[:64], number >> bits
    return value.to_bytes(length, "big").decode(errors="replace"), number >> bits


def _digit_bits(length: int) -> int:
    return int(10**length - 1).bit_length()


_ORDINAL_BITS = (6, 14, 32)
