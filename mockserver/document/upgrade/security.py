"""Security Definitions of 2.0 -> Security Schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.document.upgrade.draft import Draft

if TYPE_CHECKING:
    from mockserver.document.document import Node


def security_scheme(node: Node) -> Node:
    """Return one definition as a Security Scheme Object; what is neither basic nor oauth2 stays as written."""
    kind = node.value.get("type") if isinstance(node.value, dict) else None
    if kind == "basic":
        return Draft(node).keep("description").say("type", "http", node.get("type")).say("scheme", "basic").node()
    if kind != "oauth2":
        return node
    flow = node.get("flow")
    name = FLOWS.get(flow.value, "implicit") if flow is not None and isinstance(flow.value, str) else "implicit"
    described = Draft(node).keep("authorizationUrl", "tokenUrl", "scopes").node()
    flows = Draft(node).put(name, described).node()
    return Draft(node).keep("type", "description").put("flows", flows).node()


FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
