"""Words of the messages."""

from __future__ import annotations

from typing import Any


def an(noun: str) -> str:
    """Return `noun` with its article, and a name of the table as people write it."""
    word = NOUNS.get(noun, noun)
    return f"{'an' if word[0] in 'aeioAEIO' else 'a'} {word}"


def kind_of(value: Any) -> str:
    """Return what kind of JSON value this is, with its article."""
    return KINDS.get(type(value), KINDS[dict] if isinstance(value, dict) else KINDS[list])


NOUNS = {
    "flag": "boolean",
    "PathItem": "Path Item",
    "RequestBody": "Request Body",
    "MediaType": "Media Type",
    "SecurityScheme": "Security Scheme",
    "SecurityRequirement": "Security Requirement",
    "ServerVariable": "Server Variable",
    "ExternalDocs": "External Documentation",
    "Flows": "OAuth Flows",
    "Flow": "OAuth Flow",
}
KINDS: dict[type, str] = {
    dict: "an object",
    list: "an array",
    str: "a text",
    int: "a number",
    float: "a number",
    bool: "a boolean",
    type(None): "null",
}
