"""What is unread is counted: `numberOfUnreadMessages` is how many of the messages beside it nobody has read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import singular, words
from mockserver.generate.relations.talk.voices import way_of

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def unread(flats: dict[str, Any], numeric: list[str], compiler: Compiler) -> list[Agreement]:
    """Return what counts the unread elements of the lists of an object, in the numbers that say so."""
    lists = {singular(words(name)[-1]): name for name, schema in flats.items() if _is_list(schema) and words(name)}
    found = []
    for name in numeric:
        parts = words(name)
        rest = [singular(part) for part in parts if part not in _COUNTING and part not in UNREAD]
        if UNREAD.isdisjoint(parts) or len(rest) > 1:
            continue
        listed = lists.get(rest[0]) if rest else next(iter(lists.values())) if len(lists) == 1 else None
        if listed is not None:
            found.append(_counted(name, listed, compiler.definitions.acceptor(flats[name])))
    return found


def _is_list(schema: Any) -> bool:
    return isinstance(schema, dict) and "items" in schema


def _counted(name: str, listed: str, accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        elements = value.get(listed)
        if name in pins or value.get(name) is None or not isinstance(elements, list):
            return
        count = 0
        for element in elements:
            told = is_unread(element)
            if told is None:
                return
            count += told
        if accept(count):
            value[name] = count

    return agree


def is_unread(element: Any) -> bool | None:
    """Tell whether an element of a list waits to be read; None if it does not say."""
    if not isinstance(element, dict):
        return None
    status = element.get("status")
    if isinstance(status, str):
        return status.lower() in UNREAD and way_of(element.get("direction")) != "out"
    for name in _FLAGS:
        if isinstance(element.get(name), bool):
            return not element[name]
    return None


UNREAD = frozenset({"unread", "unseen", "unopened"})
_COUNTING = frozenset({"count", "number", "of", "num", "total"})
_FLAGS = ("read", "isRead", "is_read", "seen", "isSeen", "is_seen", "opened")
