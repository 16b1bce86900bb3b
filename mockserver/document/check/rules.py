"""What the shape of one object cannot say: rules between its own members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.document.check.report import Report
    from mockserver.document.document import Node


def paths(node: Node, report: Report) -> None:
    """A path begins with a slash (OAS 3.1 section 4.8.8)."""
    for key, inner in node.items():
        if not key.startswith(("/", "x-")):
            report.error("PATH_SLASH", f"the path {key!r} must begin with '/'", inner)


def parameter(node: Node, report: Report) -> None:
    """A parameter has a location, and either a schema or a content of one media type (section 4.8.12)."""
    fields = node.value
    location = fields.get("in")
    if isinstance(location, str) and location not in LOCATIONS:
        known = ", ".join(LOCATIONS)
        report.error("PARAMETER_IN", f"'in' must be one of {known}; found {location[:40]!r}", node / "in")
    if location == "path" and fields.get("required") is not True:
        report.warning("PARAMETER_REQUIRED", "a path parameter is always required: say 'required: true'", node)
    _described(node, report)
    if location == "querystring" and "content" not in fields:
        report.error("PARAMETER_CONTENT", "a parameter in the querystring must have 'content'", node)


def _described(node: Node, report: Report) -> None:
    fields, content = node.value, node.get("content")
    if "schema" not in fields and content is None:
        report.warning("PARAMETER_SCHEMA", "there is neither 'schema' nor 'content': any value is accepted", node)
    if "schema" in fields and content is not None:
        report.error("PARAMETER_SCHEMA", "there must not be both 'schema' and 'content'", content)
    if content is not None and isinstance(content.value, dict) and len(content.value) != 1:
        report.error("PARAMETER_CONTENT", f"'content' must name one media type, found {len(content.value)}", content)


def operation(node: Node, report: Report) -> None:
    """An operation has responses (required up to OAS 3.0)."""
    if "responses" not in node.value:
        if node.dialect in ("oas-2.0", "oas-3.0"):
            report.error("MISSING_MEMBER", "an Operation object must have 'responses'", node)
        else:
            report.warning("NO_RESPONSES", "the operation documents no response: nothing can be answered", node)


def responses(node: Node, report: Report) -> None:
    """The key of a response is a status, a range or "default" (section 4.8.16)."""
    for key, inner in node.items():
        if not key.startswith("x-") and not STATUS.fullmatch(key):
            message = f"{key[:40]!r} is no status: expected 100 to 599, a range such as '4XX', or 'default'"
            report.error("RESPONSE_STATUS", message, inner)


def contents(node: Node, report: Report) -> None:
    """The key of a media type is a media type or range (section 4.8.14)."""
    content = node.get("content")
    if content is not None and isinstance(content.value, dict) and "$ref" in content.value:
        return
    for key, inner in content.items() if content is not None else ():
        if not MEDIA_RANGE.fullmatch(key) and not key.startswith("x-"):
            report.warning("MEDIA_TYPE", f"{key[:60]!r} is no media type or range", inner)


def server(node: Node, report: Report) -> None:
    """Each variable of a server's URL is defined (section 4.8.5)."""
    url, variables = node.value.get("url"), node.value.get("variables")
    if isinstance(url, str):
        known = variables if isinstance(variables, dict) else {}
        for name in VARIABLE.findall(url):
            if name not in known:
                report.error("SERVER_VARIABLE", f"the variable {name!r} of the URL is not defined", node / "url")


def server_variable(node: Node, report: Report) -> None:
    """The default of a variable is one of its values (section 4.8.6)."""
    allowed, default = node.value.get("enum"), node.value.get("default")
    if isinstance(allowed, list) and "default" in node.value and default not in allowed:
        report.error("SERVER_VARIABLE", f"the default {str(default)[:40]!r} is not in 'enum'", node / "default")


def security_scheme(node: Node, report: Report) -> None:
    """Each type of scheme has the members that it needs (section 4.8.27)."""
    kind = node.value.get("type")
    if not isinstance(kind, str):
        return
    if kind not in SCHEMES:
        report.error("SECURITY_TYPE", f"there is no security scheme type {kind[:40]!r}", node / "type")
        return
    for name in SCHEMES[kind]:
        if name not in node.value:
            report.error("MISSING_MEMBER", f"a Security Scheme object of type {kind!r} must have {name!r}", node)


def link(node: Node, report: Report) -> None:
    """A link names its operation in one way (section 4.8.20)."""
    if ("operationId" in node.value) == ("operationRef" in node.value):
        report.error("LINK_TARGET", "a link must have either 'operationId' or 'operationRef'", node)


LOCATIONS = ("path", "query", "header", "cookie", "querystring")
STATUS = re.compile(r"[1-5]([0-9]{2}|XX)|default")
MEDIA_RANGE = re.compile(r"[^\s/;]+/[^\s/;]+(\s*;.*)?")
VARIABLE = re.compile(r"\{([^{}]*)\}")
SCHEMES: dict[str, tuple[str, ...]] = {
    "apiKey": ("name", "in"),
    "http": ("scheme",),
    "oauth2": ("flows",),
    "openIdConnect": ("openIdConnectUrl",),
    "mutualTLS": (),
}
RULES: dict[str, Callable[[Node, Report], None]] = {
    "Paths": paths,
    "Parameter": parameter,
    "Operation": operation,
    "Responses": responses,
    "Response": contents,
    "RequestBody": contents,
    "Server": server,
    "ServerVariable": server_variable,
    "SecurityScheme": security_scheme,
    "Link": link,
}
