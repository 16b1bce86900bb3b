"""JSON: the tree, and where values stand in a text."""

from collections.abc import Callable
from typing import Any

from mockserver.document.source.json_text.tree import parse_json
from mockserver.later import later

_SCAN = "mockserver.document.source.json_text.scan"
members: Callable[..., Any] = later(_SCAN, "members")
start_of_value: Callable[..., int] = later(_SCAN, "start_of_value")

__all__ = ["members", "parse_json", "start_of_value"]
