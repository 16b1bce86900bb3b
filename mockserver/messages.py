"""HTTP messages as plain values: what every room from the contract to the proxy reads and writes (RFC 9110)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Headers = dict[str, str]
"""Field values by lower-case name; repeated fields are joined by ", " (RFC 9110 section 5.3), cookies by "; "."""


@dataclass(slots=True, unsafe_hash=True)
class Request:
    """A request as it stood on the wire.

    `method` is upper case; `path` (the whole path, still percent-encoded, without the query) and `query` (without "?",
    still percent-encoded) are raw, because styles decide what a delimiter is before anything is decoded. `client` is
    the address that it came from, "" where that is not known.
    """

    method: str
    path: str
    query: str = ""
    headers: Headers = field(default_factory=dict)
    body: bytes = b""
    client: str = ""


@dataclass(slots=True, unsafe_hash=True)
class Response:
    """A response that is ready for the wire: bytes, or an iterable of chunks for a stream."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | Iterable[bytes] = b""

    def header(self, name: str) -> str | None:
        """Return the first value of the field `name` (any case), or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)
