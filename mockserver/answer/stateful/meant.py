"""Which members of a collection a query speaks of: by its filters, by their ids, or by what they refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mockserver.answer.world.pages.filtering import asked, chosen
from mockserver.answer.world.pins import same_id

if TYPE_CHECKING:
    from mockserver.answer.world.scenes import Scenes
    from mockserver.contract import Call
    from mockserver.contract.resources import Role


def meant(call: Call, role: Role, values: Sequence[Mapping[str, Any]], scenes: Scenes) -> Sequence[int]:
    """Return the places of the values that the query speaks of; of all of them where it says nothing."""
    if not call.request.query:
        return range(len(values))
    query = scenes.query(call.operation, role)
    sent = asked(call, query)
    if sent:
        return chosen(values, call, query, sent, scenes.choosing.follow())
    wanted = [each for value in call.query.values() for each in (value if isinstance(value, list) else [value])]
    name = role.resource.id_name or ""
    return [place for place, value in enumerate(values) if any(_is_meant(value, name, each) for each in wanted)]


def _is_meant(value: Mapping[str, Any], name: str, wanted: Any) -> bool:
    if same_id(value.get(name), wanted):
        return True
    shown = (each for part in value.values() for each in (part if isinstance(part, list) else [part]))
    if any(isinstance(each, dict) and _is_called(each, wanted) for each in shown):
        return True
    return any(key.lower().endswith("id") and same_id(part, wanted) for key, part in value.items())


def _is_called(entity: Mapping[str, Any], wanted: Any) -> bool:
    return any(isinstance(each, str | int) and same_id(each, wanted) for each in entity.values())
