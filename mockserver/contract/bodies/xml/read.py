"""XML elements -> a JSON value, by the XML Objects of its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET

from mockserver.contract.bodies.xml.node import XmlNode, item_node, node_of
from mockserver.contract.shape import Shape


def read_element(element: ET.Element, shape: Shape, name: str) -> Any:
    """Return what an element holds under its schema; texts stay text."""
    if element.get(NIL) in ("true", "1"):
        return None
    holds_nodes = len(element) > 0 or any(not _is_meta(key) for key in element.attrib)
    if shape.untyped and not shape.properties:
        return _read_freely(element) if holds_nodes else element.text or ""
    if shape.allows("object") and (holds_nodes or not shape.allows("primitive")):
        stray = not holds_nodes and bool((element.text or "").strip()) and not _takes_text(shape)
        return element.text if stray else _read_object(element, shape)
    if shape.allows("array") and not shape.allows("primitive"):
        return _read_items(list(element), shape, item_node(shape, name))
    return _read_freely(element) if holds_nodes else _text(element, shape)


def _text(element: ET.Element, shape: Shape) -> str:
    """Return an element's text; blanks count in strings alone."""
    text = element.text or ""
    return text if shape.allows_text else text.strip()


def _takes_text(shape: Shape) -> bool:
    """Tell whether a property of an object may be the text of its element."""
    return any(node_of(inner, name).type in ("text", "cdata", "none") for name, inner in shape.properties.items())


def _read_object(element: ET.Element, shape: Shape) -> dict[str, Any]:
    value: dict[str, Any] = {}
    taken: set[int] = set()
    attributes: set[str] = set()
    for name, inner in shape.properties.items():
        node = node_of(inner, name)
        if node.type == "attribute":
            key = next((key for key in element.attrib if node.is_named(key)), None)
            if key is not None:
                value[name] = element.attrib[key]
                attributes.add(key)
            elif inner.nullable:
                value[name] = None  # an attribute has no other way to be null (OAS 3.2 4.27.5)
        elif node.type in ("text", "cdata"):
            value[name] = "".join(_texts(element))
        else:
            found = _read_property(element, inner, name, node, taken)
            if found is not _NOTHING:
                value[name] = found
    _add_empty_lists(value, shape)
    for key in element.attrib.keys() - attributes:
        if not _is_meta(key):
            value.setdefault(_local(key), element.attrib[key])
    loose = [child for child in element if id(child) not in taken]
    return value | {name: entry for name, entry in _group(loose, shape).items() if name not in value}


def _read_property(element: ET.Element, shape: Shape, name: str, node: XmlNode, taken: set[int]) -> Any:
    """Return the value of a property from the children that are its own, or `_NOTHING`."""
    if node.type == "none" and shape.allows("array"):
        wanted = item_node(shape, name)
        children = _children(element, wanted, taken)
        return _read_items(children, shape, wanted) if children else _NOTHING
    if node.type == "none":
        return read_element(element, shape, name)
    children = _children(element, node, taken)
    if not children:
        return _NOTHING
    values = [read_element(child, shape, name) for child in children]
    return values[0] if len(values) == 1 else values


def _children(element: ET.Element, node: XmlNode, taken: set[int]) -> list[ET.Element]:
    found = [child for child in element if id(child) not in taken and node.is_named(child.tag)]
    taken.update(map(id, found))
    return found


def _read_items(children: list[ET.Element], shape: Shape, node: XmlNode) -> list[Any]:
    return [read_element(child, shape.item(index), node.name) for index, child in enumerate(children)]


def _add_empty_lists(value: dict[str, Any], shape: Shape) -> None:
    """Give a required array that is not wrapped, and therefore leaves no trace when empty, its empty list."""
    for name in shape.required - value.keys():
        inner = shape.properties.get(name)
        if inner is not None and inner.kinds == ("array",) and node_of(inner, name).type == "none":
            value[name] = []


def _group(children: list[ET.Element], shape: Shape) -> dict[str, Any]:
    """Return children that no property claims by their names; several of one name are a list."""
    grouped: dict[str, list[Any]] = {}
    for child in children:
        name = _local(child.tag)
        grouped.setdefault(name, []).append(read_element(child, shape.property(name), name))
    return {name: values[0] if len(values) == 1 else values for name, values in grouped.items()}


def _read_freely(element: ET.Element) -> dict[str, Any]:
    """Return an element of which the schema says nothing: attributes and children by name, its text under "$text"."""
    value: dict[str, Any] = {_local(key): text for key, text in element.items() if not _is_meta(key)}
    value |= _group(list(element), _OPEN)
    text = "".join(_texts(element)).strip()
    return value | {"$text": text} if text else value


def _texts(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _local(expanded: str) -> str:
    return expanded.rpartition("}")[2]


def _is_meta(key: str) -> bool:
    return key.startswith(SCHEMA_INSTANCE)


SCHEMA_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
NIL: Final = SCHEMA_INSTANCE + "nil"
_OPEN: Final = Shape.of(True)
_NOTHING: Final = object()
