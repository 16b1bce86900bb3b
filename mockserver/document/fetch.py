"""URI -> bytes, never more than the limit, never by way of another host. No error holds what a file says."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from mockserver.errors import SourceError
from mockserver.later import later
from mockserver.violations import Place

if TYPE_CHECKING:
    from mockserver.document.options import LoadOptions

WEB_SCHEMES = ("http", "https")

download: Callable[[str, str, LoadOptions], tuple[bytes, str]] = later("mockserver.document.download", "download")


def fetch(uri: str, name: str, options: LoadOptions) -> tuple[bytes, str]:
    """Return the bytes at `uri` and the URI that they finally came from; SourceError where there are none."""
    if is_web(uri):
        return download(uri, name, options)
    return _read(path_of(uri), name, options.max_file_bytes), uri


def _read(path: Path, name: str, limit: int) -> bytes:
    try:
        if path.is_dir():
            raise SourceError("this is a folder, not a file", "FILE_UNREADABLE", Place(name), "Name the file itself.")
        if not path.is_file() and path.exists():
            raise SourceError("this is not a regular file", "FILE_UNREADABLE", Place(name))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError("there is no such file", "FILE_NOT_FOUND", Place(name)) from None
    except OSError as error:
        reason = (error.strerror or "it is not there").lower()
        raise SourceError(f"the file cannot be read: {reason}", "FILE_UNREADABLE", Place(name)) from None
    if len(data) > limit:
        raise SourceError(f"the file is larger than {limit:,} bytes", "FILE_TOO_LARGE", Place(name))
    return data


def is_web(uri: str) -> bool:
    """Tell an http(s) URI."""
    return uri.startswith(("http://", "https://"))


def path_of(uri: str) -> Path:
    """Return the local path that a file URI names (RFC 8089)."""
    path = unquote(urlsplit(uri).path)
    return Path(path.removeprefix("/") if os.name == "nt" else path)
