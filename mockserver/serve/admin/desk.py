"""Desk: everything that the admin API works on, and what its nouns need of requests and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.answer import Problem
from mockserver.answer.moment import session_of
from mockserver.answer.problem import encode
from mockserver.answer.stateful import sow
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.answer import FromState, Overrides, Troubles
    from mockserver.contract import Call, Contract, Operation
    from mockserver.exchange import Exchange, Journal
    from mockserver.fixtures import Plays, Shelf
    from mockserver.state import Store

ALL_SESSIONS = "*"
"""`?session=*` asks for what all sessions did."""


class Mount(NamedTuple):
    """One contract, the prefix it is served below, its fixtures, its state (None: stateless) and the seed of that."""

    prefix: str
    contract: Contract
    shelf: Shelf
    state: FromState | None = None
    seed: Mapping[str, Any] | None = None

    def sow(self, seed: Mapping[str, Any], session: str) -> None:
        """Put a snapshot or a seed into a session.

        Raises:
            UsageError: it is neither.
        """
        if self.state is not None:
            sow(self.state, seed, session)


class Steering(NamedTuple):
    """What outlives a reload: overrides, trouble, what was played, and what was written (None: nothing is kept)."""

    plays: Plays
    overrides: Overrides
    troubles: Troubles
    store: Store | None = None


class Desk(NamedTuple):
    """What is served, what happened, and what steers it; `changed` is called when answers may be other ones."""

    mounts: tuple[Mount, ...]
    journal: Journal
    steering: Steering
    changed: Callable[[], None]

    def exchanges(self, call: Call) -> Callable[[Exchange], bool]:
        """Return what tells whether an exchange belongs to the session that the call asks about."""
        session = asked_session(call)
        return lambda exchange: session in (ALL_SESSIONS, exchange.session)

    def operation(self, key: str) -> Operation | None:
        """Return the operation that a key names, in whichever contract it is."""
        return next((found for mount in self.mounts if (found := mount.contract.operation(key)) is not None), None)


def asked_session(call: Call) -> str:
    """Return the session that an admin request is about: `?session=` or the header; "" is everybody's."""
    asked = call.query.get("session")
    return asked if isinstance(asked, str) else session_of(call.request)


def reply(value: Any, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """Return a JSON value as a response."""
    return Response(status, (("Content-Type", "application/json"), *headers), encode(value))


def missing(what: str) -> Response:
    """Return the answer about something that is not there."""
    return Problem("NOT_FOUND", what).response()


def unusable(detail: str, findings: list[dict[str, Any]]) -> Response:
    """Return the answer to what is well-formed JSON, but makes no sense here."""
    return Problem("UNPROCESSABLE_ENTITY", detail, members=(("findings", findings),)).response()
