"""An example as one call gets it: with the path's id in it, or as the page of it that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.answer.world.pages.filtering import asked, chosen, names_sent
from mockserver.answer.world.pages.listing import meta_of, page_of
from mockserver.answer.world.pins import at, replaced, shape_at, written_as
from mockserver.contract.parameter import MISSING

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.world.scenes import Scenes
    from mockserver.contract import Call
    from mockserver.contract.resources import Role
    from mockserver.schema import Bundle


def placed(scenes: Scenes, call: Call, choice: Choice, bundle: Bundle | None, value: Any) -> Any:
    """Return an example as this call gets it: the path's id in it, or the page of it that was asked for.

    MISSING is for an entity that a list shows as somebody else: the list's word counts.
    """
    role = scenes.resources.role(call.operation) if choice.status < 300 and bundle is not None else None
    if role is None or bundle is None:
        return value
    if role.verb == "list":
        changed = _page_of_example(scenes, call, role, bundle, value)
    elif role.verb in ("read", "update", "patch") and role.variable in call.path:
        changed = _called(scenes, call, choice, (role, bundle), value)
    else:
        return value
    if changed is MISSING:
        return MISSING
    return changed if changed is not value and bundle.validator.is_valid(changed) else value


def _called(scenes: Scenes, call: Call, choice: Choice, about: tuple[Role, Bundle], value: Any) -> Any:
    role, bundle = about
    view = role.resource.view(bundle, many=False)
    name = role.resource.id_name
    entity = at(value, view.item) if view is not None and view.item is not None else None
    if view is None or view.item is None or not isinstance(entity, dict) or name is None:
        return value
    shape = view.shape.properties.get(name)
    identifier = call.path[role.variable] if shape is None else written_as(call.path[role.variable], shape)
    given = scenes.members.given
    known = given.known(role.resource, identifier)
    where = scenes.where(call, role, choice.preference.seed)
    if (
        role.verb == "read"
        and not known
        and choice.preference.dynamic is None
        and scenes.members.shows(where, identifier)
    ):
        return MISSING
    own = given.described(role.resource).get(str(identifier), entity)
    told = replaced(value, view.item, {**own, **dict(where.above), **known, name: identifier})
    if where.above and not bundle.validator.is_valid(told):
        told = replaced(value, view.item, {**own, **known, name: identifier})
    return told if not known or role.verb != "read" or bundle.validator.is_valid(told) else MISSING


def _page_of_example(scenes: Scenes, call: Call, role: Role, bundle: Bundle, value: Any) -> Any:
    view = role.resource.view(bundle, many=True)
    items = at(value, view.items) if view is not None and view.items is not None else None
    if view is None or view.items is None or not isinstance(items, list) or not call.request.query:
        return value
    query = scenes.query(call.operation, role)
    sent = asked(call, query)
    if not sent and not names_sent(call) & {query.page, query.size, query.offset, query.cursor}:
        return value
    elements = [item if isinstance(item, dict) else {} for item in items]
    places = chosen(elements, call, query, sent, scenes.choosing.follow()) if sent else range(len(items))
    name = role.resource.id_name or ""
    page = page_of(call, query, len(places), lambda: [elements[place].get(name) for place in places])
    shown = [items[place] for place in places[page.start : page.stop]]
    for label, pointer in view.meta.items():
        if at(value, pointer) is not MISSING:
            value = replaced(value, pointer, meta_of(page, call, label, shape_at(view.root, pointer)))
    return replaced(value, view.items, shown)
