"""Row 1: files -> Document. It knows YAML, `$ref` and OpenAPI versions, and nothing of requests."""

from mockserver.document.check import dangling, diagnose
from mockserver.document.diagnostic import Diagnostic
from mockserver.document.dialect import Dialect
from mockserver.document.document import Document, Node
from mockserver.document.load import load
from mockserver.document.options import LoadOptions

__all__ = ["Diagnostic", "Dialect", "Document", "LoadOptions", "Node", "dangling", "diagnose", "load"]
