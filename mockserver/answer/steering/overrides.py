"""Overrides: the answers that users posted, by session; a named session sees its own first, then everybody's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mockserver.fixtures import Fixture, Plays

MOST = 10_000
"""How many overrides all sessions together may hold."""


class TooManyError(ValueError):
    """There is no room for another override."""


class Override(NamedTuple):
    """A fixture that was posted; `mount` is the prefix of its contract, None where it speaks of no operation."""

    fixture: Fixture
    mount: str | None
    number: int = 0

    @property
    def order(self) -> tuple[int, int]:
        """The sort key: urgent first, then the newest, as WireMock has it."""
        return (self.fixture.priority, -self.number)


class Overrides:
    """Holds overrides `by_session`; safe to use from several threads. `changed` is called after each change."""

    def __init__(self, plays: Plays) -> None:
        self.plays = plays
        self.changed: Callable[[], None] = _nothing
        self.by_session: dict[str, tuple[Override, ...]] = {}
        self._numbers = count(1)
        self._lock = Lock()

    def of(self, session: str) -> tuple[Override, ...]:
        """Return the session's own overrides, in the order in which they are asked."""
        return self.by_session.get(session, ())

    def get(self, session: str, identity: str) -> Override | None:
        """Return the session's override with this id, or None."""
        return next((one for one in self.of(session) if one.fixture.id == identity), None)

    def candidates(self, session: str, mount: str, operation: str) -> list[Fixture]:
        """Return what may answer an operation, or any, in the order in which it is asked."""
        return [
            one.fixture
            for one in self._seen(session)
            if (one.mount is None or one.mount == mount) and one.fixture.when.operation in ("", operation)
        ]

    def lawless(self, session: str) -> list[Fixture]:
        """Return what may answer a request that no operation takes."""
        return [
            one.fixture for one in self._seen(session) if not one.fixture.contract and not one.fixture.when.operation
        ]

    def put(self, session: str, fixture: Fixture, mount: str | None) -> None:
        """Add an override; it takes the place of the one with its id.

        Raises:
            TooManyError: there is no room.
        """
        with self._lock:
            kept = [one for one in self.of(session) if one.fixture.id != fixture.id]
            if sum(map(len, self.by_session.values())) - len(self.of(session)) + len(kept) >= MOST:
                raise TooManyError(f"there are {MOST} overrides already: DELETE /__admin/mappings removes them")
            made = Override(fixture, mount, next(self._numbers))
            self.by_session[session] = tuple(sorted((*kept, made), key=lambda one: one.order))
        self.plays.of(session).forget(fixture.id)
        self.changed()

    def remove(self, session: str, identities: Iterable[str]) -> int:
        """Remove overrides by their ids; return how many there were."""
        gone = frozenset(identities)
        with self._lock:
            before = self.of(session)
            kept = tuple(one for one in before if one.fixture.id not in gone)
            self._set(session, kept)
        self.changed()
        return len(before) - len(kept)

    def clear(self, session: str) -> None:
        """Remove all overrides of a session."""
        with self._lock:
            self._set(session, ())
        self.changed()

    def names(self) -> tuple[str, ...]:
        """Return the names of the sessions that hold overrides."""
        return tuple(self.by_session)

    def _set(self, session: str, kept: tuple[Override, ...]) -> None:
        if kept:
            self.by_session[session] = kept
        else:
            self.by_session.pop(session, None)

    def _seen(self, session: str) -> tuple[Override, ...]:
        return self.of(session) + self.of("") if session else self.of("")


def _nothing() -> None:
    pass
