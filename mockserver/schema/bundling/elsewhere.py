"""Keywords whose value is but a `$ref`, as in `properties: {$ref: ...}`.

JSON Schema does not know them, published descriptions have them: what they lead to is read in their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mockserver.document.pointer import child
from mockserver.errors import DocumentError
from mockserver.schema.bundling.frame import Frame, descend
from mockserver.schema.bundling.writer import REFERABLE

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.schema.bundling.writer import Writer


def keywords_elsewhere(
    writer: Writer, raw: dict[str, Any], frame: Frame, path: str
) -> tuple[dict[str, Any], Mapping[str, Node]]:
    """Return a schema object with the values that its keywords refer to, and where those stand.

    A keyword whose reference cannot be followed is left out. The places are added to `writer.around`: what leads back
    to one of them has no end.
    """
    found: dict[str, Node] = {}
    lost = set()
    for keyword, value in raw.items():
        if keyword not in REFERABLE or not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
            continue
        try:
            target = descend(frame.node, child(frame.below + path, keyword)).resolve()
        except DocumentError as broken:
            writer.flaw(broken.code, broken.message, frame, path, keyword)
            lost.add(keyword)
            continue
        if (target.uri, target.pointer) in writer.around:
            writer.flaw("REF_LOOP", "the reference leads round in a circle", frame, path, keyword)
            lost.add(keyword)
        else:
            found[keyword] = target
    writer.around += tuple((node.uri, node.pointer) for node in found.values())
    values = {keyword: node.value for keyword, node in found.items()}
    return {keyword: values.get(keyword, value) for keyword, value in raw.items() if keyword not in lost}, found
