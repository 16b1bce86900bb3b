"""URI -> bytes, never more than the limit, never by way of another host. No error holds what a file says."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from mockserver.errors import SourceError
from mockserver.violations import Place

if TYPE_CHECKING:
    from mockserver.document.options import LoadOptions

WEB_SCHEMES = ("http", "https")
CHUNK = 65_536
MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def fetch(uri: str, name: str, options: LoadOptions) -> tuple[bytes, str]:
    """Return the bytes at `uri` and the URI that they finally came from; SourceError where there are none."""
    if is_web(uri):
        return _Download(name, options).read(uri)
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
        raise too_large(name, limit)
    return data


def too_large(name: str, limit: int) -> SourceError:
    """Return the error for a file over the limit."""
    return SourceError(f"the file is larger than {limit:,} bytes", "FILE_TOO_LARGE", Place(name))


def is_web(uri: str) -> bool:
    """Tell an http(s) URI."""
    return uri.startswith(("http://", "https://"))


def path_of(uri: str) -> Path:
    """Return the local path that a file URI names (RFC 8089)."""
    path = unquote(urlsplit(uri).path)
    return Path(path.removeprefix("/") if os.name == "nt" else path)


class _Download:
    """One GET with its redirects, which stay on the host that was asked."""

    def __init__(self, name: str, options: LoadOptions) -> None:
        import urllib3  # noqa: PLC0415 - 40 ms that a description without URLs need not pay

        self._name = name
        self._limit = options.max_file_bytes
        self._deadline = time.monotonic() + options.timeout
        self._errors: Any = urllib3.exceptions.HTTPError
        timeout = urllib3.Timeout(connect=min(5.0, options.timeout), read=options.timeout)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False)

    def read(self, uri: str) -> tuple[bytes, str]:
        """Return the body and the URI that gave it (the base URI of RFC 3986 section 5.1.3)."""
        for _ in range(MAX_REDIRECTS + 1):
            try:
                response: Any = self._pool.request("GET", uri, headers=HEADERS, redirect=False, preload_content=False)
                with response:
                    if response.status not in REDIRECTS:
                        return self._body(response), uri
                    uri = self._redirected(uri, response.headers.get("location"))
            except self._errors as error:
                raise self._failed(f"the URL cannot be read: {_reason(error)}") from None
        raise self._failed(f"the URL redirects more than {MAX_REDIRECTS} times")

    def _body(self, response: Any) -> bytes:
        if response.status != 200:
            raise self._failed(f"the URL answers {response.status}")
        if response.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
            raise self._failed("the answer is compressed although it was asked not to be")
        data = bytearray()
        while chunk := response.read1(CHUNK, decode_content=False):
            data += chunk
            if len(data) > self._limit:
                raise too_large(self._name, self._limit)
            if time.monotonic() > self._deadline:
                raise self._failed("the URL answers too slowly")
        return bytes(data)

    def _redirected(self, uri: str, location: str | None) -> str:
        if not location:
            raise self._failed("the URL redirects to nowhere")
        target = urljoin(uri, location).partition("#")[0]
        old, new = urlsplit(uri), urlsplit(target)
        if (new.scheme, new.hostname, new.port) != (old.scheme, old.hostname, old.port):
            upgraded = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname
            if not upgraded or {old.port, new.port} - {None, 80, 443}:
                message = f"the URL redirects to another host, {new.scheme}://{new.netloc.rpartition('@')[2]}"
                raise self._failed(message, "Redirects to other hosts are not followed: name the final URL.")
        return target

    def _failed(self, message: str, hint: str = "") -> SourceError:
        return SourceError(message, "URL_UNREADABLE", Place(self._name), hint)


def _reason(error: Any) -> str:
    """Return why a connection failed, without addresses of Python objects."""
    text = str(getattr(error, "reason", None) or error)
    return text.rpartition(": ")[2] or type(error).__name__


HEADERS = {
    "Accept": "application/yaml, application/json, text/yaml, */*;q=0.5",
    "Accept-Encoding": "identity",
    "User-Agent": "mockserver",
}
