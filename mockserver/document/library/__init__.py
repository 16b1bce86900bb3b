"""The files of one description: where they may be, what was read of them, and how their schemas call themselves."""

from mockserver.document.library.files import File, Files
from mockserver.document.library.origin import origin_of

__all__ = ["File", "Files", "origin_of"]
