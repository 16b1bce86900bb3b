"""Discriminator mappings, completed with the names that OAS implies (OAS 3.1 section 4.8.25, 2.0 Schema Object).

An alternative of `oneOf` or `anyOf` goes by its component's name where the mapping has none for it. Without
alternatives, the schemas that extend this one through `allOf` are meant, and the schema itself where the author names
none of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mockserver.document.pointer import tokens
from mockserver.errors import DocumentError
from mockserver.schema.bundling.frame import descend
from mockserver.schema.keywords import Schema, map_subschemas

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.schema.bundling.frame import Spot
    from mockserver.schema.bundling.writer import Writer


def complete_mapping(writer: Writer, spot: Spot, discriminator: dict[str, Any]) -> dict[str, str]:
    """Return the mapping from every value of the discriminator to a reference into `$defs`: the author's own first."""
    mapping: dict[str, str] = {}
    named: set[tuple[str, str]] = set()
    explicit = discriminator.get("mapping")
    for value, ref in explicit.items() if isinstance(explicit, dict) else ():
        target = _mapped(spot.frame.node, ref)
        if target is None:
            message = f"the mapping of {value!r} leads to nothing: it is ignored"
            writer.flaw("REF_UNRESOLVED", message, spot.frame, spot.path, "discriminator")
            continue
        mapping[str(value)] = writer.offer(target, spot.frame)
        named.add((target.uri, target.pointer))
    own = (place := descend(spot.frame.node, spot.frame.below + spot.path)).uri, place.pointer
    for name, target in _implied(writer, spot):
        key = (target.uri, target.pointer)
        if key not in named and not (named and key == own):
            mapping.setdefault(name, writer.offer(target, spot.frame))
    return mapping


def _mapped(node: Node, ref: Any) -> Node | None:
    """Return what a mapping's value means: a component's name, or else a URI reference."""
    if not isinstance(ref, str):
        return None
    names = [f"#/{folder}/{ref}" for folder in FOLDERS] if re.fullmatch(r"[\w.\-]+", ref) else []
    return next((found for each in (*names, ref) if (found := _followed(node, each)) is not None), None)


def _followed(node: Node, ref: str) -> Node | None:
    try:
        return node.follow(ref)
    except DocumentError:
        return None


def _implied(writer: Writer, spot: Spot) -> list[tuple[str, Node]]:
    """Return the schemas that the discriminator chooses among, each under its component's name."""
    node = spot.frame.node
    refs = [
        each["$ref"]
        for keyword in ("oneOf", "anyOf")
        for each in _list(spot.raw.get(keyword))
        if isinstance(each, dict) and isinstance(each.get("$ref"), str)
    ]
    if refs or "oneOf" in spot.raw or "anyOf" in spot.raw:
        targets = [target for ref in refs if (target := _followed(node, ref)) is not None]
        return [(_name(target), target) for target in targets]
    return writer.surroundings.family(descend(node, spot.frame.below + spot.path))


def _name(node: Node) -> str:
    return (tokens(node.pointer) or (node.uri.rpartition("/")[2].partition(".")[0],))[-1]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def without(schema: Schema, names: set[str]) -> Schema:
    """Return a schema whose mappings no longer name the entries `names`."""
    if not isinstance(schema, dict):
        return schema
    out = map_subschemas(schema, lambda each: without(each, names))
    discriminator = out.get("discriminator")
    if isinstance(discriminator, dict):
        kept = {value: ref for value, ref in discriminator["mapping"].items() if ref.rpartition("/")[2] not in names}
        out["discriminator"] = {**discriminator, "mapping": kept}
    return out


FOLDERS = ("components/schemas", "definitions")
"""Where a bare name in a mapping is looked up."""
