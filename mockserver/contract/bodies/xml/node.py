"""What the XML Object says of a schema: which node it is, and what that is called (OAS 4.8.26, 3.2 4.27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from mockserver.contract.shape import resolve

if TYPE_CHECKING:
    from mockserver.contract.shape import Shape

MOST_HOPS = 20

NodeType = Literal["element", "attribute", "text", "cdata", "none"]


@dataclass(frozen=True, slots=True)
class XmlNode:
    """One node of an XML document: its type, its name, and its namespace and prefix ("" where there is none)."""

    type: NodeType
    name: str
    namespace: str = ""
    prefix: str = ""

    @property
    def tag(self) -> str:
        """The name as a document writes it."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    def is_named(self, expanded: str) -> bool:
        """Tell whether a name in ElementTree's `{namespace}name` is this node's; either may leave the namespace out."""
        namespace, _, local = expanded.rpartition("}")
        return local == self.name and (not namespace or not self.namespace or namespace[1:] == self.namespace)


def node_of(shape: Shape, name: str) -> XmlNode:
    """Return the node of a schema whose inferred name is `name`: a property's, a component's, or an array's."""
    said = _said(shape)
    return XmlNode(
        _type(said, shape),
        str(said.get("name") or name),
        str(said.get("namespace") or ""),
        str(said.get("prefix") or ""),
    )


def item_node(shape: Shape, name: str) -> XmlNode:
    """Return the node of an array's items: their own name, else what is inferred from the array (OAS 3.2 4.27.3).

    A wrapper's explicit name is handed on to its items, and so is a property's name.
    """
    around = node_of(shape, name)
    inherited = around.name if around.type == "element" else name
    node = node_of(shape.items, inherited)
    return XmlNode("element", node.name, node.namespace, node.prefix) if node.type == "none" else node


def root_rule(shape: Shape) -> str:
    """Return where a schema itself, or what it refers to, says what the root of a document is called; "" if nowhere.

    A name of one of its parts is not its own, and an array that is not wrapped has no element to be called by it.
    """
    schema: Any = shape.schemas[0]
    pointer = ""
    for _ in range(MOST_HOPS):
        if not isinstance(schema, dict):
            return ""
        said = schema.get("xml")
        if isinstance(said, dict) and said.get("name"):
            return f"{pointer}/xml/name" if _type(said, shape) == "element" else ""
        ref = schema.get("$ref")
        schema, pointer = resolve(schema, shape.root), str(ref or "")[1:]
    return ""


def _said(shape: Shape) -> dict[str, Any]:
    """Return the XML Object: the schema's own, else that of a schema which it refers to or combines."""
    said = shape.keyword("xml")
    return said if isinstance(said, dict) else {}


def _type(said: dict[str, Any], shape: Shape) -> NodeType:
    told = said.get("nodeType")
    if told in ("element", "attribute", "text", "cdata", "none"):
        node_type: NodeType = told
        return node_type
    if said.get("attribute") is True:
        return "attribute"
    is_list = shape.kinds == ("array",)
    return "none" if is_list and said.get("wrapped") is not True else "element"
