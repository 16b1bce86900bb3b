"""JSON Pointers (RFC 6901) and the fragments that carry them (RFC 3986)."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote


def escape(token: str | int) -> str:
    """Return one key or index as it stands between the slashes of a pointer."""
    text = str(token)
    return text.replace("~", "~0").replace("/", "~1") if "~" in text or "/" in text else text


def child(pointer: str, token: str | int) -> str:
    """Return the pointer of the member `token` of what `pointer` names."""
    return f"{pointer}/{escape(token)}"


def tokens(pointer: str) -> tuple[str, ...]:
    """Return the unescaped tokens of `pointer`; the empty pointer has none."""
    if not pointer:
        return ()
    parts = pointer[1:].split("/")
    return tuple(part.replace("~1", "/").replace("~0", "~") if "~" in part else part for part in parts)


@lru_cache(maxsize=4096)
def split_reference(reference: str) -> tuple[str, str]:
    """Return the URI before the first "#" and the percent-decoded fragment after it."""
    uri, _, fragment = reference.partition("#")
    return uri, unquote(fragment) if "%" in fragment else fragment


def is_pointer(fragment: str) -> bool:
    """Tell a pointer ("" or "/...") from a plain name, which an `$anchor` defines."""
    return not fragment or fragment[0] == "/"


def step(value: object, token: str) -> object:
    """Return the member of a dict or list that `token` names; LookupError where there is none."""
    if isinstance(value, dict):
        return value[token]
    if isinstance(value, list) and is_index(token):
        return value[int(token)]
    raise KeyError(token)


def is_index(token: str) -> bool:
    """Tell an array index as RFC 6901 section 4 writes it: digits without leading zeros."""
    return token.isascii() and token.isdigit() and (token == "0" or token[0] != "0") and len(token) < 10  # noqa: S105 - a digit
