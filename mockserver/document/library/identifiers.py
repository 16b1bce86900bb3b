"""`$id`, `$anchor` and `$dynamicAnchor` of one file: what its schemas are called (JSON Schema 2020-12, section 8.2)."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urljoin

from mockserver.document.pointer import child


class Identifiers(NamedTuple):
    """Pointers by the absolute URI that names them, and the base URI of each schema that has an `$id`."""

    base: str
    pointers: dict[str, str]
    bases: dict[str, str]

    def resource(self, pointer: str) -> tuple[str, str]:
        """Return base URI and pointer of the innermost resource that `pointer` stands in; the file's is ""."""
        if not self.bases:
            return self.base, ""
        while pointer:
            if pointer in self.bases:
                return self.bases[pointer], pointer
            pointer = pointer.rpartition("/")[0]
        return self.bases.get("", self.base), ""


def identify(tree: Any, base: str, keyword: str = "$id") -> Identifiers:
    """Collect the identifiers of a file whose base URI is `base`; `keyword` sets one (in draft-04, `id` does)."""
    found = Identifiers(base, {}, {})
    pending: list[tuple[Any, str, str]] = [(tree, "", base)]
    while pending:
        node, pointer, inner = pending.pop()
        if isinstance(node, dict):
            inner = _own(node, pointer, inner, found, keyword)
            pending += [(value, child(pointer, key), inner) for key, value in node.items() if key not in DATA]
        elif isinstance(node, list):
            pending += [(value, f"{pointer}/{index}", inner) for index, value in enumerate(node)]
    return found


def _own(node: dict[str, Any], pointer: str, base: str, found: Identifiers, keyword: str) -> str:
    """Record what one schema calls itself, and return the base URI inside it."""
    identifier = node.get(keyword)
    if isinstance(identifier, str) and not (keyword == "id" and "$ref" in node):  # draft 4 ignores what is beside $ref
        absolute, _, fragment = urljoin(base, identifier).partition("#")
        if fragment:
            found.pointers.setdefault(f"{absolute}#{fragment}", pointer)
        if not identifier.startswith("#"):
            base = absolute
            found.pointers.setdefault(absolute, pointer)
            found.bases[pointer] = absolute
    for anchor in ("$anchor", "$dynamicAnchor"):
        name = node.get(anchor)
        if isinstance(name, str):
            found.pointers.setdefault(f"{base}#{name}", pointer)
    return base


DATA = frozenset({"example", "examples", "default", "enum", "const"})
