"""One page of a collection: filtered, in order, with totals that add up."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from mockserver.answer.world.pages.fields import PAGE_HEADERS
from mockserver.answer.world.pages.filtering import pairs_of
from mockserver.answer.world.pins import same_id

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.contract.resources import Query


@dataclass(frozen=True, slots=True)
class Page:
    """Which elements of the chosen ones stand on the page: `start` to `stop` of `total`."""

    start: int
    stop: int
    total: int
    number: int
    size: int
    query: Query

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.size) if self.size else 1

    @property
    def before(self) -> int:
        """Where the page before this one begins: the last one, seen from beyond the end."""
        if self.start >= self.total and self.size:
            return max(self.pages - 1, 0) * self.size
        return max(self.start - self.size, 0)


def page_of(call: Call, query: Query, total: int, ids: Callable[[], Sequence[Any]]) -> Page:
    """Return the page that the client asks for; `ids` of the chosen are needed where it names the element before."""
    size = _whole(call.query.get(query.size), query.default if query.pages else max(total, 1))
    size = max(0, min(size, query.largest))
    number = max(_whole(call.query.get(query.page), query.first), query.first)
    start = (number - query.first) * size
    if query.offset and call.query.get(query.offset) is not None:
        start = max(_whole(call.query[query.offset], 0), 0)
    elif query.cursor and call.query.get(query.cursor) is not None:
        start = _after(call.query[query.cursor], ids)
    if not query.page and size:
        number = query.first + start // size
    start = min(start, total) if size else 0
    return Page(start, min(start + size, total), total, number, size, query)


def meta_of(page: Page, call: Call, role: str, shape: Any) -> Any:
    """Return what a member of the envelope says about the page (its role is one of `views.META`), or None."""
    said = {
        "total": page.total, "count": page.stop - page.start, "page": page.number, "size": page.size,
        "pages": page.pages, "offset": page.start, "more": page.stop < page.total, "less": page.start > 0,
    }  # fmt: skip
    if role in said:
        return said[role]
    if role == "next":
        return _neighbour(page, call, shape, page.stop) if page.stop < page.total else None
    return _neighbour(page, call, shape, page.before) if page.start > 0 else None


def field_of(page: Page, call: Call, name: str) -> str | None:
    """Return the text of a header field that speaks of the page, or None where it has nothing to say."""
    role = PAGE_HEADERS[name]
    if role == "links":
        return _links(page, call)
    number = page.number + 1 if role == "next" else page.query.first + page.before // max(page.size, 1)
    if role in ("next", "previous"):
        there = page.stop < page.total if role == "next" else page.start > 0
        return str(number) if there else None
    return str(meta_of(page, call, role, None))


def _links(page: Page, call: Call) -> str | None:
    """Return the page's Link field (RFC 8288): first, prev, next and last, as far as they are others."""
    if not page.size:
        return None
    last = (page.pages - 1) * page.size if page.pages else 0
    found = []
    if page.start > 0:
        found += [(page.before, "prev"), (0, "first")]
    if page.stop < page.total:
        found += [(page.stop, "next"), (last, "last")]
    return ", ".join(f'<{_url(page, call, start)}>; rel="{name}"' for start, name in found) or None


def _neighbour(page: Page, call: Call, shape: Any, start: int) -> Any:
    """Return what leads to the page at `start`, in the form that the schema has: a number, an address, a token."""
    if shape.keyword("type") in ("integer", "number"):
        return start if page.query.offset or not page.size else page.query.first + start // page.size
    if shape.keyword("format") in ("uri", "url", "uri-reference", "iri") or _is_address(shape):
        return _url(page, call, start)
    return token(start) if page.query.cursor or not page.query.pages else _url(page, call, start)


def _is_address(shape: Any) -> bool:
    example = shape.keyword("example") or shape.keyword("examples")
    return "://" in str(example) or str(example).startswith("/")


def _url(page: Page, call: Call, start: int) -> str:
    query = page.query
    sent = dict(pairs_of(call.request.query))
    if query.offset:
        sent[query.offset] = str(start)
    elif query.page and page.size:
        sent[query.page] = str(query.first + start // page.size)
    elif query.cursor:
        sent[query.cursor] = token(start)
    if query.size:
        sent[query.size] = str(page.size)
    host = call.request.headers.get("host", "")
    scheme = call.request.headers.get("x-forwarded-proto", "http")
    address = f"{scheme}://{quote(host, safe=':[].-')}{call.request.path}" if host else call.request.path
    return f"{address}?{urlencode(sent)}" if sent else address


def token(start: int) -> str:
    """Return the cursor that leads to the element at `start`."""
    return urlsafe_b64encode(f"at:{start}".encode()).decode().rstrip("=")


def _after(cursor: Any, ids: Callable[[], Sequence[Any]]) -> int:
    """Return where the page begins that a cursor leads to: a token of ours, or the id of the element before it."""
    text = str(cursor)
    try:
        plain = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError:
        plain = ""
    if plain.startswith("at:") and plain[3:].isdecimal():
        return int(plain[3:])
    return next((place + 1 for place, each in enumerate(ids()) if same_id(each, cursor)), 0)


def _whole(value: Any, default: int) -> int:
    if isinstance(value, bool) or value is None:
        return default
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return default
