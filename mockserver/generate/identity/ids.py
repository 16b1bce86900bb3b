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
from hashlib import blake2s
from typing import Any, Literal, NamedTuple

from mockserver.generate.entropy import MASK, draw, seed_bytes
from mockserver.generate.identity.lineage import KIND_BITS, Path, pack, unpack
from mockserver.generate.identity.numbers import LENGTHS, Permutation, scanned, uuid_of
from mockserver.kinds import is_number

from_bytes = int.from_bytes
CHECK_BITS = 18
LAST = KIND_BITS + 8
"""The bits that the last step of a path takes for ordinals below WIDTH."""
SHARED = CHECK_BITS + LAST
"""The bits of a number below those that all children of one owner share."""
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
    """How ids of one style are written: the steps of their permutation, and a prime for paths that are too long."""

    start: int
    first: int
    second: int
    half: int
    mask: int
    modulus: int
    write: Callable[[int], str]

    def __call__(self, packed: int) -> str:
        """Return the id of the entity with a packed path."""
        number = (plain_of(packed, self.mask, self.modulus) ^ self.start) * self.first & self.mask
        number = (number ^ number >> self.half) * self.second & self.mask
        return self.write(number ^ number >> self.half)


class IdScheme:
    """The ids of the world of one seed."""

    def __init__(self, seed: str, alone: Container[str] = ()) -> None:
        self.key = seed_bytes(seed)
        self._alone = alone
        self._permutations = {size: Permutation(self.key, size) for size in _MODULI}
        self._digest = blake2s(digest_size=8, key=self.key)
        self._writers: dict[Style, Writer] = {}
        self.population = lru_cache(maxsize=1024)(self._population)
        self._unpacked = lru_cache(maxsize=1024)(self._number_read)
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
        return Writer(*steps, modulus, uuid_of if style.form == "uuid" else write.__mod__)

    def read(self, identifier: str) -> tuple[int, Path | None]:
        """Return the 64 bits that belong to what is called `identifier`, and the path inside, root first.

        An id that the client brought has no path, and what writes no number is digested.
        """
        if len(identifier) in LENGTHS or "_" in identifier:
            size, number = written_in(identifier)
            if size:
                return self._unpacked(size, number)
        digest = self._digest.copy()
        digest.update(identifier.encode("utf-8", "surrogatepass"))
        return from_bytes(digest.digest(), "big"), None

    def lineage_of(self, identifier: str) -> Path | None:
        """Return the path inside an id of ours, root first; None for an id that the client brought."""
        size, number = written_in(identifier)
        return self._unpacked(size, number)[1] if size else None

    def _number_read(self, size: int, number: int) -> tuple[int, Path | None]:
        plain = self._permutations[size].backward(number)
        path = unpack(plain >> CHECK_BITS) if not plain & ((1 << CHECK_BITS) - 1) else None
        return (number ^ plain >> SHARED) & MASK, path


def written_in(identifier: str) -> tuple[int, int]:
    """Return the size in bits and the number that an id writes, behind its prefix; (0, 0) if it writes none."""
    number = identifier[identifier.rfind("_") + 1 :] if "_" in identifier else identifier
    return scanned(number) if len(number) in LENGTHS else (0, 0)


def plain_of(packed: int, mask: int, modulus: int) -> int:
    """Return the number below `mask` that stands for a packed path: it, or a digest of it if it is too long."""
    number = packed << CHECK_BITS
    if number <= mask:
        return number
    above, last = packed >> LAST, packed & (1 << LAST) - 1
    return (above % modulus << LAST | last) << CHECK_BITS | 1  # the check bits say that it is no path


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


_MODULI = {96: (1 << 56) - 5, 122: (1 << 82) - 57, 128: (1 << 88) - 299}
"""A prime below every power of two that is left of the range of an id beside the last step and the check bits."""
CLASSES = (
    "role", "tag", "category", "label", "plan", "department", "permission", "currency", "language", "country", "region",
    "status", "type", "integration", "plugin", "template", "webhook", "apikey", "phonenumber", "warehouse", "store",
    "branch", "organization", "organisation", "tenant", "workspace", "enterprise", "team", "group", "list", "segment",
    "genre", "brand", "channel", "queue", "tier", "stage", "pipeline", "environment", "application", "app", "project",
    "board", "folder", "calendar", "connector", "server", "cluster", "network", "policy", "rule", "flag", "market",
)  # fmt: skip
"""Kinds that sort others, or that one sets up by hand: of these there are few."""
