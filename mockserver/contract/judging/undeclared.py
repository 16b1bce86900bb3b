"""Query parameters that an operation does not declare."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mockserver.contract.shape import Shape

if TYPE_CHECKING:
    from mockserver.contract.parameter import Parameter
    from mockserver.contract.styles import RawQuery


def compile_undeclared(parameters: list[Parameter], others: frozenset[str]) -> Callable[[RawQuery], tuple[str, ...]]:
    """Return what names the undeclared parameters of a query; `others` are names that something else reads.

    Names that begin with "__" speak to the mock and are nobody's parameters.
    """
    names, prefixes, takes_all = set(others), set(), False
    for parameter in parameters:
        names.add(parameter.name)
        if parameter.location == "querystring":
            takes_all = True
        elif parameter.style == "deepObject":
            prefixes.add(parameter.name + "[")
        elif parameter.style == "form" and parameter.explode and parameter.bundle is not None:
            shape = Shape.of(parameter.bundle.schema)
            if shape.allows("object") and not shape.untyped:
                names |= shape.properties.keys()
                takes_all = takes_all or shape.gathers
    starts = ("__", *sorted(prefixes))

    def undeclared(query: RawQuery) -> tuple[str, ...]:
        if takes_all:
            return ()
        found = (name for name, _ in query.pairs if name not in names and not name.startswith(starts))
        return tuple(dict.fromkeys(found))

    return undeclared
