"""What a service fills in by itself: times, defaults, counts of nothing, lists that are empty at first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mockserver.kinds import words

if TYPE_CHECKING:
    from mockserver.contract.resources import Resource
    from mockserver.contract.shape import Shape


def created(resource: Resource, given: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return what a service says of a new entity beside what the client has sent."""
    found: dict[str, Any] = {}
    for name, shape in resource.entity.properties.items() if resource.entity is not None else ():
        if name in given or name == resource.id_name:
            continue
        fold = "".join(words(name))
        if fold in CREATED or fold in UPDATED:
            stamp = stamped(shape, now, name)
            if stamp is not None:
                found[name] = stamp
        elif shape.keyword("default") is not None:
            found[name] = shape.keyword("default")
        elif name in resource.counted and not shape.keyword("minimum"):
            found[name] = 0
        elif _is_list_of_objects(shape):
            found[name] = []
    return found


def updated(resource: Resource, now: datetime) -> dict[str, Any]:
    """Return what a service says of an entity that was changed: the time."""
    found: dict[str, Any] = {}
    for name, shape in resource.entity.properties.items() if resource.entity is not None else ():
        stamp = stamped(shape, now, name) if "".join(words(name)) in UPDATED else None
        if stamp is not None:
            found[name] = stamp
    return found


def stamped(shape: Shape, now: datetime, name: str) -> Any:
    """Return a time as the schema writes it: RFC 3339, a date, seconds or milliseconds; None if it is no time."""
    kind, form = shape.keyword("type"), shape.keyword("format")
    kinds = kind if isinstance(kind, list) else [kind]
    if "string" in kinds:
        if form == "date":
            return now.date().isoformat()
        return now.isoformat(timespec="microseconds").replace("+00:00", "Z") if form in ("date-time", None) else None
    if "integer" in kinds or "number" in kinds:
        in_milliseconds = form == "int64" and "ms" in "".join(words(name))[-6:]
        return int(now.timestamp() * (1000 if in_milliseconds else 1))
    return None


def _is_list_of_objects(shape: Shape) -> bool:
    if shape.untyped or not shape.allows("array") or shape.allows("primitive") or shape.allows("object"):
        return False
    return not shape.keyword("minItems") and shape.items.kinds == ("object",)


CREATED = frozenset(
    {"createdat", "created", "creationdate", "createdon", "datecreated", "creationtime", "createddate", "createdtime",
     "insertedat", "addedat", "createtime", "ctime"}
)  # fmt: skip
UPDATED = frozenset(
    {"updatedat", "updated", "modifiedat", "modified", "lastmodified", "lastupdated", "updatedon", "dateupdated",
     "lastmodifiedat", "lastupdatedat", "modificationdate", "updatetime", "updateddate", "modifieddate", "mtime",
     "changedat"}
)  # fmt: skip
