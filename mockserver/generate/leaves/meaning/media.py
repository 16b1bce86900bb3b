"""What a link leads to, by the words around it: the `link` of a video message is a film, not a page."""

from __future__ import annotations

from collections.abc import Iterable


def media_key(words: Iterable[str]) -> str | None:
    """Return the provider of links to the media that the nearest of the words names, or None if none does."""
    return next((_MEDIA[word] for word in words if word in _MEDIA), None)


_MEDIA = {
    "video": "net.video", "film": "net.video", "movie": "net.video", "clip": "net.video",
    "audio": "net.audio", "voice": "net.audio", "recording": "net.audio",
    "document": "net.file", "pdf": "net.file", "attachment": "net.file",
    "sticker": "net.image", "image": "net.image", "photo": "net.image", "picture": "net.image", "gif": "net.image",
}  # fmt: skip
