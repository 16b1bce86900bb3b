"""Request patterns: which exchanges of the journal are meant (WireMock's shape, or the `when` of ours)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mockserver.contract import Found
from mockserver.fixtures import Fixture, Then, When, differences, stray_call
from mockserver.fixtures.shapes.native import read_when
from mockserver.fixtures.shapes.wiremock_request import read_pattern

if TYPE_CHECKING:
    from mockserver.exchange import Exchange
    from mockserver.serve.admin.desk import Mount


def read_request_pattern(source: Mapping[str, Any]) -> When:
    """Read a pattern; `{"when": {...}}` is ours, all else WireMock's.

    Raises:
        ShapeError: it is malformed.
    """
    return read_when(source["when"]) if "when" in source else read_pattern(source, "")


def matcher(when: When, mounts: tuple[Mount, ...]) -> Callable[[Exchange], bool]:
    """Return what tells whether an exchange's request fits the pattern."""
    fixture = Fixture("", "", when, Then())
    wanted = {operation.id for mount in mounts if (operation := mount.contract.operation(when.operation)) is not None}

    def fits(exchange: Exchange) -> bool:
        if when.operation and exchange.operation not in (wanted or {when.operation}):
            return False
        call = stray_call(exchange.request, variables(exchange, mounts) if when.path else None)
        return next(differences(fixture, call), None) is None

    return fits


def variables(exchange: Exchange, mounts: tuple[Mount, ...]) -> dict[str, Any]:
    """Return the path variables of an exchange, as text."""
    for mount in mounts:
        path = exchange.request.path.removeprefix(mount.prefix) or "/"
        found = mount.contract.match(exchange.request.method, path)
        if isinstance(found, Found) and found.operation.id == exchange.operation:
            return {name: unquote(raw) for name, raw in found.variables.items()}
    return {}
