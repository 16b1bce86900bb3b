"""Record: what was written of one entity, over what it would be otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from mockserver.answer.world.pins import same_id

State = Literal["created", "changed", "deleted"]


@dataclass(frozen=True, slots=True)
class Record:
    """One entity that was written to.

    `values` are properties as they are from now on, `absent` those that are left out, `links` the ids of entities that
    a property shows, `owners` the ids, by kind, of the entities below whose paths it was made, `parted` of those out of
    whose collections it was taken; `version` counts writes.
    Of a deleted entity `created` tells that it never was in the base population.
    """

    id: Any
    state: State
    values: Mapping[str, Any] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    links: Mapping[str, list[Any]] = field(default_factory=dict)
    owners: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1
    created: bool = False
    parted: Mapping[str, list[Any]] = field(default_factory=dict)

    @property
    def is_gone(self) -> bool:
        """Whether the entity was deleted."""
        return self.state == "deleted"

    @property
    def is_new(self) -> bool:
        """Whether the entity was made by a client: the generated world never had it."""
        return self.created or self.state == "created"

    def says(self, name: str) -> bool:
        """Tell whether the property was written."""
        return name in self.links or name in self.values or name in self.absent

    def left(self, kind: str, identifier: Any) -> bool:
        """Tell whether the entity was taken out of the collection of its owner `identifier`."""
        return any(same_id(each, identifier) for each in self.parted.get(kind, ()))

    def refers(self, name: str, identifier: Any) -> bool:
        """Tell whether a written property shows, or points at, the entity called `identifier`."""
        if name in self.links:
            return any(same_id(each, identifier) for each in self.links[name])
        return refers(self.values.get(name), identifier)

    def as_document(self) -> dict[str, Any]:
        """Return the record as JSON."""
        return {
            "id": self.id, "state": self.state, "values": dict(self.values), "absent": list(self.absent),
            "links": dict(self.links), "owners": dict(self.owners), "version": self.version,
            "created": self.created, "parted": dict(self.parted),
        }  # fmt: skip


def record_of(document: Mapping[str, Any] | None) -> Record | None:
    """Return the record that a store's document holds."""
    if document is None:
        return None
    return Record(
        document.get("id"), document.get("state", "changed"), document.get("values", {}),
        tuple(document.get("absent", ())), document.get("links", {}), document.get("owners", {}),
        document.get("version", 1), document.get("created", False), document.get("parted", {}),
    )  # fmt: skip


def refers(value: Any, identifier: Any) -> bool:
    """Tell whether a property's value names an entity: by its id, or by holding it."""
    if isinstance(value, list):
        return any(refers(each, identifier) for each in value)
    if isinstance(value, Mapping):
        return any(isinstance(each, str | int) and same_id(each, identifier) for each in value.values())
    return value is not None and same_id(value, identifier)
