"""What links name: values of an answer that the next request is made from (OAS 4.8.20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.contract import ResponseSpec


def linked(response: ResponseSpec | None) -> tuple[tuple[str, ...], ...]:
    """Return the paths, as tokens, of what the links of a response take from its body."""
    if response is None or not response.links:
        return ()
    expressions = [one for link in response.links.values() for one in link.expressions]
    named = [one.name for one in expressions if one.message == "response" and one.part == "body"]
    return tuple(_tokens(pointer) for pointer in dict.fromkeys(named) if pointer.startswith("/"))


def shows(value: Any, paths: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether `value` holds something at each of the paths."""
    for path in paths:
        part = value
        for token in path:
            if isinstance(part, dict):
                part = part.get(token)
            elif isinstance(part, list) and token.isdecimal() and int(token) < len(part):
                part = part[int(token)]
            else:
                return False
        if part is None:
            return False
    return True


def _tokens(pointer: str) -> tuple[str, ...]:
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/"))
