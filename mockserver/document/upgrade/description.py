"""The root of a 2.0 description: servers, paths, components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.document.upgrade.draft import Draft, at, listed, mapped
from mockserver.document.upgrade.operations import Setting, path_item
from mockserver.document.upgrade.security import security_scheme

if TYPE_CHECKING:
    from mockserver.document.document import Node


def upgrade(root: Node) -> Node:
    """Return a 2.0 root in the structure of OpenAPI 3.2; schemas stay as written, for `oas-2.0` is their dialect."""
    draft = Draft(root).keep("info", "tags", "externalDocs", "security")
    draft.say("openapi", "3.2.0", root.get("swagger"))
    draft.put("servers", _servers(root))
    setting = Setting(_texts(root.get("consumes")), _texts(root.get("produces")))
    paths = root.readable("paths")
    if paths is not None:
        draft.put("paths", mapped(paths, {key: _path(key, node, setting) for key, node in paths.items()}))
    components = Draft(root).put("schemas", root.get("definitions"))
    schemes = root.readable("securityDefinitions")
    if schemes is not None:
        upgraded = {key: security_scheme(schemes.readable(key) or node) for key, node in schemes.items()}
        components.put("securitySchemes", mapped(schemes, upgraded))
    return draft.put("components", components.node()).node()


def _path(key: str, node: Node, setting: Setting) -> Node:
    return node if key.startswith("x-") else path_item(node, setting)


def _servers(root: Node) -> Node | None:
    """Return the Server Objects that `schemes`, `host` and `basePath` mean."""
    host, base = root.get("host"), root.get("basePath")
    place = base or host
    if place is None:
        return None
    path = base.value if base is not None and isinstance(base.value, str) else ""
    path = "/" + path.strip("/") if path.strip("/") else ""
    if host is None or not isinstance(host.value, str) or not host.value:
        return at(place, listed([at(place, {"url": path or "/"})]))
    schemes = _texts(root.get("schemes")) or ["https"]
    return at(place, listed([at(place, {"url": f"{scheme}://{host.value}{path}"}) for scheme in schemes]))


def _texts(node: Node | None) -> list[Any]:
    return [item.value for item in node.elements() if isinstance(item.value, str)] if node is not None else []
