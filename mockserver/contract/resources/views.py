"""Where an entity, or the list of them, stands in a body: at the root, in a wrapper, in one of the usual envelopes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mockserver.contract.shape import Shape
from mockserver.kinds import id_property, kind_of, words

if TYPE_CHECKING:
    from mockserver.schema import Bundle

Pointer = tuple[str, ...]
"""Names of properties from the root of a body."""

MOST_OF_A_WRAPPER = 4
DEPTH = 2


class View(NamedTuple):
    """One body's layout: where the entity is (`item`), or the list (`items`) and what is said of its pages (`meta`).

    `shape` is the entity's, `root` that of the body; `meta` has for the roles of `META` where that member stands.
    """

    shape: Shape
    root: Shape
    item: Pointer | None = None
    items: Pointer | None = None
    meta: Mapping[str, Pointer] = {}

    @property
    def pointer(self) -> str:
        """Where it stands, as an RFC 6901 pointer."""
        return "".join(f"/{name}" for name in (self.item if self.items is None else self.items) or ())


def list_view(bundle: Bundle, kind: str) -> View | None:
    """Return where the list of entities of `kind` stands in a body, or None if there is none."""
    root = Shape.of(bundle.schema)
    if is_object_list(root):
        return View(root.items, root, items=())
    found = min(_lists(root, kind, (), 0), key=lambda pair: pair[0], default=None)
    if found is None:
        return None
    _, pointer, shape = found
    return View(shape, root, items=pointer, meta=dict(_meta(root, pointer)))


def item_view(bundle: Bundle, kind: str) -> View | None:
    """Return where the one entity of `kind` stands in a body, or None if the body is no object."""
    root = Shape.of(bundle.schema)
    if not root.allows("object") or root.untyped:
        return None
    inner = _wrapper(root, kind)
    if inner is None:
        return View(root, root, item=())
    shape = root.properties[inner]
    deeper = _wrapper(shape, kind) if kind_of(inner) in ENVELOPES else None
    if deeper is not None:
        return View(shape.properties[deeper], root, item=(inner, deeper))
    return View(shape, root, item=(inner,))


def is_object_list(shape: Shape) -> bool:
    """Tell whether the values are lists whose elements are objects with properties that are known."""
    if shape.untyped or not shape.allows("array") or shape.allows("primitive"):
        return False
    items = shape.items
    return not items.untyped and items.kinds == ("object",)


def is_plain_object(shape: Shape) -> bool:
    """Tell whether the values are objects with properties that are known."""
    return not shape.untyped and shape.allows("object") and bool(shape.properties)


def _lists(
    shape: Shape, kind: str, pointer: Pointer, depth: int
) -> Iterator[tuple[tuple[int, int, int], Pointer, Shape]]:
    """Yield the lists of objects below `shape`, each with its rank: by its name, then by depth, then by place."""
    lists = [name for name, inner in shape.properties.items() if is_object_list(inner)]
    for place, name in enumerate(lists):
        rank = _rank_of_list(name, kind, len(lists), depth, shape)
        if rank is not None:
            yield (rank, depth, place), (*pointer, name), shape.properties[name].items
    if depth < DEPTH:
        for name, inner in shape.properties.items():
            if is_plain_object(inner) and not inner.allows("array") and _may_hold(name, kind, len(shape.properties)):
                yield from _lists(inner, kind, (*pointer, name), depth + 1)


def _rank_of_list(name: str, kind: str, lists: int, depth: int, shape: Shape) -> int | None:
    named = kind_of(name)
    if named == kind:
        return 0
    if named and (kind.endswith(named) or named.endswith(kind)):
        return 1
    if named in LISTS:
        return 2
    said = [name for name in shape.properties if "".join(words(name)) not in META]
    if lists == 1 and len(said) <= MOST_OF_A_WRAPPER and (depth or id_property(shape.properties, kind) is None):
        return 3
    return None


def _may_hold(name: str, kind: str, beside: int) -> bool:
    named = kind_of(name)
    return named == kind or named in ENVELOPES or beside == 1


def _wrapper(root: Shape, kind: str) -> str | None:
    """Return the property that holds the entity, or None where the root is the entity itself."""
    inner = {name: shape for name, shape in root.properties.items() if is_plain_object(shape)}
    if not inner or len(root.properties) > MOST_OF_A_WRAPPER or id_property(root.properties, kind) is not None:
        return None
    for name in inner:
        if kind_of(name) == kind:
            return name
    if len(inner) == 1:
        name = next(iter(inner))
        named = kind_of(name)
        if len(root.properties) == 1 or named in ENVELOPES or kind.endswith(named):
            return name
    return None


def _meta(root: Shape, items: Pointer) -> Iterator[tuple[str, Pointer]]:
    """Yield what the body says of its pages: beside the list, at the root, and in an object beside either."""
    holders: list[tuple[Pointer, Shape]] = [((), root)]
    holders += [(items[:depth], _at(root, items[:depth])) for depth in range(1, len(items))]
    seen: set[str] = set()
    for pointer, holder in reversed(holders):
        for role, where in (*_told(holder, pointer, items), *_told_inside(holder, pointer, items)):
            if role not in seen:
                seen.add(role)
                yield role, where


def _told(holder: Shape, pointer: Pointer, items: Pointer) -> Iterator[tuple[str, Pointer]]:
    for name, shape in holder.properties.items():
        role = META.get("".join(words(name)))
        where = (*pointer, name)
        if role is not None and where != items[: len(where)] and shape.allows("primitive"):
            yield role, where


def _told_inside(holder: Shape, pointer: Pointer, items: Pointer) -> Iterator[tuple[str, Pointer]]:
    for name, shape in holder.properties.items():
        where = (*pointer, name)
        if where == items[: len(where)] or not is_plain_object(shape):
            continue
        fold = "".join(words(name))
        found = list(_told(shape, where, items))
        if any(part in fold for part in PAGES) or len(found) >= 2:
            yield from found


def _at(shape: Shape, pointer: Pointer) -> Shape:
    for name in pointer:
        shape = shape.properties[name]
    return shape


ENVELOPES = frozenset(
    {"data", "result", "response", "payload", "body", "item", "record", "entity", "object", "embedded", "resource"}
)
LISTS = ENVELOPES | {"content", "value", "list", "row", "hit", "element", "doc", "document", "entry", "member", "edge"}
PAGES = ("pag", "meta", "cursor", "link", "info")
META: dict[str, str] = {
    **dict.fromkeys(
        ("total", "totalcount", "totalitems", "totalresults", "totalelements", "totalrecords", "totalhits", "numfound",
         "totalsize", "estimatedtotalhits", "recordcount", "itemcount", "totalitemcount", "countall"), "total"),
    **dict.fromkeys(("count", "size", "length", "numberofelements", "returned", "resultcount"), "count"),
    **dict.fromkeys(("page", "currentpage", "pagenumber", "pageindex", "pageno", "number"), "page"),
    **dict.fromkeys(("perpage", "pagesize", "limit", "itemsperpage", "take", "maxresults", "pagelimit"), "size"),
    **dict.fromkeys(("pages", "totalpages", "pagecount", "lastpage", "numpages", "numberofpages"), "pages"),
    **dict.fromkeys(("offset", "skip", "start", "from", "startindex", "startat"), "offset"),
    **dict.fromkeys(("hasmore", "hasnext", "hasnextpage", "more", "ismore", "nextpageexists"), "more"),
    **dict.fromkeys(("hasprevious", "hasprev", "haspreviouspage", "hasprevpage"), "less"),
    **dict.fromkeys(
        ("next", "nextcursor", "nextpagetoken", "nexttoken", "nextmarker", "endcursor", "nextpage", "cursor",
         "nextlink",
         "nexturl", "continuationtoken", "nextoffset", "nextpageurl", "after", "nextkey"), "next"),
    **dict.fromkeys(
        ("previous", "prev", "previouscursor", "prevcursor", "previouspage", "prevpage", "prevmarker", "before",
         "startcursor", "previouslink", "previousurl", "previouspageurl", "prevpageurl"), "previous"),
}  # fmt: skip
"""The members of an envelope that speak of pages, by their folded names."""
