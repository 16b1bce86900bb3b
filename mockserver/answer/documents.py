"""Bodies that are no JSON: a PNG where `image/png` is promised, a table where CSV is, and not a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.contract.shape import Shape
from mockserver.generate import document_of

if TYPE_CHECKING:
    from mockserver.schema import Bundle


def document_for(media_type: str | None, bundle: Bundle | None, bits: int) -> str | None:
    """Return a document of a media type, one character per octet, or None where its form is the schema's to say."""
    if media_type == JSON:
        return None
    document = document_of((media_type or "").partition(";")[0].strip().lower(), bits)
    if document is None or bundle is None:
        return document
    parts = Shape.of(bundle.schema).parts
    if any(not _SILENT.issuperset(part) or part.get("type", "string") != "string" for part in parts):
        return None
    return document if bundle.validator.is_valid(document) else None


JSON = "application/json"

_SILENT = frozenset(
    {"$ref", "$defs", "type", "format", "description", "title", "contentMediaType", "externalDocs", "deprecated"}
)
