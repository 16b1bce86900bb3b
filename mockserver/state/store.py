"""Store: what the mock remembers, as JSON documents by session, collection and key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

Document = Mapping[str, Any]
"""A JSON object; whoever gets one from a store does not change it."""

Change = Callable[[Document | None], Document | None]
"""Makes the next version of a document from the present one; None stands for no document. It may be called twice."""


class Session(NamedTuple):
    """A world of its own: its name ("" is everybody's), revision, last use (epoch), and how often it was written to."""

    name: str
    revision: int
    used: float
    writes: int = 0


class Store(Protocol):
    """Keeps documents; safe to use from several threads, and `shared` ones from several processes.

    Where the store outlives the process, a write that has returned is kept whatever happens to the process. Sessions,
    collections and keys are any text.
    """

    shared: bool

    def revision(self, session: str) -> int:
        """Return a number that each write makes another, never seen before; 0 where nothing was written."""

    def get(self, session: str, collection: str, key: str) -> Document | None:
        """Return a document, or None."""

    def scan(self, session: str, collection: str) -> list[tuple[str, Document]]:
        """Return all keys and documents of a collection, in the order in which they were first written."""

    def collections(self, session: str) -> tuple[str, ...]:
        """Return the collections that hold documents, sorted."""

    def update(self, session: str, collection: str, key: str, change: Change) -> Document | None:
        """Replace a document by what `change` makes of it, as one step; return the new one.

        What `change` raises is raised, and nothing is written.
        """

    def number(self, session: str, name: str) -> int:
        """Return the next number of a series: 1, 2, 3, ...; nobody else gets the same."""

    def sessions(self) -> tuple[Session, ...]:
        """Return all sessions that are known, sorted by name."""

    def use(self, session: str) -> None:
        """Note that the session is used; it exists from then on."""

    def drop(self, session: str) -> bool:
        """Forget a session and all that it holds; tell whether it was there."""

    def snapshot(self, session: str) -> dict[str, Any]:
        """Return all that the session holds: `{"numbers": {name: n}, "collections": {name: [[key, document]]}}`."""

    def restore(self, session: str, snapshot: Mapping[str, Any]) -> None:
        """Make the session hold what a snapshot holds, and nothing else."""

    def close(self) -> None:
        """Let go of files and connections."""


def expire(store: Store, before: float) -> tuple[str, ...]:
    """Drop the named sessions that were last used before a time (seconds since the epoch); return their names."""
    old = tuple(one.name for one in store.sessions() if one.name and one.used < before)
    return tuple(name for name in old if store.drop(name))


def checked(snapshot: Mapping[str, Any]) -> tuple[dict[str, int], dict[str, list[tuple[str, Document]]]]:
    """Return the numbers and the documents of a snapshot.

    Raises:
        ValueError: it is none; the message says what was expected.
    """
    numbers, collections = snapshot.get("numbers", {}), snapshot.get("collections", {})
    if not isinstance(numbers, Mapping) or not all(isinstance(each, int) for each in numbers.values()):
        raise ValueError("expected 'numbers' to be whole numbers by name")
    if not isinstance(collections, Mapping):
        raise ValueError("expected 'collections' to be lists of [key, document] by name")
    found: dict[str, list[tuple[str, Document]]] = {}
    for name, pairs in collections.items():
        if not isinstance(pairs, list) or not all(map(_is_pair, pairs)):
            raise ValueError(f"expected collection '{name}' to be a list of [key, document]")
        found[str(name)] = [(key, document) for key, document in pairs]
    return {str(name): each for name, each in numbers.items()}, found


def _is_pair(pair: Any) -> bool:
    return (
        isinstance(pair, list | tuple) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], Mapping)
    )
