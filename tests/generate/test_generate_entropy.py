"""Draws have nothing to do with each other: not those of one entity, nor the same of neighbours (chi-squared tests)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from math import sqrt

import pytest

from mockserver.generate.compile.run import World
from mockserver.generate.containers.standing import VARIANTS
from mockserver.generate.entropy import fraction, mixed, nth, picking, salt_of
from mockserver.generate.identity.ids import HEX, UUID
from mockserver.generate.identity.lineage import kind_hash

MANY = 4_000
MOST = 12.0  # standard deviations above what chance alone gives
WORLD = World("mockserver")
STEP = kind_hash("message")
SALTS = [salt_of(f"property:{name}") for name in ("status", "type", "createdAt", "name", "city", "isActive")]


def children(place: int) -> list[int]:
    owners = (WORLD.member("conversation", number, UUID) for number in range(MANY))
    made = WORLD.entity("conversation", "a name too long for its children to carry")
    return [each.bits for owner in (made, *owners) for each in _row(owner)[place : place + 1]][:MANY]


def _row(owner):
    from mockserver.generate.identity.children import children_of

    return children_of(WORLD, "message", STEP, UUID)(owner, range(3))


SEQUENCES: dict[str, Callable[[], list[int]]] = {
    "members": lambda: [WORLD.member("contact", number, UUID).bits for number in range(MANY)],
    "members with short ids": lambda: [WORLD.member("contact", number, HEX).bits for number in range(MANY)],
    "numbers": lambda: [WORLD.entity("contact", number).bits for number in range(1, MANY)],
    "texts": lambda: [WORLD.entity("contact", f"contact {number}").bits for number in range(MANY)],
    "uuids in a row": lambda: [
        WORLD.entity("contact", f"00000000-0000-4000-8000-{number:012}").bits for number in range(MANY)
    ],
    "elements": lambda: [nth(WORLD.births, number) for number in range(MANY)],
    "parts": lambda: [nth(VARIANTS, number) for number in range(MANY)],
    "first children": lambda: children(0),
    "second children": lambda: children(1),
}
DRAWS: dict[str, Callable[[int, int, int], int]] = {
    "picked": lambda bits, salt, size: picking(bits, salt) % size,
    "mixed": lambda bits, salt, size: mixed(bits, salt) % size,
    "mixed, upper bits": lambda bits, salt, size: int(fraction(mixed(bits, salt)) * size),
    "a part's": lambda bits, salt, size: picking(mixed(bits, salt), SALTS[0]) % size,
    "a part's, mixed": lambda bits, salt, size: int(fraction(mixed(mixed(bits, salt), SALTS[0])) * size),
    "an alternative": lambda bits, _salt, size: (bits >> 24) % size,
    "a moment": lambda bits, _salt, size: (bits >> 34) * size >> 30,
}


def excess(pairs: Sequence[tuple[int, int]], size: int) -> float:
    """Return by how many standard deviations pairs of draws below `size` are less even than chance makes them."""
    table = [0] * size**2
    for one, other in pairs:
        table[one * size + other] += 1
    expected, freedom = len(pairs) / size**2, size**2 - 1
    return (sum((count - expected) ** 2 / expected for count in table) - freedom) / sqrt(2 * freedom)


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_neighbours_have_nothing_in_common(sequence: str) -> None:
    bits = SEQUENCES[sequence]()
    wrong = {}
    for name, draw in DRAWS.items():
        for size in (2, 3, 5, 8):
            drawn = [draw(each, SALTS[1], size) for each in bits]
            steps = [(after - before) % size for before, after in itertools.pairwise(drawn)]
            for what, row in (("each", drawn), ("steps", steps)):
                found = excess(list(itertools.pairwise(row)), size)
                if found > MOST:
                    wrong[name, size, what] = round(found)
    assert wrong == {}


@pytest.mark.parametrize("draw", ["picked", "mixed", "mixed, upper bits"])
def test_properties_have_nothing_in_common(draw: str) -> None:
    bits, wrong = SEQUENCES["members"](), {}
    for size in (2, 3, 4, 9, 10):
        rows = [[DRAWS[draw](each, salt, size) for each in bits] for salt in SALTS]
        for number, one in enumerate(rows):
            for other in rows[:number]:
                found = excess(list(zip(one, other, strict=True)), size)
                if found > MOST:
                    wrong[number, size] = round(found)
    assert wrong == {}


def test_siblings_have_nothing_in_common() -> None:
    first, second, third = children(0), children(1), children(2)
    wrong = {}
    for name, draw in DRAWS.items():
        for size in (2, 3, 5, 8):
            rows = [[draw(each, SALTS[1], size) for each in row] for row in (first, second, third)]
            steps = [
                [(a - b) % size for a, b in zip(one, other, strict=True)] for one, other in itertools.pairwise(rows)
            ]
            for what, (one, other) in {"one": rows[:2], "other": rows[1:], "outer": rows[::2], "steps": steps}.items():
                found = excess(list(zip(one, other, strict=True)), size)
                if found > MOST:
                    wrong[name, size, what] = round(found)
    assert wrong == {}
