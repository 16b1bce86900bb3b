"""Which names of a query belong to whom: what exploded objects may not gather."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockserver.contract.shape import Shape

if TYPE_CHECKING:
    from mockserver.contract.parameter import Parameter


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
