"""Answers from what was written: writes change the world, and from then on reads show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import time
from typing import TYPE_CHECKING, Any

from mockserver.later import later
from mockserver.state import expire

if TYPE_CHECKING:
    from mockserver.answer.answer import Answer, Answerer
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.render import Renderer
    from mockserver.answer.stateful.written.remembering import Remembering
    from mockserver.contract import Call
    from mockserver.state import Store

SESSION_HEADER = "x-mock-session"
LONGEST_SESSION = 200
SESSION_LIFE, NOTED_EVERY = 86_400.0, 60.0
"""Seconds after its last use until a session may go, and between two notes that it is used."""

remembering_of: Callable[..., Remembering] = later("mockserver.answer.stateful.written.remembering", "Remembering")


class FromState:
    """Remembers writes, per session, and answers what they have changed; all else is left to the others.

    `fixtures` go before a write: what they answer is what the client gets. `others` make the body of an answer that
    shows no entity. `changed` is called after each write; `realm` sets the sessions of one description apart from those
    of others in the same store.
    """

    def __init__(
        self,
        store: Store,
        renderer: Renderer,
        fixtures: Answerer,
        others: Sequence[Answerer],
    ) -> None:
        self.store = store
        self.changed: Callable[[], None] = _nothing
        self.realm = ""
        self.resources = renderer.scenes.resources
        self._sources = (renderer, fixtures, others)
        self._remembering: Remembering | None = None
        self._used: dict[str, float] = {}

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the answer to a write, or to a read of what was written; None where nothing was."""
        role = self.resources.role(call.operation)
        if role is None or choice.status >= 300 or choice.example is not None or choice.response is None:
            return None
        session = self._session(call)
        reads = call.request.method in SAFE or role.verb == "action"
        if reads and not self.store.revision(session):
            return None
        return self.remembering.answer(call, choice, role, session)

    @property
    def remembering(self) -> Remembering:
        """What reads and writes the worlds of sessions, from the first that writes to one."""
        found = self._remembering
        if found is None:
            found = self._remembering = remembering_of(self, *self._sources)
        return found

    def reset(self, session: str | None = None) -> None:
        """Forget what a session wrote; None is for all sessions of this description."""
        names = [one.name for one in self.store.sessions() if one.name.startswith(self.realm)]
        for name in names if session is None else [self.realm + session]:
            self.store.drop(name)
        self._used.clear()
        self._remembering = None
        self.changed()

    def entity(self, session: str, kind: str, identifier: str) -> Any:
        """Return an entity as a session sees it, MISSING where it was deleted or nothing shows its kind."""
        return self.remembering.entity(self.realm + session, kind, identifier)

    def _session(self, call: Call) -> str:
        named = call.request.headers.get(SESSION_HEADER)
        if not named:
            return self.realm
        session = named[:LONGEST_SESSION]
        self._keep(session)
        return self.realm + session

    def _keep(self, session: str) -> None:
        """Note that a session is used, once in a while; a new one is the occasion to let old ones expire."""
        now = time()
        known = self._used.get(session)
        if known is not None and now - known < NOTED_EVERY:
            return
        self.store.use(self.realm + session)
        self._used[session] = now
        if known is None and expire(self.store, now - SESSION_LIFE):
            self._used = {name: used for name, used in self._used.items() if now - used < SESSION_LIFE}
            self.changed()


def _nothing() -> None:
    """Do nothing: nobody keeps what a write makes untrue."""


SAFE = frozenset({"GET", "HEAD", "QUERY"})
