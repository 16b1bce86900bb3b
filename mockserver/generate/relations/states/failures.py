"""Failures are told of what failed: nothing that succeeded has an error, or a reason why it was rejected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def failures(flats: dict[str, Any], needed: frozenset[str], compiler: Compiler) -> list[Agreement]:
    """Return what takes the failure from an object whose status does not say that it failed."""
    status = next((name for name, flat in flats.items() if words(name)[-1:] in _STATUS and _tells(flat)), None)
    if status is None:
        return []
    found = []
    for name, flat in flats.items():
        if name != status and _is_failure(words(name)) and isinstance(flat, dict) and "enum" not in flat:
            nullable = "x-implied-null" not in flat and compiler.definitions.acceptor(flat)(None)
            if nullable or name not in needed:
                found.append(_only_failed(status, name, nullable))
    return found


def _tells(flat: Any) -> bool:
    values = flat.get("enum", ()) if isinstance(flat, dict) else ()
    failed = [_failed(value) for value in values]
    return any(failed) and not all(failed)


def _failed(value: Any) -> bool:
    return isinstance(value, str) and not _FAILED.isdisjoint(words(value))


def _is_failure(parts: tuple[str, ...]) -> bool:
    return bool(parts) and (
        parts[-1] in ("error", "failure") or (not _FAILED.isdisjoint(parts) and parts[-1] in _TELLING)
    )


def _only_failed(status: str, name: str, nullable: bool) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        if name in value and name not in pins and isinstance(value.get(status), str) and not _failed(value[status]):
            if nullable:
                value[name] = None
            else:
                del value[name]

    return agree


_STATUS = frozenset({("status",), ("state",)})
_FAILED = frozenset({"failed", "failure", "error", "errored", "rejected", "declined", "denied", "rejection", "bounced"})
_TELLING = frozenset({"reason", "message", "code", "detail", "details", "description", "reasons"})
