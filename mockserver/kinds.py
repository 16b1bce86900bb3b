"""What names say about identity: which property is an object's id, which points at another entity, and of what kind.

A kind is a singular noun without case or separators: `contactLists`, `contact_list` and `ContactList` are all
`contactlist`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Split an identifier of any habit (camel, snake, kebab) into lower-case words."""
    return tuple(word.lower() for word in _WORD.findall(name))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """Return the singular of a lower-case English noun; a word that is none stays as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(_SINGULAR_ENDINGS):
        return word
    for ending, replacement in _PLURAL_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    return word


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str:
    """Return the kind that a property's or a path segment's name speaks of."""
    parts = words(name)
    return "".join((*parts[:-1], singular(parts[-1]))) if parts else ""


@lru_cache(maxsize=4096)
def singular_name(name: str) -> str:
    """Return the name of one element of a list, in the list's own habit: `phoneNumber` for `phoneNumbers`."""
    last = _WORD.findall(name)[-1:]
    if not last or not name.endswith(last[0]):
        return name
    word = last[0].lower()
    one = singular(word)
    if one == word:
        return name
    shared = len(word) - next((n for n, (a, b) in enumerate(zip(word, one, strict=False)) if a != b), len(one))
    return name[: len(name) - shared] + one[len(word) - shared :]


@lru_cache(maxsize=4096)
def kind_of_schema(name: str) -> str:
    """Return the kind that a schema's name speaks of: `GetContactByIdResponseSchema` is a contact."""
    parts = list(words(name))
    while len(parts) > 1 and parts[-1] in _SCHEMA_ENDINGS:
        parts.pop()
    while len(parts) > 1 and parts[0] in _SCHEMA_STARTS:
        parts.pop(0)
    if "by" in parts[1:]:
        parts = parts[: parts.index("by", 1)]
    return "".join((*parts[:-1], singular(parts[-1]))) if parts else ""


def id_property(names: Iterable[str], kind: str = "") -> str | None:
    """Return which of an object's property names holds its own id, the most telling one first."""
    by_fold = {"".join(words(name)): name for name in reversed(list(names))}
    for fold in _OWN_IDS:
        if fold in by_fold:
            return by_fold[fold]
    if kind:
        for stem in dict.fromkeys((kind, *_tails(kind, by_fold))):
            for ending in ID_WORDS:
                if stem + ending in by_fold:
                    return by_fold[stem + ending]
    return next((by_fold[fold] for fold in _READABLE_IDS if fold in by_fold), None)


def property_for_variable(variable: str, kind: str, names: Iterable[str]) -> str | None:
    """Return the property that a path variable asks for: `issue_number` the number, `petId` the id; None if none."""
    folds = {"".join(words(name)): name for name in reversed(list(names))}
    parts = words(variable)
    fold = "".join(parts)
    if fold in folds:
        return folds[fold]
    for start in range(1, len(parts)):
        stem, rest = "".join(parts[:start]), "".join(parts[start:])
        if rest in folds and (kind.endswith(stem) or stem.endswith(kind)):
            return folds[rest]
    for word in fold.split("or"):
        if word in folds and word != fold:
            return folds[word]
    return None


def _tails(kind: str, folds: Iterable[str]) -> list[str]:
    """Return the stems that end the kind: a `knowledgebasearticle` may call its id `articleId`."""
    stems = (fold[: -len(ending)] for fold in folds for ending in ID_WORDS if fold.endswith(ending))
    return [stem for stem in stems if len(stem) > 3 and kind.endswith(stem)]


@lru_cache(maxsize=4096)
def foreign_kind(name: str) -> str | None:
    """Return the kind that a property such as `contactId`, `organization_id` or `tagIds` points at, or None."""
    parts = words(name)
    if len(parts) > 1 and parts[-1] in _FOREIGN_WORDS:
        kind = "".join((*parts[:-2], singular(parts[-2])))
        return None if kind in _NO_KINDS else kind
    return None


@lru_cache(maxsize=4096)
def is_readable_id(name: str) -> bool:
    """Tell whether an id of that name is made of words rather than of digits."""
    return "".join(words(name)) in _READABLE_IDS


def is_number(text: str) -> bool:
    """Tell whether a text that a client sent is to be read as a number: Python refuses to read thousands of digits."""
    return len(text) <= LONGEST_NUMBER and text.isdecimal()


LONGEST_NUMBER = 600
_OWN_IDS = ("id", "uniqueid", "uuid", "guid", "uid", "sid", "objectid", "pk")
ID_WORDS = ("id", "uuid", "guid", "uid", "sid")
_READABLE_IDS = ("slug", "key", "code", "sku", "handle")
_FOREIGN_WORDS = ("id", "ids", "uuid", "uuids", "guid", "guids")
_NO_KINDS = frozenset(
    {
        "unique", "external", "request", "trace", "span", "correlation", "client", "device", "session", "transaction",
        "object", "global", "legacy", "apple", "google", "facebook", "stripe", "paypal", "tax", "vat", "national",
        "node",
    }
)  # fmt: skip
_SCHEMA_ENDINGS = frozenset(
    {
        "schema", "response", "request", "dto", "model", "object", "resource", "entity", "body", "payload", "detail",
        "details", "summary", "full", "base", "read", "out", "output", "view", "result", "data", "compact", "mini",
        "simple", "basic", "short", "minimal", "brief", "write",
    }
)  # fmt: skip
_SCHEMA_STARTS = frozenset(
    {"get", "list", "create", "update", "new", "fetch", "read", "single", "simple", "minimal", "full"}
)
_SINGULAR_ENDINGS = ("ss", "us", "is", "ous", "news", "series", "species", "ics", "ats")
_PLURAL_ENDINGS = (
    ("statuses", "status"), ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zzes", "zz"),
    ("oes", "o"), ("ases", "ase"), ("uses", "use"), ("s", ""),
)  # fmt: skip
_IRREGULAR = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "data": "data", "media": "media",
    "analyses": "analysis", "indices": "index", "criteria": "criterion", "feet": "foot", "geese": "goose",
    "mice": "mouse",
    "movies": "movie", "cookies": "cookie", "lies": "lie", "ties": "tie", "statuses": "status",
    "addresses": "address",
    "buses": "bus", "aliases": "alias", "viruses": "virus", "bonuses": "bonus", "campuses": "campus",
    "series": "series",
    "chats": "chat", "stats": "stat", "formats": "format", "seats": "seat", "bases": "base", "shoes": "shoe",
    "ids": "id", "emojis": "emoji", "apis": "api", "wikis": "wiki", "kpis": "kpi", "taxis": "taxi",
    "caches": "cache", "licenses": "license", "heroes": "hero", "kudos": "kudos", "sms": "sms", "gas": "gas",
}  # fmt: skip
