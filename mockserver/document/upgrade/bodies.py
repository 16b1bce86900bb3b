"""Body and form parameters of 2.0 -> Request Body Objects; responses -> Response Objects with content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.document.upgrade.draft import Draft, at, listed, mapped
from mockserver.document.upgrade.parameters import header, schema_of, spell

if TYPE_CHECKING:
    from mockserver.document.document import Node


def body(node: Node, consumes: list[str]) -> Node:
    """Return the Request Body Object that a parameter `in: body` means."""
    content = {}
    for media_type in consumes or [JSON]:
        draft = Draft(node).put("schema", node.get("schema"))
        content[media_type] = draft.put("example", _given_example(node, media_type)).node()
    return Draft(node).keep("description", "required").put("content", mapped(node, content)).node()


def form(nodes: list[Node], place: Node, consumes: list[str]) -> Node:
    """Return the Request Body Object that parameters `in: formData` mean; `place` is that of their list."""
    has_file = any(node.value.get("type") == "file" for node in nodes)
    allowed = [name for name in consumes if name.partition(";")[0].strip().lower() in FORMS]
    properties = {node.value["name"]: schema_of(node) for node in nodes}
    required = [at(node, node.value["name"]) for node in nodes if node.value.get("required") is True]
    schema = Draft(place).say("type", "object").put("properties", mapped(place, properties))
    if required:
        schema.say("required", listed(required), place)
    media = Draft(place).put("schema", schema.node()).put("encoding", _encoding(nodes, place)).node()
    names = allowed or [MULTIPART if has_file else URLENCODED]
    draft = Draft(place).put("content", mapped(place, dict.fromkeys(names, media)))
    return draft.say("required", bool(required)).node()


def response(node: Node, produces: list[str]) -> Node:
    """Return a 2.0 response with its headers, and its schema and examples by media type."""
    if not isinstance(node.value, dict):
        return node
    draft = Draft(node).keep("description")
    headers = node.get("headers")
    if headers is not None:
        draft.put("headers", mapped(headers, {name: header(inner) for name, inner in headers.items()}))
    return draft.put("content", _content(node, produces)).node()


def _content(node: Node, produces: list[str]) -> Node | None:
    """Return the media types of a response: those produced, and those that have an example."""
    schema, examples = node.get("schema"), dict(_examples(node))
    if schema is None and not examples:
        return None
    is_file = schema is not None and isinstance(schema.value, dict) and schema.value.get("type") == "file"
    own = produces if schema is not None else []
    names = [*own, *(name for name in examples if name not in own)] or ([BINARY] if is_file else [JSON])
    content = {name: Draft(node).put("schema", schema).put("example", examples.get(name)).node() for name in names}
    return mapped(schema or node, content)


def _examples(node: Node) -> list[tuple[str, Node]]:
    """Return the examples by media type; a key that is no media type (a common slip) is none."""
    examples = node.get("examples")
    return [(name, inner) for name, inner in examples.items() if "/" in name] if examples is not None else []


def _given_example(node: Node, media_type: str) -> Node | None:
    """Return the example of a body that tools agree on: `x-example`, or `x-examples` by media type."""
    by_type = node.get("x-examples")
    return node.get("x-example") or (by_type.get(media_type) if by_type is not None else None)


def _encoding(nodes: list[Node], place: Node) -> Node | None:
    """Return the Encoding Objects of those form fields that have a `collectionFormat`."""
    encodings: dict[str, Any] = {}
    for node in nodes:
        draft = Draft(node)
        spell(draft, node)
        encoding = draft.node()
        if encoding.value:
            encodings[node.value["name"]] = encoding
    return mapped(place, encodings) if encodings else None


JSON = "application/json"
BINARY = "application/octet-stream"
MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
FORMS = frozenset({MULTIPART, URLENCODED})
