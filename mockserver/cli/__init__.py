"""The command line: one thin command per file."""

from mockserver.cli.main import main

__all__ = ["main"]
