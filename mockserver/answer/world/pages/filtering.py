"""Which members of a collection a query keeps, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from mockserver.kinds import words

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.contract.resources import Filter, Query

Value = Mapping[str, Any]
Follow = Callable[[Any, str], Sequence[Value]]
"""Finds the entities of a kind that a property's value points at, or holds."""


def asked(call: Call, query: Query) -> frozenset[str]:
    """Return the parameters of `query` that choose or sort and that the client sent; defaults do not count."""
    if not call.request.query or not query.named:
        return frozenset()
    return query.named & names_sent(call)


def names_sent(call: Call) -> frozenset[str]:
    """Return the names of the query parameters that the client sent."""
    return frozenset(name.removesuffix("[]").partition("[")[0] for name, _ in pairs_of(call.request.query))


def chosen(
    values: Sequence[Value], call: Call, query: Query, sent: frozenset[str], follow: Follow | None = None
) -> list[int]:
    """Return the places of the values that the client's filters keep, in the order that it asks for.

    `follow` finds what a property points at; without it, filters that need it keep everybody.
    """
    tests = [
        filtering(one, call.query[one.parameter], follow)
        for one in query.filters
        if one.parameter in sent and call.query.get(one.parameter) is not None and _can_tell(one, values, follow)
    ]
    places = [place for place, value in enumerate(values) if all(test(value) for test in tests)]
    if (query.sort in sent and query.sort) or (query.order in sent and query.order):
        _sort(places, values, call, query)
    return places


def _can_tell(one: Filter, values: Sequence[Value], follow: Follow | None) -> bool:
    """Tell whether the values have the property that a filter is about."""
    first = one.hops[0][0] if one.hops else one.property
    return (follow is not None or not one.hops) and (not first or any(first in value for value in values))


def filtering(one: Filter, wanted: Any, follow: Follow | None = None) -> Callable[[Value], bool]:
    """Return what tells whether a filter keeps a value."""
    if not one.hops or follow is None:
        return _test(one, wanted)
    keeps, found = _test(one, wanted), follow

    def reaches(value: Value) -> bool:
        level = [value]
        for name, kind in one.hops:
            level = [other for each in level for other in found(each.get(name), kind)]
        return any(map(keeps, level))

    return reaches


def _test(one: Filter, wanted: Any) -> Callable[[Value], bool]:
    options = wanted if isinstance(wanted, list) else [wanted]
    if one.how == "search":
        needle = " ".join(map(str, options)).casefold()
        return lambda value: _holds_text(value, needle)
    folded = {_folded(option) for option in options}
    if one.how == "reference":
        return lambda value: bool(folded & set(_references(value.get(one.property))))
    return lambda value: bool(folded & _texts(value.get(one.property)))


def _texts(value: Any) -> set[str]:
    return {_folded(each) for each in value} if isinstance(value, list) else {_folded(value)}


def _folded(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).casefold()


def _references(value: Any) -> list[str]:
    """Return what an embedded entity, or each of a list of them, may be called by."""
    found = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            found += [_folded(inner) for inner in each.values() if isinstance(inner, str | int)]
        elif each is not None:
            found.append(_folded(each))
    return found


def _holds_text(value: Any, needle: str) -> bool:
    if isinstance(value, str):
        return needle in value.casefold()
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return any(_holds_text(each, needle) for each in parts)


def _sort(places: list[int], values: Sequence[Value], call: Call, query: Query) -> None:
    """Sort by every key that the client names; the last one first, since sorting is stable."""
    names = call.query.get(query.sort) if query.sort else None
    given = str(call.query.get(query.order) or "").lower() if query.order else ""
    texts = names if isinstance(names, list) else str(names).split(",") if names else [""]
    known = _properties(values)
    for text in reversed(texts):
        name, down = _key(str(text), given, known)
        if name:
            places.sort(key=lambda place: _rank(values[place].get(name)), reverse=down)


def _key(text: str, given: str, known: Mapping[str, str]) -> tuple[str, bool]:
    """Read `-created`, `name:desc`, `created_at desc`, or a direction alone, which sorts by time of creation."""
    down = given.startswith("desc") or given == "-1"
    word = text.strip()
    if word[:1] in "+-" and word:
        down, word = word[0] == "-", word[1:]
    parts = word.replace(":", " ").split()
    if len(parts) == 2 and parts[1].lower() in ("asc", "desc"):
        down, word = parts[1].lower() == "desc", parts[0]
    fold = "".join(words(word))
    if fold in ("asc", "desc", "ascending", "descending"):
        down, fold = fold.startswith("desc"), ""
    if not fold:
        return next((known[name] for name in CREATED if name in known), ""), down
    return known.get(fold) or next((own for other, own in known.items() if other.startswith(fold)), ""), down


def _properties(values: Sequence[Value]) -> dict[str, str]:
    names: dict[str, str] = {}
    for value in values[:20]:
        for name in value:
            names.setdefault("".join(words(name)), name)
    return names


def _rank(value: Any) -> tuple[int, Any]:
    """Return a key that any two JSON values can be ordered by: nothing first, then numbers, then texts."""
    if isinstance(value, bool | int | float):
        return (1, value)
    return (0, 0) if value is None else (2, value.casefold() if isinstance(value, str) else str(value))


@lru_cache(maxsize=512)
def pairs_of(query: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a query string that are not for the mock itself."""
    return tuple(pair for pair in parse_qsl(query, keep_blank_values=True) if not pair[0].startswith("__"))


CREATED = (
    "createdat",
    "created",
    "creationdate",
    "datecreated",
    "createdon",
    "creationtime",
    "timestamp",
    "date",
    "id",
)
