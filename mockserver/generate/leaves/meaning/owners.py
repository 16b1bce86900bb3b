"""What a name that means nothing alone means by its owner: a person's name, a product's width, a card's number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockserver.generate.leaves.banks.library import topics
from mockserver.generate.leaves.meaning.media import media_key
from mockserver.generate.leaves.meaning.tables import noise, topic_of

if TYPE_CHECKING:
    from collections.abc import Callable


def words_of(name: str) -> tuple[str, ...]:
    """Split a name at its separators and humps into lower-case words."""
    return tuple(word.lower() for word in _WORD.findall(name))


def owned_key(key: str, before: tuple[str, ...], parents: tuple[str, ...], schema_name: str) -> str:
    """Return the provider for a name that means what its owner says: a person's name, a product's description."""
    if key == "name" and before and before[-1] in _TECHNICAL:
        return "word.sortfield"
    topic = _topic(before, parents, schema_name)
    if key == "state":
        return "place.state" if topic in {"person", "company", "venue", "place"} else "word.status"
    if key == "person.email":
        return "company.email" if topic == "company" else key
    if key == "net.url":
        around = (*reversed(before), *reversed(words_of(schema_name)), *reversed(words_of(" ".join(parents))))
        return "net.image" if topic == "image" else media_key(around) or key
    if key in _BY_OWNER:
        return _by_owner(key, (*before[::-1], *words_of(schema_name)[::-1], *words_of(" ".join(parents))[::-1]))
    if key == "code.key":
        return "code.secret" if topic == "key" and not before else key
    if key == "size":
        return "number.bytes" if topic in _STORED or not _STORING.isdisjoint(before) else "number.small"
    if key in {"status", "code"}:
        return "number.status" if topic == "error" or key == "code" else "number.state"
    if topic == "error":
        return "error"
    if key == "title" and not before and (said := _titled((*words_of(schema_name), *words_of(" ".join(parents))))):
        return said
    if key == "message":
        return "success" if topic != "message" and not before and "response" in words_of(schema_name) else key
    if key == "description":
        return _described(topic, before)
    return _called(key, _topic(before, parents, schema_name, _is_called) or topic)


def _by_owner(key: str, nearest: tuple[str, ...]) -> str:
    if key == "number.pixels" and not _SHOWN.isdisjoint(nearest):
        return key
    owners, otherwise = _BY_OWNER[key]
    return next((owners[word] for word in nearest if word in owners), otherwise)


def _titled(around: tuple[str, ...]) -> str | None:
    """A guest is addressed by a title, an employee works by one; an article with a title is read, not sold."""
    if not _ADDRESSED.isdisjoint(around):
        return "person.prefix"
    return "name.document" if around[-1:] in (("article",), ("articles",)) else None


def _is_called(topic: str) -> bool:
    return topic in {"person", "company", "place"} or topic in topics("names")


def _any(_topic: str) -> bool:
    return True


def _called(key: str, topic: str) -> str:
    if topic == "person":
        return "job" if key == "title" else "person.full"
    if topic == "company":
        return "company.name"
    if topic in topics("names"):
        return f"name.{topic}"
    if topic == "place" and key == "name":
        return "name.venue"
    return "name.document" if key == "title" else "thing"


def _described(topic: str, before: tuple[str, ...]) -> str:
    if topic == "person" and not before:
        return "bio"
    return f"text.description.{topic}" if f"description.{topic}" in topics("texts") else "description"


def _topic(
    before: tuple[str, ...], parents: tuple[str, ...], schema_name: str, wanted: Callable[[str], bool] = _any
) -> str:
    """The kind of thing that a property belongs to, by the nearest word that names one that is wanted."""
    nearest = [*reversed(before)]
    if parents and parents[-1].endswith("by"):  # whatever a schema is called, it was created by somebody
        nearest.append("person")
    nearest.extend(reversed(telling(words_of(schema_name))))
    for parent in reversed(parents):
        nearest.extend(reversed(words_of(parent)))
    for word in nearest:
        found = topic_of(word)
        if found and wanted(found):
            return found
    return ""


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a schema's name that say what it is: a `ContactWithoutConversation` is a contact.

    What ends it may say how much is shown: the same goal has the same name where it is a `GoalCompact`.
    """
    told = [word for word in before_any(JOINTS, words) if word not in noise()]
    while len(told) > 1 and told[-1] in _VIEWS:
        told.pop()
    return tuple(told)


def before_any(joints: frozenset[str], words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words before the first of `joints`, the first word in any case."""
    return words[: next((at for at, word in enumerate(words) if at and word in joints), len(words))]


_VIEWS = frozenset(
    {
        "compact", "brief", "minimal", "partial", "extended", "expanded", "detailed", "embedded", "nested", "lite",
        "slim", "read", "write", "out",
    }
)  # fmt: skip
_STORED = frozenset({"file", "folder", "image", "repository"})
_STORING = frozenset({"upload", "file", "disk", "memory", "storage", "heap", "content", "body", "payload", "buffer"})
OWNED = frozenset(
    {
        "size",
        "name",
        "title",
        "description",
        "message",
        "state",
        "person.email",
        "net.url",
        "status",
        "code",
        "code.key",
        "code.number",
        "net.origin",
        "number.pixels",
        "word.unit",
    }
)
_TECHNICAL = frozenset({"param", "parameter", "field", "column", "variable", "placeholder", "var", "arg", "argument"})
JOINTS = frozenset({"without", "with", "by", "for", "in", "from"})
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^\W\dA-Z_]+|[A-Z]+|\d+")
_ADDRESSED = frozenset(
    {"guest", "guests", "passenger", "passengers", "traveler", "traveller", "travelers", "travellers", "patient"}
)
_JOURNEYS = (
    "flight",
    "flights",
    "trip",
    "route",
    "journey",
    "itinerary",
    "leg",
    "segment",
    "shipment",
    "ride",
    "train",
)
_SIZED = ("dimensions", "dimension", "product", "products", "parcel", "package", "measurements")
_SHOWN = frozenset(
    {
        "image", "images", "thumbnail", "photo", "photos", "picture", "media", "video", "avatar", "logo", "screen",
        "banner", "file", "attachment", "frame",
    }
)  # fmt: skip
_BY_OWNER: dict[str, tuple[dict[str, str], str]] = {
    "code.number": (
        {
            "card": "code.card", "phone": "place.phone", "account": "code.account", "invoice": "code.invoice",
            "order": "code.order", "flight": "code.flight", "room": "code.room", "seat": "code.seat",
            "address": "place.house", "customer": "code.customer", "member": "code.customer",
        },
        "code.reference",
    ),
    "net.origin": (dict.fromkeys(_JOURNEYS, "travel.city"), "net.origin"),
    "number.pixels": (dict.fromkeys(_SIZED, "number.centimetres"), "number.pixels"),
    "word.unit": (dict.fromkeys(("dimensions", "dimension", "measurements"), "word.lengthunit"), "word.unit"),
}  # fmt: skip
"""What a key means by the nearest word around it, and otherwise."""
