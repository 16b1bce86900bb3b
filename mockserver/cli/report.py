"""Findings for people, for scripts, and for CI: one function per format, joined by the table at the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

import click
import orjson

from mockserver.answer.auditing import BROKEN
from mockserver.document import Diagnostic
from mockserver.violations import Place

COLORS = {"error": "red", "warning": "yellow"}
ONCE = frozenset({
    "FILE_NOT_FOUND", "FILE_UNREADABLE", "REF_FORBIDDEN", "REF_LOOP", "SCHEMA_KEYWORD", "SCHEMA_TYPE", "WRONG_TYPE",
})  # fmt: skip
"""What is told once of a place, whoever finds it and in whatever words."""


def unique(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield each mistake once: what breaks a rule of a schema at one place is told by whoever comes first."""
    seen: set[object] = set()
    for finding in findings:
        is_rule = finding.code in BROKEN or finding.code in ONCE
        where = place_of(finding)
        keys = {(where, finding.message), (where, "" if is_rule else finding.message)}
        if seen.isdisjoint(keys):
            yield finding
        seen |= keys


def place_of(finding: Diagnostic) -> tuple[str, str]:
    """Return the file and pointer of a finding; a reference is where its object is."""
    return finding.place.file, finding.place.pointer.removesuffix("/$ref")


def of_words(names: Iterable[str], file: str) -> Iterator[Diagnostic]:
    """Yield a warning for each name of the dictionary that touches nothing."""
    for name in names:
        message = f"the dictionary names {name!r}: no schema or property is called so"
        yield Diagnostic("warning", "UNKNOWN_WORD", message, Place(file or "[dictionary]"))


def summary(findings: Sequence[Diagnostic]) -> str:
    """Return "2 errors, 1 warning"."""
    parts = []
    for severity in ("error", "warning"):
        count = sum(finding.severity == severity for finding in findings)
        parts.append(f"{count} {severity}{'' if count == 1 else 's'}")
    return ", ".join(parts)


def as_text(findings: Sequence[Diagnostic]) -> str:
    """Return a line per finding, place first so that editors can jump to it."""
    lines = []
    for finding in findings:
        severity = click.style(finding.severity, fg=COLORS.get(finding.severity))
        where = f"{finding.place}: " if finding.place else ""
        lines.append(f"{where}{severity}: {finding.message} [{finding.code}]")
        if finding.hint:
            lines.append(f"  {finding.hint}")
    return "\n".join([*lines, summary(findings)])


def as_json(findings: Sequence[Diagnostic]) -> str:
    """Return a JSON document: `{"summary": {...}, "findings": [{"severity", "code", "message", "file", ...}]}`."""
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in ("error", "warning")}
    rows = [_row(finding) for finding in findings]
    return orjson.dumps({"summary": counts, "findings": rows}, option=orjson.OPT_INDENT_2).decode()


def _row(finding: Diagnostic) -> dict[str, Any]:
    row: dict[str, Any] = {"severity": finding.severity, "code": finding.code, "message": finding.message}
    if finding.place:
        row |= {"file": finding.place.file, "line": finding.place.line, "pointer": finding.place.pointer}
    if finding.hint:
        row["hint"] = finding.hint
    return row


def as_github(findings: Sequence[Diagnostic]) -> str:
    """Return workflow commands, which GitHub shows beside the line."""
    lines = []
    for finding in findings:
        place = f" file={finding.place.file},line={finding.place.line or 1}" if finding.place else ""
        message = finding.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(f"::{finding.severity}{place},title={finding.code}::{message}")
    return "\n".join([*lines, summary(findings)])


def as_junit(findings: Sequence[Diagnostic]) -> str:
    """Return a JUnit report in which each finding is a failed case, or one passed case."""
    errors = sum(finding.severity == "error" for finding in findings)
    rows = [
        f'  <testcase classname="contract" name={quoteattr(f"{finding.code} {finding.place}")}>'
        f"<failure type={quoteattr(finding.severity)} message={quoteattr(finding.message)}/></testcase>"
        for finding in findings
    ] or ['  <testcase classname="contract" name="check"/>']
    head = f'<testsuite name="mockserver check" tests="{len(rows)}" failures="{len(findings)}" errors="{errors}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *rows, "</testsuite>"])


FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "junit": as_junit,
}
