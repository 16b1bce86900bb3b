"""Which alternative of `anyOf` or `oneOf` was meant, so that its refusals can be told instead of "none matches".

A discriminator says it outright, where several alternatives hold as well. Otherwise the alternative that the value
comes closest to is meant: one whose type and whose constants fit; where two come equally close, nothing is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mockserver.schema.validation.refusal import Refusal, value_at

if TYPE_CHECKING:
    from mockserver.schema.keywords import Schema


def told(root: Schema, refusals: list[Refusal]) -> Iterator[Refusal]:
    """Yield what is worth telling: for alternatives, the refusals of the one that was meant; nothing missing twice."""
    missing = {(each.path, each.detail) for each in refusals if each.keyword == "required"}
    for refusal in refusals:
        if refusal.keyword in ("anyOf", "oneOf"):
            for each in _meant(root, refusal):
                if each.keyword != "required" or (each.path, each.detail) not in missing:
                    yield each
        else:
            yield refusal


def _meant(root: Schema, refusal: Refusal) -> Iterator[Refusal]:
    holder = value_at(root, refusal.rule.rpartition("/")[0])
    discriminator = holder.get("discriminator") if isinstance(holder, dict) else None
    if discriminator is not None and isinstance(refusal.value, dict):
        named = _named(discriminator, refusal)
        if isinstance(named, Refusal):
            yield named
            return
        if named is not None and refusal.branches[named]:
            yield from told(root, list(refusal.branches[named]))
            return
        if named is not None and refusal.detail:
            yield refusal._replace(detail=f"{refusal.detail}\0{discriminator['propertyName']}\0{named}")
            return
    closest = None if refusal.detail else _closest(refusal)
    if closest is not None:
        yield from told(root, list(closest))
    else:
        yield refusal


def _named(discriminator: dict[str, Any], refusal: Refusal) -> Refusal | int | None:
    """Return the alternative that the discriminator names, or why it names none; None where it says nothing."""
    name, mapping = discriminator["propertyName"], discriminator["mapping"]
    rule = refusal.rule.rpartition("/")[0] + "/discriminator"
    if name not in refusal.value:
        if not _required_by_all(name, refusal):
            return None
        return Refusal("required", f"{rule}/propertyName", refusal.path, [name], refusal.value, name)
    value = refusal.value[name]
    known = isinstance(value, str) and value in mapping
    if mapping and not known:
        path = (*refusal.path, name)
        return Refusal("discriminator", f"{rule}/mapping", path, list(mapping), value)
    refs = [each.get("$ref") if isinstance(each, dict) else None for each in refusal.limit]
    return refs.index(mapping[value]) if known and mapping[value] in refs else None


def _required_by_all(name: str, refusal: Refusal) -> bool:
    return all(
        any(each.keyword == "required" and each.path == refusal.path and each.detail == name for each in branch)
        for branch in refusal.branches
    )


def _closest(refusal: Refusal) -> tuple[Refusal, ...] | None:
    """Return the refusals of the one alternative that comes closer than all others, if there is one."""
    ranked = sorted((_distance(branch, refusal.path), index) for index, branch in enumerate(refusal.branches) if branch)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    (mistyped, *_), index = ranked[0]
    return None if mistyped else refusal.branches[index]


def _distance(branch: tuple[Refusal, ...], path: tuple[str | int, ...]) -> tuple[bool, int, int]:
    """Return how far off an alternative is: another type, constants that differ, refusals in all."""
    mistyped = any(each.path == path and each.keyword in ("type", "const", "enum", "false") for each in branch)
    constants = sum(each.keyword in ("const", "enum") for each in branch)
    return mistyped, constants, len(branch)
