"""Which format a text is in is told by its content first, by its file's name second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.document.source.json_text import parse_json
from mockserver.document.source.text import decode
from mockserver.errors import SourceError
from mockserver.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.document.source.cache import TreeCache

parse_yaml: Callable[..., Any] = later("mockserver.document.source.yaml_text", "parse_yaml")


def read(data: bytes, name: str, cache: TreeCache, *, quote: bool) -> tuple[Any, bool]:
    """Return the tree of a file's bytes, and whether it is JSON; what was YAML is kept."""
    text = decode(data, name)
    if looks_like_json(text):
        return _json_or_flow(text, name, quote=quote)
    tree = _yaml(text, name, quote=quote)
    cache.put(data, tree)
    return tree, False


def looks_like_json(text: str) -> bool:
    """Tell a text that begins as JSON does; a YAML flow mapping begins so too."""
    return text.lstrip()[:1] in ("{", "[")


def _json_or_flow(text: str, name: str, *, quote: bool) -> tuple[Any, bool]:
    """Read JSON; where that fails and the name does not promise JSON, read a YAML flow collection."""
    try:
        return parse_json(text, name, quote=quote), True
    except SourceError as error:
        if error.code != "JSON_SYNTAX" or name.lower().endswith(".json"):
            raise
        try:
            return parse_yaml(text, name, quote=quote), False
        except SourceError:
            raise error from None


def _yaml(text: str, name: str, *, quote: bool) -> Any:
    """Read YAML; where a file that is called JSON is no YAML mapping either, say what is wrong with its JSON."""
    is_json = name.lower().endswith(".json")
    try:
        tree = parse_yaml(text, name, quote=quote)
    except SourceError as error:
        if not is_json or error.code != "YAML_SYNTAX":
            raise
    else:
        if not is_json or isinstance(tree, dict):
            return tree
    return parse_json(text, name, quote=quote)
