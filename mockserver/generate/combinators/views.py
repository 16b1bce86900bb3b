"""Views: alternatives that all show one and the same entity, so that it is settled first who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Node, Unsatisfiable
from mockserver.generate.compile.run import Known

if TYPE_CHECKING:
    from mockserver.generate.combinators.choices import Chooser
    from mockserver.generate.compile.run import Run, Subject
    from mockserver.generate.identity.entities import Identity


class Views:
    """A choice among views of one entity: it is settled first who that is, whichever view is chosen."""

    def __init__(self, chooser: Chooser, identity: Identity) -> None:
        self.identity = identity
        self._chooser = chooser

    def make(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Return the value of one alternative."""
        known = pin if isinstance(pin, Known) else Known(*self.identity.settle(run, bits, pin, subject))
        return self._chooser.make(run, known.subject.bits, known, subject)

    def settled(self, run: Run, subject: Subject) -> Any:
        """Return the value of one alternative for an entity of whom nothing else is known."""
        view = None if run.small else self._usual((subject.bits >> 24) + run.attempt)
        if view is not None and view.entities is not None:
            try:
                return view.entities.settled(run, subject)
            except Unsatisfiable:
                pass
        return self._chooser.make(run, subject.bits, Known(subject, None), subject)

    def plain(self, run: Run, bits: int, subject: Subject) -> Any:
        """Return the same for one that stands in its owner."""
        view = self._usual(bits >> 24)
        if view is None or view.entities is None:
            return self.settled(run, subject)
        try:
            return view.entities.plain(run, bits, subject)
        except Unsatisfiable:
            return self.settled(run, subject)

    def _usual(self, choice: int) -> Node | None:
        """Return the alternative that is taken where nothing is known or scarce, if it was needed before."""
        branches = self._chooser.usual
        return branches[choice % len(branches)].ready if branches else None
