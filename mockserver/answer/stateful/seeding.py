"""Worlds from files: collections that hold just what somebody wrote down, and snapshots of what a session holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from mockserver.answer.world.members import Where
from mockserver.document.source import TreeCache, parse
from mockserver.errors import DocumentError, UsageError
from mockserver.kinds import kind_of

if TYPE_CHECKING:
    from mockserver.answer.stateful.from_state import FromState
    from mockserver.contract.resources import Resource, Resources


def read_seed(path: Path) -> dict[str, Any]:
    """Read a JSON or YAML file: a snapshot, or `{"contacts": [{...}, ...]}` by kind or by the collection's path.

    Raises:
        UsageError: the file cannot be read, or is neither.
    """
    try:
        found = _tree(path.read_bytes(), path)
    except OSError as error:
        raise UsageError(f"cannot read the seed {path}: {error.strerror}", "SEED_UNREADABLE") from error
    except DocumentError as error:
        raise UsageError(f"the seed {path} cannot be read: {error}", "SEED_MALFORMED") from error
    if not isinstance(found, dict):
        raise UsageError(f"the seed {path} is no object", "SEED_MALFORMED", hint='{"contacts": [{"name": "Ada"}]}')
    return found


def _tree(data: bytes, path: Path) -> Any:
    """Read JSON the fast way, for a snapshot may be large; what is none is YAML, or says where it goes wrong."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return parse(data, str(path), TreeCache(None), quote=True)[0]


def sow(state: FromState, seed: Mapping[str, Any], session: str = "") -> int:
    """Put a seed into a session; a collection that it names holds nobody else. Return how many entities there are.

    Raises:
        UsageError: it names a collection that the description does not have, or holds what is no entity.
    """
    if seed.keys() <= {"numbers", "collections"}:
        return _restore(state, seed, session)
    plan = [(resource_named(state.resources, name), _entities(name, values)) for name, values in seed.items()]
    count = sum(
        state.remembering.writer.fill(Where(resource), entities, state.realm + session, only=True)
        for resource, entities in plan
    )
    state.changed()
    return count


def _restore(state: FromState, snapshot: Mapping[str, Any], session: str) -> int:
    try:
        state.store.restore(state.realm + session, snapshot)
    except ValueError as error:
        raise UsageError(f"the snapshot cannot be restored: {error}", "SEED_MALFORMED") from error
    state.changed()
    return sum(map(len, snapshot.get("collections", {}).values()))


def resource_named(resources: Resources, name: str) -> Resource:
    """Return the resource that a seed calls by its path, its kind, or its kind's plural.

    Raises:
        UsageError: there is none.
    """
    found = resources.at(name) if name.startswith("/") else resources.of_kind(kind_of(name))
    if found is None or found.scope:
        known = ", ".join(sorted(one.key for one in resources.all if not one.scope))
        raise UsageError(f"the description has no collection '{name}'", "UNKNOWN_COLLECTION", hint=f"it has {known}")
    return found


def _entities(name: str, values: Any) -> list[Mapping[str, Any]]:
    if not isinstance(values, list) or not all(isinstance(each, Mapping) for each in values):
        raise UsageError(f"the seed of '{name}' is no list of objects", "SEED_MALFORMED")
    return values
