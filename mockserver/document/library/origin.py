"""Where references may lead: the root's folder or origin, and what the options add to it.

The root is trusted because the operator named it; what it refers to is not.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mockserver.document.fetch import WEB_SCHEMES, is_web, path_of
from mockserver.errors import ReferenceError, SourceError  # noqa: A004 - the standard's own term
from mockserver.violations import Place


class Origin(NamedTuple):
    """The root as the user gave it, its absolute URI, and the folders and hosts that references may reach."""

    source: str
    uri: str
    folders: tuple[Path, ...]
    hosts: frozenset[str]

    def name(self, uri: str) -> str:
        """Return a file's name for people: a URL as it is, a path relative to where the root was given from."""
        if uri == self.uri:
            return self.source
        if is_web(uri) or is_web(self.uri):
            return uri
        folder = os.path.dirname(self.source)  # noqa: PTH120 - pathlib would drop a leading "./"
        return os.path.join(folder, os.path.relpath(path_of(uri), path_of(self.uri).parent))  # noqa: PTH118

    def admit(self, uri: str) -> None:
        """Refuse a nested reference that leads out of what is allowed."""
        parts = urlsplit(uri)
        if parts.scheme in WEB_SCHEMES:
            self._admit_host(parts.netloc.rpartition("@")[2].lower(), parts.scheme)
        elif parts.scheme == "file":
            self._admit_file(uri)
        else:
            message = f"references with the scheme {parts.scheme!r} are not followed"
            raise ReferenceError(message, "REF_FORBIDDEN", hint="Only files and http(s) URLs are.")

    def _admit_host(self, host: str, scheme: str) -> None:
        root = urlsplit(self.uri)
        if (scheme, host) == (root.scheme, root.netloc.rpartition("@")[2].lower()):
            return
        if host in self.hosts or host.rpartition(":")[0] in self.hosts:
            return
        message = f"the reference leads to the host {host}, which is not the description's own"
        raise ReferenceError(message, "REF_FORBIDDEN", hint=f"Allow it with --allow-ref-host {host}.")

    def _admit_file(self, uri: str) -> None:
        if is_web(self.uri):
            message = "a description that was read from a URL must not refer to local files"
            raise ReferenceError(message, "REF_FORBIDDEN", hint="Start from a local copy of the description.")
        if urlsplit(uri).netloc not in ("", "localhost"):
            raise ReferenceError("the reference leads to a file on another host", "REF_FORBIDDEN")
        target = _real(path_of(uri))
        if target is None:
            raise ReferenceError("the reference is not a path", "REF_MALFORMED")
        if not any(target.is_relative_to(folder) for folder in self.folders):
            message = f"the reference leads out of the description's folder {self.folders[0]}"
            folder = os.path.normpath(os.path.dirname(self.name(uri)))  # noqa: PTH120 - Path knows no ".." within
            hint = f"Allow it with --allow-ref-folder {folder}, or start from a description that stands above both."
            raise ReferenceError(message, "REF_FORBIDDEN", hint=hint)


def origin_of(source: str | Path, *, hosts: frozenset[str], folders: frozenset[Path]) -> Origin:
    """Return the origin of the root that the user names by path or by http(s) URL."""
    text = str(source)
    scheme = text.partition("://")[0].lower() if "://" in text else ""
    if scheme in WEB_SCHEMES:
        return Origin(text, text.partition("#")[0], (), frozenset(host.lower() for host in hosts))
    if scheme and scheme != "file":
        message = f"cannot read a description from {scheme}://"
        raise SourceError(message, "SCHEME", Place(text), "Name a file, or an http(s) URL.")
    path = path_of(text) if scheme == "file" else Path(text)
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the root's own symbolic link
    real, folder = _real(absolute), _real(absolute.parent)
    if real is None or folder is None:
        raise SourceError("this is not a path", "FILE_UNREADABLE", Place(text))
    allowed = dict.fromkeys((folder, real.parent, *(one.resolve() for one in folders)))
    return Origin(
        str(path) if scheme else text, absolute.as_uri(), tuple(allowed), frozenset(host.lower() for host in hosts)
    )


def _real(path: Path) -> Path | None:
    """Return the path without symbolic links, or None where it is none (a zero byte) or they lead round in a circle."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return None
