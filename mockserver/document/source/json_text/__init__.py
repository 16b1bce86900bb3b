"""JSON: the tree, and where values stand in a text."""

from mockserver.document.source.json_text.scan import members, start_of_value
from mockserver.document.source.json_text.tree import parse_json

__all__ = ["members", "parse_json", "start_of_value"]
