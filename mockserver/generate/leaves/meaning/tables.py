"""The tables behind the hints, read from the JSON beside this file at first use.

`hints.json` says which provider a name asks for, by the JSON type that its schema allows. Names stand there without
case and separators (`firstname` for firstName, first_name, first-name), in the habits of English, German, French,
Spanish, Italian, Portuguese and Dutch; a number's provider serves integers too where no integer's stands. `owners.json`
says what kind of thing a schema's or a parent's name speaks of, so that one `name` can be told from another.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent
KINDS = frozenset({"string", "number", "integer", "boolean"})


def provider_key(name: str, kind: str) -> str | None:
    """Return the key of the provider for properties called `name` (no case, no separators) of that JSON type."""
    row = _index().get(name)
    if row is None:
        return None
    return row.get(kind) or (row.get("number") if kind == "integer" else None)


def header_key(name: str) -> str | None:
    """Return the key of the provider for the HTTP header field called `name` (no case, no separators)."""
    return _headers().get(name)


def is_listed(name: str) -> bool:
    """Tell whether any provider is listed for `name`."""
    return name in _index()


def topic_of(word: str) -> str | None:
    """Return the topic that a lower-case word names, in the singular or the plural."""
    topics = _topics()
    return topics.get(word) or topics.get(_singular(word))


def is_person(word: str) -> bool:
    """Tell whether a lower-case word names people."""
    return topic_of(word) == "person"


@cache
def noise() -> frozenset[str]:
    """Return the words of schema names that say how a schema is used, not what it describes."""
    return frozenset(_read("owners")["noise"].split())


@cache
def _index() -> Mapping[str, Mapping[str, str]]:
    index: dict[str, dict[str, str]] = {}
    for row in (row for section in _read("hints").values() for row in section):
        for name in row["names"].split():
            known = index.setdefault(name, {})
            for kind in KINDS & row.keys():
                known.setdefault(kind, row[kind])
    return index


@cache
def _headers() -> Mapping[str, str]:
    return {name: key for names, key in _read("headers").items() for name in names.split()}


@cache
def _topics() -> Mapping[str, str]:
    topics = _read("owners")["topics"]
    return {word: topic for topic, words in reversed(topics.items()) for word in words.split()}


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = orjson.loads((FOLDER / f"{name}.json").read_bytes())
    return content


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")
