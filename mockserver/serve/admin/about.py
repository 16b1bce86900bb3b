"""`/__admin`, `/__admin/health` and the admin API's own description."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from mockserver.messages import Response
from mockserver.serve.admin.desk import reply

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.serve.admin.desk import Desk

DESCRIPTION = Path(__file__).parent.parent / "admin.openapi.yaml"


def get_index(desk: Desk, call: Call) -> Response:
    """Say what is served, and where this API is described."""
    del call
    served = [
        {"prefix": mount.prefix, "title": mount.contract.title, "version": mount.contract.version,
         "operations": len(mount.contract.operations)}
        for mount in desk.mounts
    ]  # fmt: skip
    return reply({"serves": served, "description": "/__admin/openapi.yaml"})


def get_health(desk: Desk, call: Call) -> Response:
    """Say that all is well."""
    del call
    return reply({"status": "healthy", "version": own_version(), "exchanges": desk.journal.total})


def get_description(desk: Desk, call: Call) -> Response:
    """Return the description of this API."""
    del desk, call
    return Response(200, (("Content-Type", "application/yaml"),), DESCRIPTION.read_bytes())


def own_version() -> str:
    """Return the version of the package that is installed, or "0" where it runs from its sources."""
    try:
        return version("mockserver")
    except PackageNotFoundError:
        return "0"
