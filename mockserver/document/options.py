"""What bounds a load, and where parsed trees may be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class LoadOptions(NamedTuple):
    """The limits of one load; sizes in bytes, time in seconds.

    `allow_ref_hosts` names hosts ("example.com" or "example.com:8080") that nested references may reach besides the
    root's own origin. `allow_ref_folders` names folders that they may reach besides the root's own. Without `cache_dir`
    nothing is cached.
    """

    max_file_bytes: int = 20_000_000
    max_files: int = 2_000
    max_total_bytes: int = 50_000_000
    allow_ref_hosts: frozenset[str] = frozenset()
    allow_ref_folders: frozenset[Path] = frozenset()
    cache_dir: Path | None = None
    timeout: float = 10.0
