"""What is wrong with the structure of a description that was loaded: diagnostics with places, never an exception."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.document.diagnostic import Diagnostic
    from mockserver.document.document import Document

dangling: "Callable[[Document], Iterator[Diagnostic]]" = later("mockserver.document.check.loose_ends", "dangling")
diagnose: "Callable[[Document], list[Diagnostic]]" = later("mockserver.document.check.diagnosing", "diagnose")

__all__ = ["dangling", "diagnose"]
