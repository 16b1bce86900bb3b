"""Security requirements: which credentials would do, whether a request shows any, and how to ask for them (OAS 4.8.30).

A mock cannot know whether a password is right; it tells whether credentials of the right kind and form are there.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.contract.styles import RawQuery, header_field, parse_cookies
from mockserver.errors import ReferenceError  # noqa: A004 - the standard's own term
from mockserver.violations import Violation

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.messages import Request

Flaw = str
"""What is wrong with credentials that a request shows, in a sentence."""


class Shown(NamedTuple):
    """Where credentials may stand in one request."""

    headers: Mapping[str, str]
    query: RawQuery
    cookies: tuple[tuple[str, str | None], ...]

    @classmethod
    def by(cls, request: Request) -> Shown:
        """Read what the request shows."""
        cookies = parse_cookies(request.headers.get("cookie"))
        return cls(request.headers, RawQuery.parse(request.query), cookies)


class Demand(NamedTuple):
    """One scheme of a requirement: its name, what it asks for in words, its challenge, its check.

    `check` returns None where the credentials are there, "" where they are missing, else their flaw.
    `query_name` is the query parameter that it reads.
    """

    name: str
    scopes: tuple[str, ...]
    wants: str
    check: Callable[[Shown], Flaw | None]
    challenge: str | None = None
    query_name: str | None = None


class Requirement(NamedTuple):
    """Schemes that must all be satisfied at once; none at all is the optional `{}`."""

    demands: tuple[Demand, ...]
    node: Node

    @property
    def challenges(self) -> tuple[str, ...]:
        """The values of WWW-Authenticate that ask for it (RFC 9110 section 11.6.1)."""
        return tuple(demand.challenge for demand in self.demands if demand.challenge)

    @property
    def wants(self) -> str:
        """What would do, in words."""
        return " and ".join(demand.wants for demand in self.demands)


def compile_security(operation: Node, root: Node, realm: str) -> tuple[Requirement, ...]:
    """Return the alternatives that hold for an operation: its own, else the document's; none where nothing is asked.

    A scheme that is not declared cannot be checked: it asks for nothing (the document's check reports it).
    """
    listed = operation.member("security")
    if listed is None:
        listed = root.member("security")
    if listed is None or not isinstance(listed.value, list):
        return ()
    nodes = (node.resolve() for node in listed.elements())
    return tuple(_requirement(node, root, realm) for node in nodes if isinstance(node.value, dict))


def judge_security(requirements: tuple[Requirement, ...], shown: Shown) -> tuple[Violation, ...]:
    """Return the violation of a request that meets none of the alternatives; the first flaw explains it."""
    flawed: tuple[Demand, Flaw] | None = None
    for requirement in requirements:
        flaws = [(demand, flaw) for demand in requirement.demands if (flaw := demand.check(shown)) is not None]
        if not flaws:
            return ()
        flawed = flawed or next((pair for pair in flaws if pair[1]), None)
    if not requirements:
        return ()
    wants = " or ".join(dict.fromkeys(requirement.wants for requirement in requirements))
    expected = [[demand.name for demand in requirement.demands] for requirement in requirements]
    place = requirements[0].node.place
    if flawed is not None:
        demand, flaw = flawed
        return (Violation("security", (), "malformed", f"must hold {wants}: {flaw}", place, expected, demand.name),)
    return (Violation("security", (), "required", f"must hold {wants}", place, expected),)


def _requirement(node: Node, root: Node, realm: str) -> Requirement:
    demands = tuple(_demand(name, scopes, root, realm) for name, scopes in node.value.items())
    return Requirement(demands, node)


def _demand(name: str, scopes: Any, root: Node, realm: str) -> Demand:
    roles = tuple(map(str, scopes)) if isinstance(scopes, list) else ()
    scheme = _scheme(name, root)
    kind = str(scheme.get("type"))
    if kind == "apiKey" and isinstance(scheme.get("name"), str):
        return _api_key(name, roles, scheme["name"], str(scheme.get("in")), realm)
    if kind == "http":
        return _http(name, roles, str(scheme.get("scheme") or "basic"), realm)
    if kind in {"oauth2", "openIdConnect"}:
        return _http(name, roles, "bearer", realm)
    if kind == "mutualTLS":
        return Demand(name, roles, "a client certificate", _always)
    return Demand(name, roles, UNKNOWN, _always)


def _scheme(name: str, root: Node) -> Mapping[str, Any]:
    """Return what a name stands for: a component of the root, else the scheme at a URI (OAS 3.2 section 4.30)."""
    node: Node | None = root
    for key in ("components", "securitySchemes", name):
        node = None if node is None else node.member(key)
    if node is None and ("#" in name or "/" in name):
        try:
            node = root.follow(name)
        except ReferenceError:
            return {}
    value = None if node is None else node.resolve().value
    return value if isinstance(value, dict) else {}


def _always(_shown: Shown) -> None:
    return None


def _api_key(name: str, roles: tuple[str, ...], key: str, location: str, realm: str) -> Demand:
    lower = key.lower()

    def in_header(shown: Shown) -> Flaw | None:
        return None if header_field(shown.headers, lower) else ""

    def in_query(shown: Shown) -> Flaw | None:
        return None if any(found == key and value for found, value in shown.query.pairs) else ""

    def in_cookie(shown: Shown) -> Flaw | None:
        return None if any(found == key and value for found, value in shown.cookies) else ""

    checks = {"header": in_header, "query": in_query, "cookie": in_cookie}
    words = {"header": "header", "query": "query parameter", "cookie": "cookie"}
    challenge = f"ApiKey realm={_quoted(realm)}, name={_quoted(key)}, in={_quoted(location)}"
    wants = f"the {words.get(location, location)} '{key}'"
    return Demand(name, roles, wants, checks.get(location, _always), challenge, key if location == "query" else None)


def _http(name: str, roles: tuple[str, ...], scheme: str, realm: str) -> Demand:
    """Build the check of the Authorization field for one scheme of RFC 9110 section 11."""
    lower = scheme.lower()
    judge_token = TOKENS.get(lower, _any_token)

    def check(shown: Shown) -> Flaw | None:
        field = shown.headers.get("authorization")
        if field is None:
            return ""
        given, _, token = field.strip().partition(" ")
        if given.lower() != lower:
            return ""
        return judge_token(token.strip())

    written = SPELLED.get(lower, scheme)
    wants = f"an Authorization header with {written} credentials"
    return Demand(name, roles, wants, check, _challenge(lower, written, roles, realm))


def _challenge(lower: str, written: str, roles: tuple[str, ...], realm: str) -> str:
    if lower == "basic":
        return f'Basic realm={_quoted(realm)}, charset="UTF-8"'
    if lower == "bearer" and roles:
        return f"Bearer realm={_quoted(realm)}, scope={_quoted(' '.join(roles))}"
    if lower == "digest":
        return f'Digest realm={_quoted(realm)}, qop="auth", algorithm=SHA-256, nonce="mock"'
    return f"{written} realm={_quoted(realm)}"


def _any_token(token: str) -> Flaw | None:
    return None if token else "the Authorization header names a scheme but holds no credentials"


def _basic_token(token: str) -> Flaw | None:
    """Check credentials of RFC 7617: base64 of a user-id, a colon and a password."""
    try:
        decoded = base64.b64decode(token, validate=True)
    except (binascii.Error, ValueError):
        return "the Basic credentials are not base64"
    return None if b":" in decoded else "the Basic credentials hold no colon between user and password"


def _bearer_token(token: str) -> Flaw | None:
    """Check a token of RFC 6750 section 2.1: one word."""
    if not token:
        return "the Bearer token is empty"
    return "the Bearer token holds a space" if " " in token else None


def _digest_token(token: str) -> Flaw | None:
    """Check credentials of RFC 7616: parameters, `username` among them."""
    return None if "username" in token and "=" in token else "the Digest credentials name no user"


def _quoted(text: str) -> str:
    """Write a quoted-string of RFC 9110; what cannot stand in a header is left out."""
    printable = "".join(char for char in text if " " <= char <= "~")
    return '"' + printable.replace("\\", "\\\\").replace('"', '\\"') + '"'


UNKNOWN = "a scheme that the description does not declare"

TOKENS: dict[str, Callable[[str], Flaw | None]] = {
    "basic": _basic_token,
    "bearer": _bearer_token,
    "digest": _digest_token,
}

SPELLED = {"basic": "Basic", "bearer": "Bearer", "digest": "Digest", "hoba": "HOBA", "mutual": "Mutual"}
"""Schemes as the registry spells them; they have no case (RFC 9110 section 11.1)."""
