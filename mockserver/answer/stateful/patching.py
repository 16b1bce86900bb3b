"""Two ways to say what changes: JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from mockserver.contract.parameter import MISSING


class PatchError(ValueError):
    """A patch that cannot be applied; the message says which operation, and why."""


def merged(value: Any, patch: Any) -> Any:
    """Return `value` with a merge patch applied: null removes a member."""
    if not isinstance(patch, Mapping):
        return patch
    found = dict(value) if isinstance(value, Mapping) else {}
    for name, part in patch.items():
        if part is None:
            found.pop(name, None)
        else:
            found[name] = merged(found.get(name), part)
    return found


def patched(value: Any, operations: list[Any]) -> Any:
    """Return `value` with the operations of a JSON Patch applied, all of them or none.

    Raises:
        PatchError: an operation is malformed, leads nowhere, or its test fails.
    """
    holder = {"": copy.deepcopy(value)}
    for number, operation in enumerate(operations):
        if not isinstance(operation, Mapping) or operation.get("op") not in OPERATIONS:
            raise PatchError(f"operation {number}: expected 'op' to be one of {', '.join(OPERATIONS)}")
        try:
            _apply(holder, operation)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            reason = str(error) if isinstance(error, PatchError) else f"{operation.get('path')!r} leads nowhere"
            raise PatchError(f"operation {number} ({operation['op']}): {reason}") from error
    return holder[""]


def is_patch(body: Any) -> bool:
    """Tell whether a body looks like a JSON Patch, whatever its media type says."""
    return (
        isinstance(body, list)
        and bool(body)
        and all(isinstance(one, Mapping) and {"op", "path"} <= one.keys() for one in body)
    )


def _apply(holder: dict[str, Any], operation: Mapping[str, Any]) -> None:
    name, path = operation["op"], _tokens(operation["path"])
    if name in ("add", "replace", "test"):
        if "value" not in operation:
            raise PatchError("expected a 'value'")
        value = copy.deepcopy(operation["value"])
    elif name in ("move", "copy"):
        source = _tokens(operation["from"])
        value = copy.deepcopy(_at(holder, source))
        if name == "move":
            _remove(holder, source)
    if name == "test":
        if _at(holder, path) != value:
            raise PatchError(f"{operation['path']!r} is not the value that it tests for")
    elif name == "remove":
        _remove(holder, path)
    elif name == "replace":
        _remove(holder, path) if path != ("",) else None
        _add(holder, path, value)
    else:
        _add(holder, path, value)


def _tokens(pointer: Any) -> tuple[str, ...]:
    if not isinstance(pointer, str) or (pointer and pointer[0] != "/"):
        raise PatchError(f"{pointer!r} is no JSON pointer")
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")) if pointer else ("",)


def _at(holder: Any, path: tuple[str, ...]) -> Any:
    value = holder
    for token in path:
        value = value[_place(value, token, len(value) - 1)] if isinstance(value, list) else value[token]
    return value


def _place(values: list[Any], text: str, last: int) -> int:
    if not text.isdecimal() or str(int(text)) != text or int(text) > last:
        raise PatchError(f"'{text}' is no place in a list of {len(values)}")
    return int(text)


def _remove(holder: Any, path: tuple[str, ...]) -> None:
    inner = _at(holder, path[:-1])
    if isinstance(inner, list):
        inner.pop(_place(inner, path[-1], len(inner) - 1))
    else:
        del inner[path[-1]]


def _add(holder: Any, path: tuple[str, ...], value: Any) -> None:
    inner = _at(holder, path[:-1])
    if isinstance(inner, list):
        inner.insert(len(inner) if path[-1] == "-" else _place(inner, path[-1], len(inner)), value)
    else:
        inner[path[-1]] = value


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the members that are new or other, and the names of those that are gone."""
    changed = {name: value for name, value in after.items() if before.get(name, MISSING) != value}
    return changed, tuple(name for name in before if name not in after)


OPERATIONS = ("add", "remove", "replace", "move", "copy", "test")
