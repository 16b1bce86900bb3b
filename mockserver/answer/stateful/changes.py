"""Changes: from one record to the next, as pure functions; the store decides when they happen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.stateful.patching import PatchError, difference, merged, patched
from mockserver.answer.stateful.written.record import Record
from mockserver.answer.world.pins import same_id

if TYPE_CHECKING:
    from mockserver.answer.world.given import Given


class GoneError(LookupError):
    """The entity that a call is about was deleted."""


@dataclass(frozen=True, slots=True)
class How:
    """How given values go over the present ones.

    `whole` replaces the entity (PUT): what was not sent is gone, as far as the schema can do without it. `merge` reads
    null as "remove", and objects member by member (RFC 7396). `revive` writes to a deleted entity too.
    """

    whole: bool = False
    merge: bool = False
    revive: bool = False


def present_record(before: Record | None, identifier: Any, how: How | None = None) -> Record:
    """Return the record to go on from.

    Raises:
        GoneError: the entity was deleted.
    """
    if before is not None and before.is_gone:
        if how is None or not how.revive:
            raise GoneError(str(identifier))
        return Record(identifier, "created", version=before.version)
    return before or Record(identifier, "changed", version=0)


def assigned(record: Record, given: Given, how: How, present: Mapping[str, Any], required: Collection[str]) -> Record:
    """Return the record after a client gave values; `present` is the entity as it is, for merging."""
    values, absent = dict(given.values), set(record.absent) - given.values.keys() - given.links.keys()
    if how.merge:
        for name, value in given.values.items():
            if value is None and name not in required:
                absent.add(name)
            elif isinstance(value, Mapping):
                values[name] = merged(present.get(name), value)
    left = given.settable - given.values.keys() - given.links.keys() if how.whole else frozenset()
    absent |= left - set(required)
    gone = {*absent, *left, *given.links}
    kept = {name: value for name, value in record.values.items() if name not in gone}
    links = {name: ids for name, ids in record.links.items() if name not in absent and name not in given.values}
    return replace(
        record, values={**kept, **values}, absent=tuple(sorted(absent)), links={**links, **given.links},
        version=record.version + 1,
    )  # fmt: skip


def json_patched(
    record: Record,
    operations: list[Any],
    present: dict[str, Any],
    fixed: Mapping[str, Any],
    required: Collection[str] = (),
) -> Record:
    """Return the record after a JSON Patch; `fixed` are values that no client changes.

    Raises:
        PatchError: the patch cannot be applied, or takes away what is `required`.
    """
    after = patched(present, operations)
    if not isinstance(after, dict):
        raise PatchError("the entity would be no object any more")
    changed, gone = difference(present, after)
    needed = next((name for name in gone if name in required and name not in fixed), None)
    if needed is not None:
        raise PatchError(f"'/{needed}' is required, and would be gone")
    absent = (set(record.absent) | set(gone)) - changed.keys() - fixed.keys()
    kept = {name: value for name, value in record.values.items() if name not in absent}
    links = {name: ids for name, ids in record.links.items() if name not in absent and name not in changed}
    return replace(
        record, values={**kept, **changed, **fixed}, absent=tuple(sorted(absent)), links=links,
        version=record.version + 1,
    )  # fmt: skip


def deleted(before: Record | None, identifier: Any) -> Record:
    """Return the record of an entity that is gone; of its values only those that point at others are kept.

    Raises:
        GoneError: it was deleted before.
    """
    record = present_record(before, identifier)
    kept = {name: value for name, value in record.values.items() if name.lower().endswith("id")}
    return replace(record, state="deleted", values=kept, created=record.state == "created", version=record.version + 1)


def linked(record: Record, name: str, ids: list[Any], to: tuple[str, Any], *, add: bool) -> Record:
    """Return the record of an entity that shows an entity, given by kind and id, among `ids`, or no longer.

    No longer to show it is to have left it too, whoever's path the entity was made below.
    """
    kind, target = to
    others = [each for each in ids if not same_id(each, target)]
    kept = {key: value for key, value in record.values.items() if key != name}
    links = {**record.links, name: [*others, target] if add else others}
    owners = record.owners if add else _without(record.owners, kind, target)
    return replace(
        record, links=links, values=kept, owners=owners, parted=_parted(record, kind, target, add=add),
        version=record.version + 1,
    )  # fmt: skip


def owned(record: Record, kind: str, target: Any, *, add: bool) -> Record:
    """Return the record of an entity that belongs to `target` from now on, or no longer."""
    owners = {**record.owners, kind: target} if add else _without(record.owners, kind, target)
    return replace(record, owners=owners, parted=_parted(record, kind, target, add=add), version=record.version + 1)


def _without(owners: Mapping[str, Any], kind: str, target: Any) -> dict[str, Any]:
    return {key: each for key, each in owners.items() if key != kind or not same_id(each, target)}


def _parted(record: Record, kind: str, target: Any, *, add: bool) -> dict[str, list[Any]]:
    """Return whom the entity has left once it is added to `target`, or taken away."""
    others = [each for each in record.parted.get(kind, ()) if not same_id(each, target)]
    return {**record.parted, kind: others if add else [*others, target]}
