"""The hierarchy of tags (OAS 3.2 section 4.22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.document.check.report import Report
    from mockserver.document.document import Node


def check_tags(root: Node, report: Report) -> None:
    """Report tags that stand twice, and parents that are missing or lead round in a circle."""
    tags: dict[str, Node] = {}
    holder = root.get("tags")
    for node in holder.elements() if holder is not None else ():
        name = node.value.get("name") if isinstance(node.value, dict) else None
        if isinstance(name, str):
            if name in tags:
                report.warning("DUPLICATE_TAG", f"the tag {name!r} stands twice", node)
            tags.setdefault(name, node)
    for name, node in tags.items():
        _parents(name, node, tags, report)


def _parents(name: str, node: Node, tags: dict[str, Node], report: Report) -> None:
    parent, passed = node.value.get("parent"), {name}
    if isinstance(parent, str) and parent not in tags:
        report.error("TAG_PARENT", f"the parent {parent!r} of the tag {name!r} is not a tag", node / "parent")
    while isinstance(parent, str) and parent in tags:
        if parent in passed:
            report.error("TAG_PARENT", f"the parents of the tag {name!r} lead round in a circle", node / "parent")
            return
        passed.add(parent)
        parent = tags[parent].value.get("parent")
