"""Which operation a path and a method belong to."""

from mockserver.contract.routing.router import Leaf, Route, Router
from mockserver.contract.routing.servers import Server, base_paths, read_servers
from mockserver.contract.routing.template import Segment, Template, parse_segments, parse_template

__all__ = [
    "Leaf",
    "Route",
    "Router",
    "Segment",
    "Server",
    "Template",
    "base_paths",
    "parse_segments",
    "parse_template",
    "read_servers",
]
