"""What is wrong with the structure of a description that was loaded: diagnostics with places, never an exception."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.document.diagnostic import Diagnostic
    from mockserver.document.document import Document

diagnose: "Callable[[Document], list[Diagnostic]]" = later("mockserver.document.check.diagnosing", "diagnose")

__all__ = ["diagnose"]
