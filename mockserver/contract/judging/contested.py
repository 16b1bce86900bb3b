"""Query names that several parameters claim: who gets such a pair is told by whom it fits.

An exploded object stands in a query by the names of its properties, and one of them may be the name of another
parameter, or of a property of another such object. OAS 3.1 section 4.8.12.3 leaves open whose the pair is, so a request
is right if there is one way to give each pair to one of those who claim it that leaves nothing to complain about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from mockserver.contract.judging.parameters import compile_reader, is_scattered
from mockserver.contract.parameter_codec import decoder_for
from mockserver.contract.shape import Shape
from mockserver.contract.styles import RawQuery, claims_of

if TYPE_CHECKING:
    from mockserver.contract.judging.parameters import Reader
    from mockserver.contract.parameter import Parameter

Settle = Callable[[RawQuery], "dict[str, Any] | None"]
"""Returns the values of a query in which every contested pair went to somebody whom it fits, or None."""

MOST_WAYS = 64


def compile_contested(parameters: list[Parameter], others: frozenset[str]) -> Settle | None:
    """Return what settles the contested names of an operation's query, or None where no name is contested."""
    claimants = _claimants(parameters)
    if not claimants:
        return None
    readers = [(one.name, _reader(one, parameters, others)) for one in parameters]

    def settle(query: RawQuery) -> dict[str, Any] | None:
        for owners in islice(_ways(query, claimants), MOST_WAYS):
            into: dict[str, Any] = {}
            if not any(reader(_of(name, query, owners), into) for name, reader in readers):
                return into
        return None

    return settle


def _claimants(parameters: list[Parameter]) -> dict[str, list[str]]:
    """Return the names that more than one parameter reads, with the parameters that do."""
    found: dict[str, list[str]] = {}
    for parameter in parameters:
        names: tuple[str, ...] = (parameter.name,)
        if is_scattered(parameter) and parameter.bundle is not None:
            names = tuple(Shape.of(parameter.bundle.schema).properties)
        elif parameter.style == "deepObject" or parameter.location == "querystring":
            names = ()
        for name in names:
            found.setdefault(name, []).append(parameter.name)
    return {name: owners for name, owners in found.items() if len(owners) > 1}


def _reader(parameter: Parameter, parameters: list[Parameter], others: frozenset[str]) -> Reader:
    """Return the reader that lets an object have its declared names, whoever else claims them."""
    neighbours = [other for other in parameters if other is not parameter]
    deep = [other for other in neighbours if other.style == "deepObject"]
    return compile_reader(parameter, decoder_for(parameter, deep, others | claims_of(neighbours).names))


def _ways(query: RawQuery, claimants: Mapping[str, list[str]]) -> Iterator[dict[int, str]]:
    """Yield ways to give the contested pairs, by their places, to parameters: one each in turn, or all to one."""
    places: dict[str, list[int]] = {}
    for place, (name, _) in enumerate(query.pairs):
        if name in claimants:
            places.setdefault(name, []).append(place)
    choices = [list(_shares(places[name], claimants[name])) for name in places]
    for chosen in product(*choices):
        yield {place: owner for share in chosen for place, owner in share.items()}


def _shares(places: list[int], owners: list[str]) -> Iterator[dict[int, str]]:
    if len(places) == len(owners):
        yield dict(zip(places, owners, strict=True))
    for owner in owners:
        yield dict.fromkeys(places, owner)


def _of(name: str, query: RawQuery, owners: Mapping[int, str]) -> RawQuery:
    """Return the query without the pairs that were given to other parameters than `name`."""
    kept = (pair for place, pair in enumerate(query.pairs) if owners.get(place, name) == name)
    return RawQuery(query.text, tuple(kept), query.defects)
