"""YAML: events, scalars, the tree, and what is wrong with a text."""

from mockserver.document.source.yaml_text.events import event_source
from mockserver.document.source.yaml_text.tree import parse_yaml

__all__ = ["event_source", "parse_yaml"]
