"""Ids that carry their ancestry: pure, invertible, and without a store.

An id of ours is the packed path of an entity, some check bits, and a keyed permutation over both, written as a UUID,
as hexadecimal digits, or behind a prefix as `cus_...`. So the conversation that a contact shows can be asked for alone
and still knows whose it is, in another process and after a restart. A path too long to fit is cut down to a number
that nobody reads back. The entropy of an entity is made of the number that its id writes, be it one of ours or not.
Integer ids count: members of a population from 1, the children of 17 from 1701.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

from mockserver.generate.entropy import MASK, MULTIPLIER, draw, seed_bytes
from mockserver.generate.identity.lineage import Path, pack, unpack
from mockserver.generate.identity.permutation import Permutation
from mockserver.kinds import is_number

CHECK_BITS = 18
MOST_DIGITS = 15
FAN_OUT = 100
SMALLEST_POPULATION, LARGEST_POPULATION = 12, 180
FEWEST_CLASSES, MOST_CLASSES = 5, 14


class Style(NamedTuple):
    """How an id is written: `prefix`, then a UUID, or `size` bits in hexadecimal digits; or a counting integer.

    What is `counted` is such a number as text, of at least `size` digits, from `start` on.
    """

    form: Literal["uuid", "hex", "integer", "counted"]
    size: int = 122
    prefix: str = ""
    start: int = 1


UUID = Style("uuid")
HEX = Style("hex", 128)
SHORT_HEX = Style("hex", 96)
INTEGER = Style("integer", 0)
COUNTED = Style("counted", 0)


class Writer(NamedTuple):
    """How ids of one style are written: the steps of their permutation, a prime below its range, what is mixed in."""

    start: int
    first: int
    second: int
    half: int
    mask: int
    modulus: int
    salt: int
    write: Callable[[int], str]

    def __call__(self, packed: int) -> str:
        """Return the id of the entity with a packed path."""
        number = packed << CHECK_BITS
        if number > self.mask:
            number = packed % self.modulus | 1  # the check bits say that it is no path
        number = (number ^ self.start) * self.first & self.mask
        number = (number ^ number >> self.half) * self.second & self.mask
        return self.write(number ^ number >> self.half)


class IdScheme:
    """The ids of the world of one seed."""

    def __init__(self, seed: str, alone: Container[str] = ()) -> None:
        self.key = seed_bytes(seed)
        self._alone = alone
        self._permutations = {size: Permutation(self.key, size) for size in _MODULI}
        self._salt = draw(self.key, "entities")
        self._digest = blake2b(digest_size=8, key=self.key)
        self._writers: dict[Style, Writer] = {}
        self.population = lru_cache(maxsize=1024)(self._population)
        self._unpacked = lru_cache(maxsize=1024)(self._path_in)
        self.id_for = lru_cache(maxsize=2048)(self._id_for)

    def _population(self, kind: str) -> int:
        """Return how many entities of `kind` there are when one asks for all of them."""
        if kind in self._alone:
            return 1
        draws = draw(self.key, kind, "population")
        if kind.endswith(CLASSES):
            return FEWEST_CLASSES + draws % (MOST_CLASSES - FEWEST_CLASSES + 1)
        return SMALLEST_POPULATION + draws % (LARGEST_POPULATION - SMALLEST_POPULATION + 1)

    def _id_for(self, path: Path, style: Style = UUID) -> str | int:
        """Return the id of the entity at the end of `path`, written in `style`."""
        if style.form == "integer":
            return _counted(path) + style.start - 1
        if isinstance(path[-1][1], str):
            return path[-1][1]
        if style.form == "counted":
            return f"{style.prefix}{str(_counted(path) + style.start - 1).zfill(style.size)}"
        return self.writer(style)(pack(path))

    def writer(self, style: Style) -> Writer:
        """Return what writes the ids of entities in a style."""
        found = self._writers.get(style)
        if found is None:
            found = self._writers[style] = self._writer(style)
        return found

    def _writer(self, style: Style) -> Writer:
        size = style.size
        steps, modulus, write = self._permutations[size].steps, _MODULI[size], f"{style.prefix}%0{size // 4}x"
        return Writer(*steps, modulus, self._salt, uuid_of if style.form == "uuid" else write.__mod__)

    def bits_of(self, identifier: str) -> int:
        """Return the 64 bits that belong to what is called `identifier`; `draw` says the same of what is no number."""
        size, number = _scanned(identifier[identifier.rfind("_") + 1 :])
        if size:
            bits = ((number >> 58 ^ number ^ self._salt) * MULTIPLIER) & MASK
            return bits ^ bits >> 32
        digest = self._digest.copy()
        digest.update(identifier.encode("utf-8", "surrogatepass"))
        return int.from_bytes(digest.digest(), "big")

    def lineage_of(self, identifier: str) -> Path | None:
        """Return the path inside an id of ours, root first; None for an id that the client brought."""
        size, number = _scanned(identifier[identifier.rfind("_") + 1 :])
        return self._unpacked(size, number) if size else None

    def _path_in(self, size: int, number: int) -> Path | None:
        plain = self._permutations[size].backward(number)
        return unpack(plain >> CHECK_BITS) if not plain & ((1 << CHECK_BITS) - 1) else None


def counted_chain(number: int) -> tuple[int, ...]:
    """Return the ordinals along the ancestry that an integer id counts: 1702 is the second child of 17."""
    chain: list[int] = []
    while number > FAN_OUT:
        chain.append((number - 1) % FAN_OUT)
        number = (number - 1) // FAN_OUT
    return (max(number - 1, 0), *reversed(chain))


def number_in(identifier: Any, style: Style) -> int | None:
    """Return the number that a counted id writes, None if it writes none."""
    text = str(identifier)
    digits = text[len(style.prefix) :]
    if not text.startswith(style.prefix) or not digits.isdecimal() or len(digits) > MOST_DIGITS:
        return None
    number = int(digits) - style.start + 1
    return number if number > 0 and digits == digits.lstrip("0").zfill(style.size) else None


def _counted(path: Path) -> int:
    root = path[0][1]
    number = int(root) if isinstance(root, str) and is_number(root) else 0
    if isinstance(root, int):
        number = root + 1
    elif not number:
        number = draw(b"", root) % 900 + 1
    for _, ordinal in path[1:]:
        number = number * FAN_OUT + (ordinal if isinstance(ordinal, int) else draw(b"", ordinal)) % FAN_OUT + 1
    return number


def uuid_of(number: int) -> str:
    """Return 122 bits as a UUID of version 4 (RFC 9562 section 5.4)."""
    bits = (number & _HIGH) << 6 | (number & _MIDDLE) << 2 | _VERSION | number & _LOW
    text = bits.to_bytes(16, "big").hex("-", 2)  # a dash after every fourth digit: three too many
    return f"{text[:4]}{text[5:29]}{text[30:34]}{text[35:]}"


def _scanned(text: str) -> tuple[int, int]:
    """Return the size in bits and the number that `text` writes, (0, 0) if it has none of our forms."""
    try:
        if len(text) == 36 and text[14] == "4" and text[19] in "89ab" and text.count("-") == 4:
            bits = int(text.replace("-", ""), 16)
            return 122, (bits >> 80) << 74 | (bits >> 64 & 0xFFF) << 62 | bits & 0x3FFFFFFFFFFFFFFF
        if len(text) in (24, 32):
            return len(text) * 4, int(text, 16)
    except ValueError:
        pass
    return 0, 0


_HIGH, _MIDDLE, _LOW = ((1 << 48) - 1) << 74, 0xFFF << 62, (1 << 62) - 1
_VERSION = 4 << 76 | 2 << 62
_MODULI = {96: (1 << 96) - 17, 122: (1 << 122) - 3, 128: (1 << 128) - 159}
"""A prime below every power of two that an id may have as its range."""
CLASSES = (
    "role", "tag", "category", "label", "plan", "department", "permission", "currency", "language", "country", "region",
    "status", "type", "integration", "plugin", "template", "webhook", "apikey", "phonenumber", "warehouse", "store",
    "branch", "organization", "organisation", "tenant", "workspace", "enterprise", "team", "group", "list", "segment",
    "genre", "brand", "channel", "queue", "tier", "stage", "pipeline", "environment", "application", "app", "project",
    "board", "folder", "calendar", "connector", "server", "cluster", "network", "policy", "rule", "flag", "market",
)  # fmt: skip
"""Kinds that sort others, or that one sets up by hand: of these there are few."""
