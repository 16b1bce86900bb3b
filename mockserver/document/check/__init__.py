"""What is wrong with the structure of a description that was loaded: diagnostics with places, never an exception."""

from mockserver.document.check.diagnose import diagnose

__all__ = ["diagnose"]
