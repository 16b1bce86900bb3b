"""Written entities inside of answers that are ready-made: a fixture shows the contact as it is by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from mockserver.answer.world.members import Where
from mockserver.kinds import kind_of

if TYPE_CHECKING:
    from mockserver.contract.resources import Resource


class Memory(Protocol):
    """What a session has written; a record has `values`, `links`, `absent` and `is_gone`."""

    @property
    def written(self) -> tuple[Resource, ...]:
        """The resources that were written to."""

    def is_gone(self, where: Where, identifier: Any) -> bool:
        """Tell whether an entity was deleted."""

    def record(self, where: Where, identifier: Any) -> Any:
        """Return what was written of an entity, or None."""


def updated_inside(value: Any, world: Memory) -> Any:
    """Return `value` with the entities inside of it as a session has written them; the same object if none was."""
    by_kind = {resource.kind: resource for resource in world.written}
    return _inside(value, by_kind, world) if by_kind else value


def _inside(value: Any, by_kind: Mapping[str, Resource], world: Memory) -> Any:
    if not isinstance(value, dict):
        return value
    changed: dict[str, Any] = {}
    for name, part in value.items():
        resource = by_kind.get(kind_of(name)) if isinstance(part, dict | list) else None
        if isinstance(part, list):
            new: Any = list(_elements(part, resource, by_kind, world))
            same = len(new) == len(part) and all(one is other for one, other in zip(new, part, strict=True))
            new = part if same else new
        else:
            new = _as_written(_inside(part, by_kind, world), resource, world)
        if new is not part:
            changed[name] = new
    return {**value, **changed} if changed else value


def _elements(
    part: list[Any], resource: Resource | None, by_kind: Mapping[str, Resource], world: Memory
) -> Iterator[Any]:
    for element in part:
        if not _is_gone(element, resource, world):
            yield _as_written(_inside(element, by_kind, world), resource, world)


def _is_gone(element: Any, resource: Resource | None, world: Memory) -> bool:
    identifier = _id_of(element, resource)
    return resource is not None and identifier is not None and world.is_gone(Where(resource), identifier)


def _as_written(element: Any, resource: Resource | None, world: Memory) -> Any:
    """Return an entity with the properties that it shows as they were written."""
    identifier = _id_of(element, resource)
    record = world.record(Where(resource), identifier) if resource is not None and identifier is not None else None
    if record is None or record.is_gone:
        return element
    new = {name: record.values.get(name, each) for name, each in element.items() if name not in record.absent}
    new |= {name: [] for name, ids in record.links.items() if name in new and not ids and isinstance(new[name], list)}
    return element if new == element else new


def _id_of(element: Any, resource: Resource | None) -> Any:
    return element.get(resource.id_name or "") if resource is not None and isinstance(element, dict) else None
