"""Entities that stand in one list and belong to nobody: two of them should not bear the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Unsatisfiable
from mockserver.generate.identity.kinds import foreign_kind, id_property

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

OTHERS = 12
"""How many other members are looked at for one whose name is not taken; a small set of names may have none."""

FEWEST = 3
"""After how many more of one and the same name it is taken for the only one that there is."""


def label_of(items: Any, compiler: Compiler) -> str | None:
    """Return the property that names the elements of a list, or None if they are no entities, or somebody's own.

    Whoever is somebody's own is the next in that one's list, wherever it is shown; of others, any will do.
    """
    flat = compiler.definitions.flatten(items)
    properties = flat.get("properties") if isinstance(flat, dict) else None
    if not properties or id_property(properties) is None or any(map(foreign_kind, properties)):
        return None
    return next((name for name in properties if name.lower() in _LABELS), None)


def listed(texts: list[str], least: int, dated: bool) -> list[str]:
    """Return texts as people list them: none twice unless there must be as many, and dates in their order."""
    once = list(dict.fromkeys(texts))
    if len(once) < least:
        once = texts
    return sorted(once) if dated else once


def all_differ(values: list[Any], label: str) -> bool:
    """Tell whether all values have a name and no two the same, as is usual."""
    try:
        return len({value[label] for value in values}) == len(values)
    except (KeyError, TypeError):
        return False


def told_apart(values: list[Any], label: str, other: Callable[[int], Any]) -> list[Any]:
    """Return `values`, each whose name is taken replaced by another: `other(n)` is the n-th beyond the list."""
    if all_differ(values, label):
        return values
    seen: set[Any] = set()
    for place, value in enumerate(values):
        name = value.get(label) if isinstance(value, dict) else None
        if isinstance(name, str) and name in seen:
            found = _free(label, seen, (place + attempt * len(values) for attempt in range(1, OTHERS + 1)), other)
            if found is not None:
                values[place], name = found, found[label]
        if isinstance(name, str):
            seen.add(name)
    return values


def _free(label: str, taken: set[Any], places: Iterable[int], other: Callable[[int], Any]) -> dict[str, Any] | None:
    try:
        for attempt, place in enumerate(places):
            found = other(place)
            if isinstance(found, dict) and isinstance(found.get(label), str) and found[label] not in taken:
                return found
            if attempt == FEWEST and len(taken) == 1:
                return None
    except Unsatisfiable:  # the budget is used up
        return None
    return None


_LABELS = frozenset({"label", "name", "title", "displayname", "display_name"})
