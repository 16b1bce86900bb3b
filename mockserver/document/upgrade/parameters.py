"""Parameters of 2.0, whose fields are their schema -> Parameter Objects with a schema, style and explode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.document.upgrade.draft import Draft, at

if TYPE_CHECKING:
    from mockserver.document.document import Node


def parameter(node: Node) -> Node:
    """Return a path, query or header parameter with its schema apart from it."""
    draft = Draft(node).keep("name", "in", "description", "required", "allowEmptyValue", "deprecated")
    spell(draft, node)
    return draft.put("schema", schema_of(node)).node()


def header(node: Node) -> Node:
    """Return a response header with its schema apart from it."""
    draft = Draft(node).keep("description")
    spell(draft, node)
    return draft.put("schema", schema_of(node)).node()


def spell(draft: Draft, node: Node) -> None:
    """Say `collectionFormat` as style and explode (only arrays have one; the default is csv)."""
    fields = node.value
    if not isinstance(fields, dict) or fields.get("type") != "array":
        return
    place = node.get("collectionFormat") or node
    written = fields.get("collectionFormat", "csv")
    style, explode = STYLES.get(written, STYLES["csv"]) if isinstance(written, str) else STYLES["csv"]
    if style == "form" and fields.get("in") not in ("query", "formData"):
        style = "simple"
    draft.say("style", style, place).say("explode", explode, place)


def schema_of(node: Node) -> Node:
    """Return the fields of a parameter or header that are its schema, at the parameter's own place."""
    written = node.get("schema")
    if written is not None and isinstance(written.value, dict):
        return written
    fields = node.value if isinstance(node.value, dict) else {}
    schema: dict[str, Any] = {key: value for key, value in fields.items() if key in KEYWORDS or key.startswith("x-")}
    if schema.get("type") == "file":
        schema |= {"type": "string", "format": "binary"}
    return at(node, schema)


STYLES = {
    "csv": ("form", False),
    "ssv": ("spaceDelimited", False),
    "tsv": ("tabDelimited", False),
    "pipes": ("pipeDelimited", False),
    "multi": ("form", True),
}

KEYWORDS = frozenset({
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "description",
    "example",
    "title",
    "$ref",
})  # fmt: skip
