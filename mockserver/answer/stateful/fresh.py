"""What a service says of what is new: its place, times, defaults, counts of nothing, lists that are empty at first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mockserver.kinds import singular, words
from mockserver.schema import acceptor

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.world.given import Given
    from mockserver.answer.world.members import Where
    from mockserver.contract import Call
    from mockserver.contract.resources import Resource, Role
    from mockserver.contract.shape import Shape


def owning(where: Where, given: Given) -> dict[str, list[Any]]:
    """Return what a new entity shows of the one below whose path it is made: that it is one of its own."""
    name = where.resource.toward(where.owner[0]) if where.owner is not None and where.is_part else None
    return {} if name is None or name in given.values or where.owner is None else {name: [where.owner[1]]}


def created(resource: Resource, given: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return what a service says of a new entity beside what the client has sent."""
    found: dict[str, Any] = {}
    for name, shape in resource.entity.of_kind(given).properties.items() if resource.entity is not None else ():
        if name in given or name == resource.id_name:
            continue
        fold = "".join(words(name))
        if fold in CREATED or fold in UPDATED:
            stamp = stamped(shape, now, name)
            if stamp is not None:
                found[name] = stamp
        elif shape.keyword("default") is not None:
            found[name] = shape.keyword("default")
        elif _counts_events(name, shape) or (name in resource.counted and not shape.keyword("minimum")):
            found[name] = 0
        elif _is_list_of_objects(shape):
            found[name] = []
        elif words(name)[-1:] and words(name)[-1] in STATISTICS:
            zeros = nothing_yet(shape)
            if zeros is not None:
                found[name] = zeros
    return found


def sayable(resource: Resource, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent without the nulls that no answer may show: they say that there is nothing."""
    shapes = resource.entity.of_kind(values).properties if resource.entity is not None else {}
    nulls = [name for name, value in values.items() if value is None and name in shapes]
    refused = {name for name in nulls if name not in resource.required and not acceptor(shapes[name].alone)(None)}
    return {name: value for name, value in values.items() if name not in refused}


def defaults(resource: Resource, given: Given) -> dict[str, Any]:
    """Return what the schema says of the properties that a client could have set, and did not (JSON Schema 9.2)."""
    shapes = resource.entity.of_kind(given.values).properties if resource.entity is not None else {}
    left = [name for name in shapes if name in given.settable and name not in given.values and name not in given.links]
    found = {name: shapes[name].keyword("default") for name in left}
    return {name: value for name, value in found.items() if value is not None}


def not_yet(resource: Resource, given: Collection[str]) -> set[str]:
    """Return the properties that a new entity has not: optional times of what only happens later to it."""
    if resource.entity is None:
        return set()
    return {
        name
        for name, shape in resource.entity.properties.items()
        if name not in given and name not in resource.required and shape.keyword("format") in ("date", "date-time")
    }


def location_of(call: Call, choice: Choice, role: Role, identifier: Any) -> tuple[tuple[str, str], ...]:
    """Return the field that says where a new entity is found (RFC 9110 section 10.2.2)."""
    resource = role.resource
    documented = choice.response is not None and any(name.lower() == "location" for name in choice.response.headers)
    if role.verb != "create" or not resource.item or (choice.status != 201 and not documented):
        return ()
    if resource.item.rpartition("/")[0] != resource.path or identifier is None:
        return ()
    return (("Location", f"{call.request.path.rstrip('/')}/{quote(str(identifier), safe='')}"),)


def nothing_yet(shape: Shape) -> dict[str, Any] | None:
    """Return statistics of nothing: zeros and empty lists; None where the schema has other things to say."""
    found: dict[str, Any] = {}
    for name, each in shape.properties.items():
        kind = each.keyword("type")
        if kind in ("integer", "number") and not each.keyword("minimum"):
            found[name] = 0
        elif kind == "array" and not each.keyword("minItems"):
            found[name] = []
        else:
            return None
    return found or None


def _counts_events(name: str, shape: Shape) -> bool:
    """Tell whether a property such as `messagesSent` counts what has happened."""
    parts = words(name)
    whole = shape.keyword("type") in ("integer", "number") and not shape.keyword("minimum")
    return whole and len(parts) > 1 and parts[-1] in EVENTS and parts[0] != singular(parts[0])


def updated(resource: Resource, now: datetime, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what a service says of an entity that was changed: the time, which is later than the one `before`."""
    found: dict[str, Any] = {}
    for name, shape in resource.entity.properties.items() if resource.entity is not None else ():
        stamp = stamped(shape, now, name) if "".join(words(name)) in UPDATED else None
        if stamp is not None:
            found[name] = _after(stamp, (before or {}).get(name), shape, name)
        elif is_tag(name):
            found[name] = _next_tag((before or {}).get(name), shape)
    return found


def is_tag(name: str) -> bool:
    """Tell whether a property holds the entity tag of what it stands in: it changes with every write."""
    return "".join(words(name)) == "etag"


def _next_tag(before: Any, shape: Shape) -> Any:
    number = int(before) + 1 if str(before).isdecimal() else 2
    return number if shape.keyword("type") == "integer" else str(number)


def _after(stamp: Any, before: Any, shape: Shape, name: str) -> Any:
    """Return `stamp`, or the second after `before` where two changes fall into one second."""
    if not isinstance(before, str) or not isinstance(stamp, str) or "T" not in stamp:
        return stamp
    try:
        earlier = datetime.fromisoformat(before)
        if earlier.tzinfo is None or not timedelta(0) <= earlier - datetime.fromisoformat(stamp) < SOON:
            return stamp
    except ValueError:
        return stamp
    return stamped(shape, earlier + timedelta(seconds=1), name)


def stamped(shape: Shape, now: datetime, name: str) -> Any:
    """Return a time as the schema writes it: RFC 3339, a date, seconds or milliseconds; None if it is no time."""
    kind, form = shape.keyword("type"), shape.keyword("format")
    kinds = kind if isinstance(kind, list) else [kind]
    if "string" in kinds:
        if form == "date":
            return now.date().isoformat()
        return now.isoformat(timespec="seconds").replace("+00:00", "Z") if form in ("date-time", None) else None
    if "integer" in kinds or "number" in kinds:
        in_milliseconds = form == "int64" and "ms" in "".join(words(name))[-6:]
        return int(now.timestamp() * (1000 if in_milliseconds else 1))
    return None


def _is_list_of_objects(shape: Shape) -> bool:
    if shape.untyped or not shape.allows("array") or shape.allows("primitive") or shape.allows("object"):
        return False
    return not shape.keyword("minItems") and shape.items.kinds == ("object",)


SOON = timedelta(minutes=10)
STATISTICS = frozenset(
    {"stats", "stat", "statistics", "progress", "analytics", "metrics", "counts", "counters", "totals", "usage"}
)
EVENTS = frozenset(
    {"sent", "failed", "delivered", "read", "undelivered", "received", "opened", "clicked", "bounced", "replied",
     "sold", "viewed", "completed", "processed", "used", "shared", "liked", "played", "downloaded"}
)  # fmt: skip
CREATED = frozenset(
    {"createdat", "created", "creationdate", "createdon", "datecreated", "creationtime", "createddate", "createdtime",
     "insertedat", "addedat", "createtime", "ctime"}
)  # fmt: skip
UPDATED = frozenset(
    {"updatedat", "updated", "modifiedat", "modified", "lastmodified", "lastupdated", "updatedon", "dateupdated",
     "lastmodifiedat", "lastupdatedat", "modificationdate", "updatetime", "updateddate", "modifieddate", "mtime",
     "changedat"}
)  # fmt: skip
