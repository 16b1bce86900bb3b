"""A JSON value -> XML text, by the XML Objects of its schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from mockserver.contract.bodies.xml.node import XmlNode, item_node, node_of
from mockserver.contract.styles.encode import to_text

if TYPE_CHECKING:
    from mockserver.contract.shape import Shape


def write_document(value: Any, shape: Shape, name: str) -> str:
    """Return a whole document whose root is named by the schema, else `name`."""
    node = node_of(shape, name)
    root = XmlNode("element", node.name, node.namespace, node.prefix)
    if isinstance(value, list):
        content = "".join(_write_item(item, shape, index, node.name) for index, item in enumerate(value))
        return HEAD + _element(root, content)
    return HEAD + _write_element(value, shape, root)


def _write_element(value: Any, shape: Shape, node: XmlNode) -> str:
    if value is None:
        return _element(node, "", f" {NIL}")
    if isinstance(value, list):
        return _element(node, "".join(_write_item(item, shape, at, node.name) for at, item in enumerate(value)))
    if not isinstance(value, dict):
        return _element(node, _text(value))
    attributes, content = [], []
    for key, entry in value.items():
        inner = shape.property(key)
        inner_node = node_of(inner, key)
        if inner_node.type == "attribute":
            attributes.append(_attribute(inner_node, entry))
        else:
            content.append(_write_property(entry, inner, key, inner_node))
    return _element(node, "".join(content), "".join(attributes))


def _write_property(value: Any, shape: Shape, name: str, node: XmlNode) -> str:
    """Return one property as the nodes that its schema makes of it."""
    if node.type == "text":
        return _text(value)
    if node.type == "cdata":
        return "<![CDATA[" + _printable(to_text(value)).replace("]]>", "]]]]><![CDATA[>") + "]]>"
    if node.type == "none" and isinstance(value, dict):
        return "".join(
            _write_property(entry, shape.property(key), key, node_of(shape.property(key), key))
            for key, entry in value.items()
        )
    if isinstance(value, list) and (node.type == "none" or not shape.allows("array")):
        return "".join(_write_item(item, shape, index, name) for index, item in enumerate(value))
    return _write_element(value, shape, XmlNode("element", node.name, node.namespace, node.prefix))


def _write_item(value: Any, shape: Shape, index: int, name: str) -> str:
    return _write_element(value, shape.item(index), item_node(shape, name))


def _element(node: XmlNode, content: str, attributes: str = "") -> str:
    tag, declared = _xml_name(node.tag), _declaration(node)
    return f"<{tag}{declared}{attributes}>{content}</{tag}>" if content else f"<{tag}{declared}{attributes}/>"


def _attribute(node: XmlNode, value: Any) -> str:
    """Return an attribute; null has none (OAS 3.2 4.27.5)."""
    if value is None:
        return ""
    declared = _declaration(node) if node.prefix else ""
    return f"{declared} {_xml_name(node.tag)}={quoteattr(_printable(to_text(value)))}"


def _declaration(node: XmlNode) -> str:
    if not node.namespace:
        return ""
    name = f"xmlns:{_xml_name(node.prefix)}" if node.prefix else "xmlns"
    return f" {name}={quoteattr(node.namespace)}"


def _text(value: Any) -> str:
    # A bare carriage return would come back as a line feed (XML 2.11).
    return escape(_printable(to_text(value)), {"\r": "&#13;"})


def _printable(text: str) -> str:
    """Replace what XML 1.0 has no way to write (section 2.2)."""
    return _FORBIDDEN.sub("\ufffd", text)


def _xml_name(name: str) -> str:
    """Return the nearest name that XML can write."""
    name = _NOT_IN_NAMES.sub("_", name) or "_"
    return name if _NAME_START.match(name) else "_" + name


HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
NIL: Final = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_NAMES: Final = re.compile(r"[^\w.:-]")
_NAME_START: Final = re.compile(r"[^\W\d]|[_:]")
