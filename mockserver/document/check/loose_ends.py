"""References that lead nowhere, told at start: what can be known of the files that are read already, in milliseconds.

The bytes are searched for references, and each kind of them is looked up once. Only where one seems to lead nowhere is
the tree walked for the places where it stands, and followed as a request would follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from mockserver.document.diagnostic import Diagnostic
from mockserver.document.document import Node
from mockserver.document.fetch import is_web
from mockserver.document.pointer import child, split_reference, step, tokens
from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from mockserver.document.document import Document
    from mockserver.document.library import File


def dangling(document: Document) -> Iterator[Diagnostic]:
    """Yield an error for each reference of the first files that leads nowhere; what is behind others, `check` tells."""
    files = document.library.loaded()[:MOST_FILES]
    written = {file.uri: _written(file) for file in files}
    lost = document.library.suspects({uri for references in written.values() for uri in references.values() if uri})
    for file in files:
        suspects = {
            reference
            for reference, uri in written[file.uri].items()
            if (uri in lost if uri else not _leads(file.tree, reference))
        }
        if suspects:
            yield from islice(_failures(Node(document, file.tree, file.uri, ""), suspects), MOST)


def _written(file: File) -> dict[str, str]:
    """Return the references in the text of a file: each with the URI of the file that it leads to, "" for its own.

    URLs are left out, for data hold such, and what the text does not show as it is.
    """
    found: dict[str, str] = {}
    for raw in set(REFERENCE.findall(file.data)):
        reference = b"".join(raw).replace(b"\\/", b"/").decode("utf-8", "replace")
        relative = reference.partition("#")[0]
        if is_web(relative) or "\\" in reference or "\n" in reference:
            continue
        found[reference] = urljoin(file.base, relative) if relative else ""
    return found


def _leads(tree: Any, reference: str) -> bool:
    """Tell whether a pointer into the file itself leads somewhere; plain names are left to whoever knows anchors."""
    fragment = split_reference(reference)[1]
    if fragment[:1] != "/":
        return True
    try:
        for token in tokens(fragment):
            tree = step(tree, token)
    except LookupError:
        return False
    return True


def _failures(root: Node, suspects: set[str]) -> Iterator[Diagnostic]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        value = node.value
        reference = value.get("$ref") if isinstance(value, dict) else None
        if isinstance(reference, str) and reference in suspects:
            try:
                node.follow(reference)
            except DocumentError as error:
                yield Diagnostic("error", error.code, error.message, node.place, error.hint)
        waiting += [*_inside(node)][::-1]


def _inside(node: Node) -> Iterator[Node]:
    """Yield what may hold references below `node`: no examples, defaults and other data."""
    if isinstance(node.value, dict):
        for key, value in node.value.items():
            is_data = key in DATA and not (key == "default" and node.pointer.endswith("/responses"))
            if isinstance(value, dict | list) and not is_data and not key.startswith("x-"):
                yield Node(node.document, value, node.uri, child(node.pointer, key))
    elif isinstance(node.value, list):
        for index, value in enumerate(node.value):
            if isinstance(value, dict | list):
                yield Node(node.document, value, node.uri, child(node.pointer, index))


MOST: Final = 50
MOST_FILES: Final = 50
DATA: Final = frozenset({"const", "default", "enum", "example", "examples"})
REFERENCE: Final = re.compile(rb"""\$ref["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{\[|>,}\]][^\s,}\]]*))""")
"""What stands between quotes, or in YAML without any."""
