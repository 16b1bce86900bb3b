"""Who may use the admin API: known hosts, no foreign pages, and a token where others can reach it."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mockserver.answer import Problem

if TYPE_CHECKING:
    from mockserver.messages import Request

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
WILDCARDS = ("0.0.0.0", "::", "")  # noqa: S104 - compared, not bound
WRITES = frozenset({"POST", "PUT", "PATCH"})


def is_loopback(host: str) -> bool:
    """Tell whether an address or name means this machine alone."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def new_token() -> str:
    """Return a token that cannot be guessed."""
    return secrets.token_urlsafe(24)


class Guard:
    """Refuses admin requests that must not be served.

    `host` is the address that is bound; with `token` every request needs it, without one only clients that are known
    not to be on this machine are refused. A name in the Host header must be known: else a page could rebind its own.
    """

    def __init__(self, host: str, token: str, allowed: Iterable[str] = ()) -> None:
        bound = () if host in WILDCARDS else (host,)
        self._hosts = frozenset(_name(name) for name in (*LOCAL_NAMES, *bound, *allowed))
        self._token = token

    def refusal(self, request: Request) -> Problem | None:
        """Return why the request is refused, or None."""
        host = request.headers.get("host", "")
        if _name(_authority(host)) not in self._hosts:
            return Problem("FORBIDDEN", f"Host {host[:100]!r} is not known here: --allow-host adds one")
        if not _is_own(request.headers.get("origin"), host):
            return Problem("FORBIDDEN", "Pages of other origins may not use the admin API")
        if self._token and not self._has_token(request):
            return _unauthorized("The admin API needs the bearer token that was set, or printed at the start")
        if not self._token and request.client and not is_loopback(request.client):
            return _unauthorized("From other machines the admin API needs a token, and none is set: --admin-token")
        if request.method in WRITES and request.body and not _is_json(request.headers.get("content-type", "")):
            return Problem("INVALID_CONTENT_TYPE", "The admin API reads application/json only")
        return None

    def _has_token(self, request: Request) -> bool:
        scheme, _, got = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(
            got.strip().encode("utf-8", "surrogateescape"), self._token.encode()
        )


def _unauthorized(detail: str) -> Problem:
    return Problem("UNAUTHORIZED", detail, headers=(("WWW-Authenticate", 'Bearer realm="mockserver admin"'),))


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _is_own(origin: str | None, host: str) -> bool:
    """Tell whether a page of this very server asks, or no page at all."""
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == host.lower() != ""
    except ValueError:
        return False


def _authority(host: str) -> str:
    """Return the name in a Host header, without its port."""
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.partition(":")[0]


def _name(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()
