"""References where OpenAPI and JSON Schema allow none: they are followed, since published descriptions have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from mockserver.document.check.report import Report
    from mockserver.document.document import Node


def is_reference(node: Node) -> bool:
    """Tell an object that holds a `$ref`: a text, for members may be called so as well."""
    return isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str)


def misplaced(node: Node, report: Report) -> Node | None:
    """Report a reference where none is allowed, and return what it leads to; None where that cannot be followed."""
    try:
        followed = node.resolve()
    except DocumentError as error:
        report.failure(error, node)
        return None
    report.warning("REF_MISPLACED", "OpenAPI allows no $ref here; it is followed all the same", node)
    return followed
