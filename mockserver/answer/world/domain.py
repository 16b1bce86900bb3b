"""What the paths and the fixtures say of the kinds of an API, before any schema is read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from mockserver.contract.resources import joined
from mockserver.contract.shape import Shape
from mockserver.errors import DocumentError
from mockserver.generate import Asked, Domain, is_person
from mockserver.kinds import foreign_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockserver.contract import Operation
    from mockserver.contract.resources import Resources
    from mockserver.fixtures import Fixture


def domain_of(resources: Resources, fixtures: Iterable[Fixture]) -> Domain:
    """Return the kinds that have collections and those that stand alone, with the ids that fixtures call these by.

    Whoever is logged in is one user among others; the organization that they belong to is the only one they see.
    """
    alone = {kind for kind in resources.paths.alone if not is_person(kind)}
    named: dict[str, Counter[str]] = {kind: Counter() for kind in alone}
    for fixture in fixtures if alone else ():
        for kind, identifier in _pointers(fixture.then.body):
            if kind in named:
                named[kind][identifier] += 1
    known = {kind: _most(counted) for kind, counted in named.items()}
    return Domain(resources.paths.kinds, known, Asking(resources))


class Asking:
    """Finds out how paths ask for the entities of a kind, when somebody makes the first of their ids."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._by_kind: dict[str, list[tuple[Operation, Asked]]] = {}

    def __call__(self, kind: str, schema_name: str) -> Asked | None:
        """Return how they are asked for; where paths differ, how those of the schema are, else those of the top."""
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = list(self._found(kind))
        if len({(one.variable, one.types, str(one.keywords)) for _, one in found}) > 1:
            roles = ((self._resources.role(operation), one) for operation, one in found)
            told = [(role.resource, one) for role, one in roles if role is not None]
            own = [one for resource, one in told if schema_name and resource.entity_name == schema_name]
            return next(iter(own or [one for resource, one in told if not resource.scope]), None)
        return found[0][1] if found else None

    def _found(self, kind: str) -> Iterator[tuple[Operation, Asked]]:
        paths = self._resources.paths
        for segments in paths.items.get(kind, ()):
            methods = paths.methods[joined(segments)]
            operation = methods.get("GET") or next(iter(methods.values()))
            try:
                asked = _asked(operation, segments[-1][1:-1])
            except DocumentError:
                continue
            if asked is not None:
                yield operation, asked


def _asked(operation: Operation, variable: str) -> Asked | None:
    """Return what an operation takes for the variable of its path; None where a list of values tells all of them."""
    for parameter in operation.parameters:
        if parameter.location == "path" and parameter.name == variable and parameter.bundle is not None:
            shape = Shape.of(parameter.bundle.schema)
            if any(not part.keys().isdisjoint(LISTED) for part in shape.parts):
                return None
            keywords = {name: part[name] for part in shape.parts for name in BOUNDS if name in part}
            return Asked(variable, shape.types, keywords, parameter.bundle.validator.is_valid)
    return None


def _most(counted: Counter[str]) -> str:
    return counted.most_common(1)[0][0] if counted else ""


def _pointers(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, each in value.items():
            kind = foreign_kind(name)
            if kind is not None and isinstance(each, str) and "{{" not in each:
                yield kind, each
            else:
                yield from _pointers(each)
    elif isinstance(value, list):
        for each in value:
            yield from _pointers(each)


LISTED = frozenset({"enum", "const"})
BOUNDS = ("pattern", "format", "minLength", "maxLength", "minimum", "maximum", "multipleOf")
"""What is said of the values of a path's variable that an id may have to heed beside its own schema."""
