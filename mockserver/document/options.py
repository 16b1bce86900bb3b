"""What bounds a load, and where parsed trees may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LoadOptions:
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


def user_cache(environment: Mapping[str, str]) -> Path | None:
    """Return our folder in the user's cache by the XDG base directories, or None where the user has no home."""
    named = environment.get("XDG_CACHE_HOME", "")
    if named.startswith("/"):
        return Path(named) / "mockserver"
    home = environment.get("HOME") or environment.get("USERPROFILE")
    return Path(home) / ".cache" / "mockserver" if home else None
