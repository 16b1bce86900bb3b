"""One pass over all objects of a description that the root leads to, each held against its shape and its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.document.check.misplaced import is_reference, misplaced
from mockserver.document.check.rules import RULES
from mockserver.document.check.schemas import followed, schema_problems, subschemas
from mockserver.document.check.shapes import SHAPES, Shape
from mockserver.document.check.words import an, kind_of
from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from mockserver.document.check.report import Report
    from mockserver.document.document import Node


class Walk:
    """The work list of one pass; whatever several references lead to is visited once."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._pending: list[tuple[Node, str]] = []
        self._seen: set[tuple[str, str, str]] = set()

    def run(self, root: Node) -> None:
        """Visit `root` and everything below it."""
        self._pending.append((root, "OpenAPI"))
        while self._pending:
            node, kind = self._pending.pop()
            key = (node.uri, node.pointer, kind)
            if key in self._seen and kind not in CONTAINERS:
                continue
            self._seen.add(key)
            self._visit(node, kind)

    def _visit(self, node: Node, kind: str) -> None:
        if kind == "schema":
            self._schema(node)
        elif kind[0] == "[":
            self._array(node, kind[1:-1])
        elif kind[0] == "{":
            self._map(node, kind[1:-1])
        elif kind in SCALARS:
            self._scalar(node, kind)
        elif kind != "any":
            self._object(node, kind, SHAPES[kind])

    def _object(self, node: Node, kind: str, shape: Shape) -> None:
        if not isinstance(node.value, dict):
            self._report.error("WRONG_TYPE", f"expected {an(kind)} object, found {kind_of(node.value)}", node)
            return
        if "$ref" in node.value and shape.is_referable:
            self._reference(node, kind)
            return
        if kind != "OpenAPI" and self._misplaced(node, kind):
            return
        for name in shape.required:
            if name not in node.value:
                self._report.error("MISSING_MEMBER", f"{an(kind)} object must have {name!r}", node)
        if kind in RULES:
            RULES[kind](node, self._report)
        for name, member in node.items():
            member_kind = shape.members.get(name, shape.others)
            if member_kind is not None and not name.startswith("x-"):
                self._pending.append((member, member_kind))
            elif not name.startswith("x-"):
                self._report.warning("UNKNOWN_MEMBER", f"{an(kind)} object has no member {name!r}", member)

    def _reference(self, node: Node, kind: str) -> None:
        if not isinstance(node.value["$ref"], str):
            self._report.error("REF_MALFORMED", f"$ref must be a text, found {kind_of(node.value['$ref'])}", node)
            return
        try:
            self._pending.append((node.resolve(), kind))
        except DocumentError as error:
            self._report.failure(error, node)

    def _scalar(self, node: Node, kind: str) -> None:
        if self._misplaced(node, kind):
            return
        if not isinstance(node.value, SCALARS[kind]):
            say = self._report.warning if node.value is None else self._report.error
            say("WRONG_TYPE", f"expected {an(kind)}, found {kind_of(node.value)}", node)

    def _misplaced(self, node: Node, kind: str) -> bool:
        """Tell a `$ref` where OpenAPI allows none; it is followed, since published descriptions have such."""
        if not is_reference(node):
            return False
        followed = misplaced(node, self._report)
        if followed is not None:
            self._pending.append((followed, kind))
        return True

    def _array(self, node: Node, kind: str) -> None:
        if self._misplaced(node, f"[{kind}]"):
            return
        if not isinstance(node.value, list):
            self._report.error("WRONG_TYPE", f"expected an array, found {kind_of(node.value)}", node)
        self._pending.extend((item, kind) for item in node.elements())

    def _map(self, node: Node, kind: str) -> None:
        if self._misplaced(node, f"{{{kind}}}"):
            return
        if not isinstance(node.value, dict):
            self._report.error("WRONG_TYPE", f"expected an object, found {kind_of(node.value)}", node)
        self._pending.extend((member, kind) for name, member in node.items() if kind == "schema" or name[:2] != "x-")

    def _schema(self, node: Node) -> None:
        members = dict(followed(node, self._report))
        schema_problems(node, members, self._report)
        self._pending.extend((inner, "schema") for inner in subschemas(members))
        reference = node.value.get("$ref") if isinstance(node.value, dict) else None
        if isinstance(reference, str):
            try:
                self._pending.append((node.follow(reference), "schema"))
            except DocumentError as error:
                self._report.failure(error, node)


SCALARS: dict[str, type] = {"text": str, "flag": bool}
CONTAINERS = frozenset({"Paths", "Components"})
