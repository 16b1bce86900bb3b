"""XML by the OAS `xml` object, out and in: the independent client's hand (OAS 3.0 section 4.7.25, 2.0 XML Object)."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import assume
from stranger_documents import At, Description
from stranger_wire import text

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
SPOKEN = re.compile(r"[ -~\u00a1-\ud7ff]*")


class Xml:
    """Writes and reads the values of one schema; `at` is the schema as its author wrote it."""

    def __init__(self, description: Description, at: At) -> None:
        self.description = description
        self.at = at
        reference = at.value.get("$ref", "") if isinstance(at.value, dict) else ""
        self.root = self.said(at).get("name") or reference.rpartition("/")[2] or "root"

    def write(self, value: Any) -> bytes:
        """Return a document; values that XML has no spelling for are discarded."""
        whole = ET.Element("whole")
        self.put(whole, self.root, self.at, value, outermost=True)
        (element,) = whole
        return ET.tostring(element, encoding="utf-8", xml_declaration=True)

    def read(self, body: bytes) -> Any:
        """Return the value of a document, with the types that the schema gives to its texts."""
        element = ET.fromstring(body)  # noqa: S314 - an answer of the mock, which must be well-formed
        return self.taken([element], self.at, outermost=True)

    def put(self, parent: ET.Element, name: str, at: At, value: Any, *, outermost: bool = False) -> None:
        said = self.said(at)
        label = qualified(said.get("name", name), said)
        if isinstance(value, list):
            if said.get("wrapped") or outermost:
                parent = ET.SubElement(parent, label)
            else:
                assume(value)
            items = self.items(at)
            inner = self.said(items).get("name") or (said.get("name", name) if not outermost else self.named(items))
            for one in value:
                self.put(parent, inner, items, one)
            return
        element = ET.SubElement(parent, label)
        if not isinstance(value, dict):
            element.text = spoken(value)
            return
        properties = self.properties(at)
        for key, inner in value.items():
            assume(NAME.fullmatch(key) and key in properties)
            its = self.said(properties[key])
            if its.get("attribute"):
                element.set(qualified(its.get("name", key), its), spoken(inner))
            else:
                self.put(element, key, properties[key], inner)

    def taken(self, elements: list[ET.Element], at: At, *, outermost: bool = False) -> Any:
        kind = self.kind(at)
        if kind == "array":
            inner = list(elements[0]) if outermost or self.said(at).get("wrapped") else elements
            return [self.taken([one], self.items(at)) for one in inner]
        if kind != "object":
            return typed(elements[0].text or "", kind)
        made = {}
        for key, inner in self.properties(at).items():
            its = self.said(inner)
            label = qualified(its.get("name", key), its)
            if its.get("attribute"):
                if label in elements[0].attrib:
                    made[key] = typed(elements[0].attrib[label], self.kind(inner))
                continue
            if self.kind(inner) == "array" and not its.get("wrapped"):
                said = self.said(self.items(inner))
                label = qualified(said.get("name") or its.get("name", key), said)
            found = [one for one in elements[0] if one.tag == label]
            if found:
                made[key] = self.taken(found, inner)
        return made

    def said(self, at: At) -> dict[str, Any]:
        """Return the XML Object of a schema."""
        return next((part["xml"] for part in self.parts(at) if "xml" in part), {})

    def parts(self, at: At, depth: int = 0) -> list[dict[str, Any]]:
        at = self.description.resolve(at)
        if not isinstance(at.value, dict) or depth > 8:
            return []
        inner = [self.parts(At(one, at.file), depth + 1) for one in at.value.get("allOf", ())]
        return [at.value, *(part for parts in inner for part in parts)]

    def properties(self, at: At) -> dict[str, At]:
        file = self.description.resolve(at).file
        return {key: At(one, file) for part in self.parts(at) for key, one in part.get("properties", {}).items()}

    def items(self, at: At) -> At:
        at = self.description.resolve(at)
        return At(at.value.get("items", {}), at.file)

    def named(self, at: At) -> str:
        return (at.value.get("$ref", "") if isinstance(at.value, dict) else "").rpartition("/")[2] or "item"

    def kind(self, at: At) -> str:
        parts = self.parts(at)
        told = next((part["type"] for part in parts if "type" in part), None)
        return told or ("object" if any("properties" in part for part in parts) else "string")


def qualified(name: str, said: dict[str, Any]) -> str:
    return f"{{{said['namespace']}}}{name}" if said.get("namespace") else name


def spoken(value: Any) -> str:
    """Return a text that a parser gives back as it was."""
    said = text(value)
    assume(SPOKEN.fullmatch(said) and said == said.strip())
    return said


def typed(said: str, kind: str) -> Any:
    if kind == "boolean" and said in ("true", "false"):
        return said == "true"
    try:
        return {"integer": int, "number": float}.get(kind, str)(said)
    except ValueError:
        return said
