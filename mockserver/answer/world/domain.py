"""What the paths and the fixtures say of the kinds of an API, before any schema is read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from mockserver.generate import Domain, is_person
from mockserver.kinds import foreign_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    return Domain(resources.paths.kinds, {kind: _most(counted) for kind, counted in named.items()})


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
