"""Server Objects: the base paths under which an API is found (OAS 4.8.5, 4.8.6)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from mockserver.document import Node


class Server(NamedTuple):
    """One server: its URL with the variables' defaults, and every base path that it may stand under.

    `template` is the URL as written. A base path begins with a slash and does not end in one; the root is "".
    """

    template: str
    url: str
    base_paths: tuple[str, ...]
    description: str = ""


def read_servers(owner: Node) -> tuple[Server, ...]:
    """Return the servers of the root, of a path item or of an operation; none where it declares none."""
    try:
        listed = owner.member("servers")
        found = [node.resolve() for node in listed.elements()] if listed is not None else []
    except DocumentError:
        return ()
    return tuple(
        _server(node.value, owner.document.source)
        for node in found
        if isinstance(node.value, dict) and isinstance(node.value.get("url"), str)
    )


def base_paths(servers: tuple[Server, ...]) -> tuple[str, ...]:
    """Return all base paths, the longest first and the bare path last."""
    found = {path for server in servers for path in server.base_paths} | {""}
    return tuple(sorted(found, key=lambda path: (-len(path), path)))


def _server(value: Mapping[str, Any], source: str) -> Server:
    template = value["url"]
    variables = value.get("variables")
    choices = [
        [(name, text) for text in _values(variable)]
        for name, variable in (variables.items() if isinstance(variables, dict) else ())
        if isinstance(variable, dict) and "{" + str(name) + "}" in template
    ]
    urls = [_fill(template, dict(pairs)) for pairs in islice(product(*choices), MOST_COMBINATIONS)]
    paths = tuple(dict.fromkeys(path for url in urls if (path := _path(url, source)) is not None))
    return Server(template, urls[0], paths, str(value.get("description") or ""))


def _values(variable: Mapping[str, Any]) -> list[str]:
    """Return the default, then the alternatives."""
    alternatives = variable.get("enum")
    texts = [variable.get("default"), *(alternatives if isinstance(alternatives, list) else ())]
    return list(dict.fromkeys(str(text) for text in texts if text is not None)) or [""]


def _fill(template: str, values: Mapping[str, str]) -> str:
    for name, text in values.items():
        template = template.replace("{" + name + "}", text)
    return template


def _path(url: str, source: str) -> str | None:
    """Return the path of a URL, or None where it cannot be told: a URL that is broken, or a variable without value."""
    remote = source.startswith(("http://", "https://"))
    try:
        path = urlsplit(urljoin(source if remote else "http://localhost/", url)).path
    except ValueError:
        return None
    return None if "{" in path else path.rstrip("/")


MOST_COMBINATIONS = 64
"""A server with more values of its variables is served under the first ones."""
