"""Document -> diagnostics. It reads every file that the description refers to, so `serve` leaves it to `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.document.check.operations import check_operations
from mockserver.document.check.report import Report
from mockserver.document.check.tags import check_tags
from mockserver.document.check.walk import Walk

if TYPE_CHECKING:
    from mockserver.document.diagnostic import Diagnostic
    from mockserver.document.document import Document, Node


def diagnose(document: Document) -> list[Diagnostic]:
    """Return the structural problems of a description, in the order of files and lines; nothing is raised for them."""
    report = Report()
    _required(document.root, report)
    Walk(report).run(document.root)
    check_operations(document.root, report)
    check_tags(document.root, report)
    found = dict.fromkeys(report.diagnostics)
    return sorted(found, key=lambda one: (one.place.file, one.place.line, one.place.column, one.code))


def _required(root: Node, report: Report) -> None:
    """Report a root without anything to serve (OAS 3.1 section 4.8.1)."""
    holders = ("paths",) if root.dialect in ("oas-2.0", "oas-3.0") else ("paths", "components", "webhooks")
    if not any(name in root.value for name in holders):
        expected = " or ".join(repr(name) for name in holders)
        report.error("MISSING_MEMBER", f"an OpenAPI object must have {expected}", root)
    paths = root.get("paths")
    if paths is None or not paths.value:
        report.warning("NO_PATHS", "there are no paths: the mock has nothing to answer", root)
