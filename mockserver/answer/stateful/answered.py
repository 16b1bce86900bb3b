"""What the answer to a write says of a new entity is what it is from then on, whichever schema shows it next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.stateful.written.overlay import collection_of
from mockserver.answer.stateful.written.record import record_of
from mockserver.answer.world.pins import at
from mockserver.contract.resources import component_of
from mockserver.kinds import id_property

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mockserver.answer.stateful.written.record import Record
    from mockserver.answer.world.members import Where
    from mockserver.contract.resources import Resource, View
    from mockserver.state import Document, Store


def told_of(resource: Resource, view: View | None, value: Any) -> dict[str, Any]:
    """Return what a body says of the entity that other schemas would say otherwise; nothing where they are the same.

    Entities inside of it are left to what is written of them, and so is what is counted.
    """
    if view is None or view.item is None or resource.entity is None:
        return {}
    if resource.entity_name and component_of(view.shape) == resource.entity_name:
        return {}
    entity, names = at(value, view.item), resource.entity.properties.keys() - resource.counted.keys()
    members = entity.items() if isinstance(entity, dict) else ()
    return {name: each for name, each in members if name in names and not _holds_entities(each)}


def keep(store: Store, session: str, where: Where, shown: Record, told: Mapping[str, Any]) -> None:
    """Let the record of an entity say what the body that `shown` went into said of it, unless it was written since.

    Whom it shows by their ids stays as it is.
    """

    def change(document: Document | None) -> Document | None:
        record = record_of(document)
        if record is None or record.version != shown.version:  # another client was faster: the answer is no news
            return document
        more = {name: each for name, each in told.items() if name not in record.absent and name not in record.links}
        return replace(record, values={**record.values, **more}).as_document()

    if told:
        store.update(session, collection_of(where), str(shown.id), change)


def _holds_entities(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_holds_entities, value))
    return isinstance(value, dict) and (id_property(value) is not None or any(map(_holds_entities, value.values())))
