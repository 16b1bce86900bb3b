"""Envelopes: what is said of a page of a list inside of another entity agrees with the list beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]
FEWEST = 2


def envelopes(
    flats: dict[str, Any], kinds: dict[str, frozenset[str]], needed: frozenset[str], compiler: Compiler
) -> list[Agreement]:
    """Return what lets an object that is a page say that it is the first one, and the only one."""
    lists = [name for name in flats if "array" in kinds[name]]
    listed = next((name for name in lists if name.lower() in _LISTS), lists[0] if len(lists) == 1 else None)
    parts = {name: part for name in flats if name not in lists and (part := _part(words(name))) is not None}
    if listed is None or len(set(parts.values())) < FEWEST:
        return []
    accepts = {name: compiler.definitions.acceptor(_said(flats[name])) for name in parts}
    return [_only_page(listed, parts, accepts, needed)]


def paged(flats: dict[str, Any]) -> dict[str, str]:
    """Return the properties that hold a page of a list, each with the name of the list in it."""
    found = {}
    for name, flat in flats.items():
        inner = flat.get("properties") if isinstance(flat, dict) else None
        listed = next((each for each in inner or () if each.lower() in _LISTS), None)
        if inner and listed is not None and any(_part(words(each)) for each in inner):
            found[name] = listed
    return found


def _said(flat: Any) -> Any:
    """Return the schema without the null that only a loose `nullable` gave it."""
    return {"allOf": [flat, {"not": {"type": "null"}}]} if "x-implied-null" in flat else flat


def _part(parts: tuple[str, ...]) -> str | None:
    return next((part for part, names in _PARTS.items() if parts in names), None)


def _only_page(
    listed: str, parts: dict[str, str], accepts: dict[str, Callable[[Any], bool]], needed: frozenset[str]
) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        elements = value.get(listed)
        if listed in pins or not isinstance(elements, list):
            return
        for name, part in parts.items():
            if name not in value or name in pins:
                continue
            told = _told(part, len(elements), value[name])
            if accepts[name](told):
                value[name] = told
            elif told is None and name not in needed:
                del value[name]

    return agree


def _told(part: str, size: int, now: Any) -> Any:
    if part == "limit":
        return max(now, size) if isinstance(now, int | float) else now
    return {"total": size, "offset": 0, "more": False}.get(part)


_LISTS = frozenset({"items", "entries", "results", "data", "records", "elements", "values", "rows", "list"})
_PARTS: dict[str, set[tuple[str, ...]]] = {
    "limit": {("limit",), ("per", "page"), ("page", "size"), ("size",)},
    "offset": {("offset",), ("start",)},
    "total": {("total",), ("total", "count"), ("total", "items"), ("total", "results")},
    "more": {("has", "more"), ("has", "next"), ("has", "previous")},
    "neighbour": {
        ("next",), ("previous",), ("prev",), ("next", "marker"), ("prev", "marker"), ("next", "page"),
        ("previous", "page"), ("next", "cursor"), ("previous", "cursor"), ("next", "url"), ("previous", "url"),
        ("next", "page", "token"),
    },
}  # fmt: skip
