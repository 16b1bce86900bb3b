"""What a page says of all that nobody has read: `unreadCount` beside some notifications counts every one there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from mockserver.generate import Value
from mockserver.generate.relations.counts.unread import UNREAD, is_unread
from mockserver.kinds import words

if TYPE_CHECKING:
    from mockserver.contract.resources import Pointer, View


def counts_of_unread(view: View) -> tuple[Pointer, ...]:
    """Return where the body of a list counts what is unread of it."""
    if not view.items:
        return ()
    return tuple(
        (name,)
        for name, shape in view.root.properties.items()
        if shape.keyword("type") in ("integer", "number") and not UNREAD.isdisjoint(words(name))
    )


def unread_told(view: View, values: Callable[[], Iterable[Mapping[str, Any]]]) -> dict[Pointer, Any]:
    """Return the pins of what a page says of the unread among all the values that it is a page of."""
    pointers = counts_of_unread(view)
    told = [is_unread(value) for value in values()] if pointers else []
    if not pointers or None in told:
        return {}
    return dict.fromkeys(pointers, Value(sum(map(bool, told))))
