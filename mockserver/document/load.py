"""A path or URL -> Document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.document.dialect import Dialect
from mockserver.document.document import Document
from mockserver.document.library import Files, origin_of
from mockserver.document.options import LoadOptions
from mockserver.document.upgrade import upgrade

if TYPE_CHECKING:
    from pathlib import Path


def load(source: str | Path, *, options: LoadOptions | None = None) -> Document:
    """Read the OpenAPI description at a path or http(s) URL; other files are read as references lead to them.

    errors.SourceError for what cannot be read, errors.SpecificationError for what is no OpenAPI description of a
    supported version (2.0, 3.0, 3.1, 3.2).
    """
    chosen = options or LoadOptions()
    origin = origin_of(source, hosts=chosen.allow_ref_hosts, folders=chosen.allow_ref_folders)
    document = Document(Files(origin, chosen), str(source))
    if document.root.dialect == Dialect.OAS_2_0:
        document.root = upgrade(document.root)
    return document
