"""Views: alternatives that all show one and the same entity, so that it is settled first who that is."""

from __future__ import annotations

from collections.abc import Iterable
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
                run.pay()
        return self._chooser.make(run, subject.bits, Known(subject, None), subject)

    def plain(self, run: Run, _bits: int, subject: Subject) -> Any:
        """Return the same for one that stands in its owner."""
        return self.each(run, (subject,))[0]

    def each(self, run: Run, subjects: Iterable[Subject]) -> list[Any]:
        """Return the same for those that stand in their owner."""
        branches, made = self._chooser.usual, []
        if not branches:
            return [self.settled(run, subject) for subject in subjects]
        size = len(branches)
        for subject in subjects:
            bits = subject.bits
            view = branches[(bits >> 24) % size].ready
            if view is None or view.entities is None:
                made.append(self.settled(run, subject))
                continue
            try:
                made.append(view.entities.plain(run, bits, subject))
            except Unsatisfiable:
                run.pay()
                made.append(self.settled(run, subject))
        return made

    def _usual(self, choice: int) -> Node | None:
        """Return the alternative that is taken where nothing is known or scarce, if it was needed before."""
        branches = self._chooser.usual
        return branches[choice % len(branches)].ready if branches else None
