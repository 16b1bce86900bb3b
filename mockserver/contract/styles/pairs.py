"""Styles of names and values: `form`, `cookie`, and the delimited ones, in queries, cookies and forms (OAS 4.8.12.3).

Each reader takes the pairs of a whole query or Cookie field and yields what they may mean as one kind of value, the
likeliest first; nothing where the name does not occur. Delimiters are looked for in the raw text: a percent-encoded
comma is a part of a value. The space and the pipe cannot stand in a URL unless encoded, so there both spellings
part items (OAS 3.2 appendix E).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.claims import Claims
from mockserver.contract.styles.raw import Pairs
from mockserver.contract.styles.wire import Wire, alternating, array, leaf, record

if TYPE_CHECKING:
    from mockserver.contract.shape import Kind

Reader = Callable[[Wire, Pairs, Claims], Iterator[Any]]
"""Yields the values of one kind that the pairs may stand for, likeliest first."""


def read_single(wire: Wire, pairs: Pairs, _claims: Claims) -> Iterator[Any]:
    """Read a primitive: `color=blue`; with no "=", it is empty."""
    raw = only(wire.name, pairs)
    if raw is not None:
        yield leaf(wire.unescape(raw), wire.shape)


def read_repeated(wire: Wire, pairs: Pairs, _claims: Claims) -> Iterator[Any]:
    """Read an exploded array: `color=blue&color=black`; alone and empty it may be an array of nothing."""
    raws = [raw or "" for name, raw in pairs if name == wire.name]
    if raws:
        yield array(raws, wire)
    if raws == [""]:
        yield []


def read_parted(wire: Wire, pairs: Pairs, _claims: Claims) -> Iterator[Any]:
    """Read an array in one value by the style's delimiter: `color=blue,black`; empty, it is an array of nothing."""
    raw = only(wire.name, pairs)
    if raw == "":
        yield []
    if raw is not None:
        yield array(wire.parted(raw), wire)


def read_scattered(wire: Wire, pairs: Pairs, claims: Claims) -> Iterator[Any]:
    """Read an exploded object: `R=100&G=200`; every declared name, and others where the schema gathers them."""
    declared, gathers = wire.shape.properties, wire.shape.gathers
    found = [
        (name, raw or "")
        for name, raw in pairs
        if (name in declared and name not in claims.owned) or (gathers and name not in claims)
    ]
    if found:
        yield record(found, wire)


def read_flat(wire: Wire, pairs: Pairs, _claims: Claims) -> Iterator[Any]:
    """Read an object in one value: `color=R,100,G,200`."""
    raw = only(wire.name, pairs)
    if raw is not None:
        yield record(alternating(wire.parted(raw), wire), wire) if raw else {}


def only(name: str, pairs: Pairs) -> str | None:
    """Return the raw value of the one pair with `name`, or None; two of them are no single value."""
    raws = [raw or "" for key, raw in pairs if key == name]
    if len(raws) > 1:
        raise Malformed(f'"{name}" is given {len(raws)} times, and takes one value')
    return raws[0] if raws else None


EXPLODED: Final[dict[Kind, Reader]] = {"primitive": read_single, "array": read_repeated, "object": read_scattered}
COMPACT: Final[dict[Kind, Reader]] = {"primitive": read_single, "array": read_parted, "object": read_flat}
