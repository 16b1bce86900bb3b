"""Styles of names and values: `form`, `cookie`, and the delimited ones, in queries, cookies and forms (OAS 4.8.12.3).

Each reader takes the pairs of a whole query or Cookie field and yields what they may mean as one kind of value, the
likeliest first; nothing where the name does not occur. Delimiters are looked for in the raw text: a percent-encoded
comma is a part of a value. The space and the pipe cannot stand in a URL unless encoded, so there both spellings
part items (OAS 3.2 appendix E).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from mockserver.contract.parameter import Malformed, Parameter
from mockserver.contract.shape import Kind, Shape
from mockserver.contract.styles.raw import Pairs
from mockserver.contract.styles.wire import Wire, alternating, array, leaf, record


@dataclass(frozen=True, slots=True)
class Claims:
    """The names in a query that belong to others: an exploded object must not gather them.

    `owned` are those of parameters that stand under their own name: not even a property of that name takes them;
    `scattered` are those of the properties of exploded objects.
    """

    names: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    owned: frozenset[str] = frozenset()
    scattered: frozenset[str] = frozenset()

    def __contains__(self, name: str) -> bool:
        return name in self.names or name.startswith(self.prefixes)


Reader = Callable[[Wire, Pairs, Claims], Iterator[Any]]
"""Yields the values of one kind that the pairs may stand for, likeliest first."""


def claims_of(parameters: Iterable[Parameter], names: Iterable[str] = ()) -> Claims:
    """Return what `parameters` claim of a query, and `names` beside them."""
    taken, owned, prefixes = set(names), set(), []
    scattered: set[str] = set()
    for parameter in parameters:
        taken.add(parameter.name)
        if parameter.style == "deepObject":
            prefixes.append(parameter.name + "[")
            continue
        shape = Shape.of(parameter.bundle.schema) if parameter.bundle is not None and parameter.explode else None
        if shape is not None:
            scattered.update(shape.properties)
        if shape is None or shape.kinds != ("object",):
            owned.add(parameter.name)
    return Claims(frozenset(taken | scattered), tuple(prefixes), frozenset(owned), frozenset(scattered))


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
