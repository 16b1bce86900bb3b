"""Rules across operations: unique ids, parameters that fit the path, security that is defined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockserver.document.check.shapes import METHODS
from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockserver.document.check.report import Report
    from mockserver.document.document import Node


def check_operations(root: Node, report: Report) -> None:
    """Report what is wrong between operations, and between an operation and its path."""
    seen: dict[str, Node] = {}
    schemes = _scheme_names(root)
    _security(root, schemes, report)
    known: dict[tuple[str, str], dict[str, Node]] = {}
    for path, item, operation in operations(root):
        _operation_id(operation, seen, report)
        _security(operation, schemes, report)
        for holder in (item, operation):
            if (holder.uri, holder.pointer) not in known:
                known[holder.uri, holder.pointer] = _parameters(holder, report)
        if path is not None:
            declared = known[item.uri, item.pointer] | known[operation.uri, operation.pointer]
            _path_parameters(path, operation, declared, report)
    _links(root, seen, report)


def operations(root: Node) -> Iterator[tuple[str | None, Node, Node]]:
    """Yield path, Path Item and operation of each operation; the path of a webhook is None."""
    for key in ("paths", "webhooks"):
        for path, item in _members(root.get(key)):
            named = [(method, item.get(method)) for method in METHODS]
            for _, node in (*named, *_members(item.get("additionalOperations"))):
                operation = resolved_or_none(node)
                if operation is not None and isinstance(operation.value, dict):
                    yield (path if key == "paths" else None), item, operation


def resolved_or_none(node: Node | None) -> Node | None:
    """Return what a node refers to; None where that is not there, which the walk reports."""
    try:
        return None if node is None else node.resolve()
    except DocumentError:
        return None


def _members(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the members of a map, all references followed, without extensions and what is not there."""
    holder = resolved_or_none(node)
    for name, inner in holder.items() if holder is not None else ():
        resolved = resolved_or_none(inner)
        if resolved is not None and not name.startswith("x-"):
            yield name, resolved


def _elements(node: Node | None) -> Iterator[Node]:
    """Yield the items of a list, all references followed, without what is not there."""
    holder = resolved_or_none(node)
    for inner in holder.elements() if holder is not None else ():
        resolved = resolved_or_none(inner)
        if resolved is not None:
            yield resolved


def _operation_id(operation: Node, seen: dict[str, Node], report: Report) -> None:
    node = operation.get("operationId")
    if node is None or not isinstance(node.value, str):
        return
    first = seen.setdefault(node.value, node)
    if (first.uri, first.pointer) != (node.uri, node.pointer):
        report.error("DUPLICATE_OPERATION_ID", f"operationId {node.value!r} is that of {first.place} too", node)


def _parameters(holder: Node, report: Report) -> dict[str, Node]:
    """Report the parameters that stand twice in one list, and return those of the path by name."""
    found: dict[tuple[str, str], Node] = {}
    parameters = resolved_or_none(holder.get("parameters"))
    for node in parameters.elements() if parameters is not None else ():
        resolved = resolved_or_none(node)
        if resolved is None or not isinstance(resolved.value, dict):
            continue
        name, location = resolved.value.get("name"), resolved.value.get("in")
        if not isinstance(name, str) or not isinstance(location, str):
            continue
        if (name, location) in found:
            report.error("DUPLICATE_PARAMETER", f"the {location} parameter {name!r} stands twice in one list", node)
        found[name, location] = resolved
    return {name: node for (name, location), node in found.items() if location == "path"}


def _path_parameters(path: str, operation: Node, declared: dict[str, Node], report: Report) -> None:
    """Report the variables of a path that no parameter declares, and the parameters that are no variable of it."""
    names = VARIABLE.findall(path)
    for name in dict.fromkeys(names):
        if name not in declared:
            message = f"the path parameter {name!r} of {path!r} is not declared: any text is accepted for it"
            report.error("PATH_PARAMETER", message, operation)
        if names.count(name) > 1:
            report.error("PATH_PARAMETER", f"the path {path!r} has the parameter {name!r} twice", operation)
    for name, node in declared.items():
        if name not in names:
            report.error("PATH_PARAMETER", f"the path parameter {name!r} does not stand in the path {path!r}", node)


def _scheme_names(root: Node) -> set[str]:
    components = resolved_or_none(root.get("components"))
    schemes = resolved_or_none(components.get("securitySchemes")) if components is not None else None
    return {name for name, _ in schemes.items()} if schemes is not None else set()


def _security(holder: Node, schemes: set[str], report: Report) -> None:
    for requirement in _elements(holder.get("security")):
        for name, node in requirement.items():
            if name not in schemes and not _is_reference(name):
                message = f"the security scheme {name!r} is not defined in components.securitySchemes"
                report.error("SECURITY_UNDEFINED", message, node)


def _is_reference(name: str) -> bool:
    """Tell a URI, by which OAS 3.2 (section 4.30) may name a scheme of another file."""
    return "/" in name or "#" in name


def _links(root: Node, seen: dict[str, Node], report: Report) -> None:
    """Report links to operations that are not there."""
    for _, _, operation in operations(root):
        for _, response in _members(operation.get("responses")):
            for _, link in _members(response.get("links")):
                node = link.get("operationId")
                if node is not None and isinstance(node.value, str) and node.value not in seen:
                    report.error("LINK_TARGET", f"no operation has the operationId {node.value!r}", node)


VARIABLE = re.compile(r"\{([^{}]+)\}")
