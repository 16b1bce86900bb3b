"""Which query parameters page, sort and filter a collection, told by their names and schemas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mockserver.contract.shape import Shape
from mockserver.kinds import foreign_kind, kind_of, words

if TYPE_CHECKING:
    from mockserver.contract.operation import Operation
    from mockserver.contract.parameter import Parameter

DEFAULT_SIZE = 20
LARGEST_SIZE = 2**63 - 1


class Filter(NamedTuple):
    """A query parameter that keeps the entities whose property says the same.

    `how`: "equal" compares the property; "reference" the id of the entities that the property holds or points at;
    "search" looks for the text in every text of the entity, or in the property where there is one. `hops` lead to the
    entity that has the property, each by a property of the one before and the kind that it points at.
    """

    parameter: str
    property: str
    how: Literal["equal", "reference", "search"]
    hops: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Query:
    """What the query parameters of one list operation mean; a name is "" where there is no such parameter.

    `first` is the number of the first page (0 or 1), `default` the page's size if the client names none, `largest` the
    most that may stand on a page; `others` are parameters that do nothing to the list.
    """

    page: str = ""
    size: str = ""
    offset: str = ""
    cursor: str = ""
    sort: str = ""
    order: str = ""
    first: int = 1
    default: int = DEFAULT_SIZE
    largest: int = LARGEST_SIZE
    filters: tuple[Filter, ...] = field(default_factory=tuple)
    others: frozenset[str] = frozenset()

    @cached_property
    def pages(self) -> bool:
        """Whether the collection comes in pages."""
        return bool(self.page or self.offset or self.cursor or self.size)

    @cached_property
    def named(self) -> frozenset[str]:
        """The parameters that choose among entities, or put them in order."""
        return frozenset({name for name in (self.sort, self.order) if name} | {one.parameter for one in self.filters})


def query_of(operation: Operation, entity: Shape, most: int | None = None) -> Query:
    """Return what the operation's query parameters do to a list of `entity`."""
    parameters = {one.name: one for one in operation.parameters if one.location == "query"}
    roles: dict[str, str] = {}
    for name in parameters:
        role = PARAMETERS.get("".join(words(name)))
        if role is not None:
            roles.setdefault(role, name)
    if "cursor" in roles and ("page" in roles or "offset" in roles):
        roles.pop("cursor")
    _settle_order(roles, parameters)
    others = [name for name in parameters if name not in roles.values()]
    filters = {name: one for name in others if (one := filter_of(name, entity)) is not None}
    size = parameters.get(roles.get("size", ""))
    default, largest = _size(size)
    if most is not None:
        default, largest = min(default, most), min(largest, most)
    first = _first(parameters.get(roles.get("page", "")))
    return Query(
        **roles,
        first=first,
        default=default,
        largest=largest,
        filters=tuple(filters.values()),
        others=frozenset(others) - filters.keys(),
    )


def _settle_order(roles: dict[str, str], parameters: Mapping[str, Parameter]) -> None:
    """Tell `sort=asc` from `order=name`: what only knows directions is the order."""
    for role, other in (("sort", "order"), ("order", "sort")):
        name = roles.get(role)
        if name is None or other in roles:
            continue
        directions = _enumerated(parameters[name]) and all(
            str(value).lower() in DIRECTIONS for value in _enumerated(parameters[name])
        )
        if bool(directions) != (role == "order"):
            roles[other] = roles.pop(role)
            return


def _enumerated(parameter: Parameter) -> list[Any]:
    found = _keyword(parameter, "enum")
    return found if isinstance(found, list) else []


def _keyword(parameter: Parameter | None, name: str) -> Any:
    return Shape.of(parameter.bundle.schema).keyword(name) if parameter is not None and parameter.bundle else None


def _size(parameter: Parameter | None) -> tuple[int, int]:
    default, maximum = _keyword(parameter, "default"), _keyword(parameter, "maximum")
    largest = int(maximum) if isinstance(maximum, int | float) and 0 < maximum < LARGEST_SIZE else LARGEST_SIZE
    size = default if isinstance(default, int) and 0 < default <= largest else min(DEFAULT_SIZE, largest)
    return size, largest


def _first(parameter: Parameter | None) -> int:
    least, default = _keyword(parameter, "minimum"), _keyword(parameter, "default")
    return 0 if least == 0 or default == 0 else 1


def filter_of(name: str, entity: Shape) -> Filter | None:
    """Return what a parameter called `name` keeps of a list of `entity`, or None if that cannot be told."""
    by_fold = {"".join(words(own)): own for own in reversed(entity.properties)}
    fold = "".join(words(name))
    if fold in by_fold:
        return _by(name, by_fold[fold], entity)
    if fold in SEARCHES:
        return Filter(name, "", "search")
    kind = foreign_kind(name)
    if kind is not None:
        for target, own in by_fold.items():
            if target in (kind + "id", kind + "uuid") or kind_of(own) == kind:
                return _by(name, own, entity)
    plural = next((own for own in by_fold.values() if kind_of(own) == kind_of(name)), None)
    return None if plural is None else _by(name, plural, entity)


def _by(name: str, own: str, entity: Shape) -> Filter:
    inner = entity.properties[own]
    primitive = inner.allows("primitive") or (inner.allows("array") and inner.items.allows("primitive"))
    return Filter(name, own, "equal" if primitive else "reference")


DIRECTIONS = frozenset({"asc", "desc", "ascending", "descending", "ascend", "descend", "1", "-1"})
SEARCHES = frozenset({"q", "query", "search", "searchterm", "keyword", "keywords", "searchquery", "searchtext", "term"})
PARAMETERS: dict[str, str] = {
    **dict.fromkeys(("page", "pagenumber", "pageindex", "pageno", "currentpage", "pagenum", "p"), "page"),
    **dict.fromkeys(
        ("perpage", "pagesize", "limit", "size", "count", "top", "take", "maxresults", "pagelimit", "itemsperpage",
         "first", "rows", "max", "maxitems", "results"), "size"),
    **dict.fromkeys(("offset", "skip", "start", "startindex", "startat"), "offset"),
    **dict.fromkeys(
        ("cursor", "marker", "after", "startingafter", "pagetoken", "nexttoken", "since", "continuationtoken",
         "paginationtoken", "startafter", "nextcursor", "next", "from"), "cursor"),
    **dict.fromkeys(("sort", "sortby", "orderby", "ordering", "sortfield", "sorting"), "sort"),
    **dict.fromkeys(("order", "direction", "sortorder", "sortdirection", "orderdirection", "sortdir", "dir"), "order"),
}  # fmt: skip
