"""The codec of `application/xml`, `text/xml` and `+xml`."""

from __future__ import annotations

from typing import Any

from mockserver.contract.bodies.codec import Content, Decoded, Misnamed, charset_bytes, charset_text
from mockserver.contract.bodies.xml.document import parse_document
from mockserver.contract.bodies.xml.node import XmlNode, node_of, root_rule
from mockserver.contract.bodies.xml.read import read_element
from mockserver.contract.bodies.xml.write import write_document
from mockserver.contract.media import parameter


def decode_xml(content: Content, data: bytes) -> Decoded:
    """Read a document; where the schema is text and the document is more than text, its source is the value."""
    root = parse_document(data, parameter(content.content_type, "charset"))
    if content.shape.kinds == ("primitive",) and len(root):
        return Decoded(charset_text(content, data))
    node = node_of(content.shape, content.described.name)
    value = content.described.coerce(read_element(root, content.shape, node.name))
    rule = "" if node.is_named(root.tag) else root_rule(content.shape)
    return Decoded(value, misnamed=_misnamed(node, root.tag, rule) if rule else None)


def _misnamed(node: XmlNode, tag: str, rule: str) -> Misnamed:
    """Return what the root should be called and what it is, with the namespaces where nothing else tells them apart."""
    namespace, _, local = tag.rpartition("}")
    if local == node.name:
        return Misnamed(rule, f"{{{node.namespace}}}{node.name}", f"{namespace}}}{local}")
    return Misnamed(rule, node.name, local)


def encode_xml(content: Content, value: Any) -> bytes:
    """Write a document; text that is XML already goes as it is."""
    if isinstance(value, str) and value.lstrip().startswith("<"):
        return charset_bytes(content, value)
    return write_document(value, content.shape, content.described.name or "root").encode()
