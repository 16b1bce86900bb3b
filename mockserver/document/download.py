"""URL -> bytes, never more than the limit, never by way of another host: loaded for the first URL that is read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import urllib3

from mockserver.errors import SourceError
from mockserver.violations import Place

if TYPE_CHECKING:
    from mockserver.document.options import LoadOptions

CHUNK = 65_536
MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def download(uri: str, name: str, options: LoadOptions) -> tuple[bytes, str]:
    """Return the bytes at a URL and the URL that they finally came from; errors call it `name`."""
    return _Download(name, options).read(uri)


class _Download:
    """One GET with its redirects, which stay on the host that was asked."""

    def __init__(self, name: str, options: LoadOptions) -> None:
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
                message = f"the file is larger than {self._limit:,} bytes"
                raise SourceError(message, "FILE_TOO_LARGE", Place(self._name))
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
