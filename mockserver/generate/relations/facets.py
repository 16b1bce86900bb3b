"""Facets: parts that sum an entity up, such as its statistics, tell of one and the same thing wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import id_property, words
from mockserver.generate.relations.stages import stage_of

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def is_facet(name: str, flat: dict[str, Any]) -> bool:
    """Tell whether a property sums up the entity that it belongs to, as `stats` does."""
    properties: dict[str, Any] = flat.get("properties") or {}
    return bool(properties) and words(name) in _FACETS and id_property(properties) is None


def facets(flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    """Return what lets the facets of an object count the same: `progress.sent` is `stats.messagesSent`."""
    counted = {}
    for name, flat in flats.items():
        if isinstance(flat, dict) and is_facet(name, flat):
            stages = {rank: each for each in flat["properties"] if (rank := stage_of(each)) is not None}
            if len(stages) > 1:
                counted[name] = stages
    if len(counted) < 2:
        return []
    first = max(counted, key=lambda name: len(counted[name]))
    counted = {first: counted[first], **counted}
    accepts = {name: compiler.definitions.acceptor(flats[name]) for name in counted}
    return [_alike((first, name), _pairs(counted[first], stages), accepts) for name, stages in counted.items()][1:]


def _pairs(first: dict[int, str], second: dict[int, str]) -> list[tuple[str, str]]:
    return [(first[rank], name) for rank, name in sorted(second.items()) if rank in first]


def _alike(
    names: tuple[str, str], pairs: list[tuple[str, str]], accepts: dict[str, Callable[[Any], bool]]
) -> Agreement:
    first, second = names

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        whole, part = value.get(first), value.get(second)
        if not isinstance(whole, dict) or not isinstance(part, dict) or (first in pins and second in pins):
            return
        there = [(one, other) for one, other in pairs if _is_count(whole.get(one)) and _is_count(part.get(other))]
        if second in pins:
            target, right = first, _scaled(whole, part, there)
        else:
            target, right = second, {**part, **{other: whole[one] for one, other in there}}
        if right != value[target] and accepts[target](right):
            value[target] = right

    return agree


def _scaled(whole: dict[str, Any], part: dict[str, Any], pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Return `whole` with as many of everything as the known part of it says there are of some."""
    factor = next((part[other] / whole[one] for one, other in pairs if whole[one]), 1.0)
    scaled = {name: round(each * factor) if _is_count(each) else each for name, each in whole.items()}
    return {**scaled, **{one: part[other] for one, other in pairs}}


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_FACETS = frozenset(
    {
        ("stats",), ("statistics",), ("analytics",), ("progress",), ("results",), ("metrics",), ("insights",),
        ("performance",),
    }
)  # fmt: skip
