"""The last resort of a schema that sampling does not satisfy: its cases by deduction, or its few values one by one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from mockserver.generate.combinators.cases import cases_of
from mockserver.generate.combinators.universe import universe
from mockserver.generate.compile.node import Node, Spot, Unsatisfiable, one_of
from mockserver.generate.compile.weights import weighted
from mockserver.generate.entropy import nth

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.combinators.cases import Cases
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema
    from mockserver.generate.compile.run import Run, Subject

ATTEMPTS = (1, 2, 3, *range(7, 19))  # of each case: later ones leave out what is optional, and try other lengths
EACH, CHARGE = 100, 8  # attempts inside one attempt, and what these are counted as


class Resort:
    """What makes values of one schema where everything else has failed; it is prepared when it is needed first."""

    def __init__(self, schema: Schema, spot: Spot, compiler: Compiler, accept: Callable[[Any], bool]) -> None:
        self._schema, self._spot = schema, spot._replace(judged=True)
        self._compiler = compiler
        self._accept = accept

    def make(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Return an accepted value; raises Unsatisfiable where none is found, surely so where none can be."""
        run.pay_once(self, self._cases.steps)
        before, most, start, size = run.attempt, run.most_tries, bits >> 20, len(self._nodes)
        try:
            for attempt in ATTEMPTS:
                run.attempt = before + attempt
                for number in range(size):
                    tries = run.tries + CHARGE
                    if tries > most:
                        break
                    run.most_tries = min(
                        most, run.tries + EACH
                    )  # one case that is none must not cost the others theirs
                    try:
                        value = self._nodes[(start + number) % size].make(run, nth(bits, attempt), pin, subject)
                    except Unsatisfiable:
                        run.pay()
                        continue
                    finally:
                        run.tries = min(run.tries, tries)
                    if self._accept(value):
                        return value
                    run.pay()
        finally:
            run.attempt, run.most_tries = before, most
        if self._values:
            return self._values[0].make(run, bits, None, subject)
        if self._values is not None or (self._cases.complete and not self._cases.found):
            raise Unsatisfiable.proved("its parts contradict each other", self._spot.pointer)
        raise Unsatisfiable.because("none of the candidates satisfied all of it", self._spot.pointer)

    @cached_property
    def _cases(self) -> Cases:
        return cases_of(self._schema, self._compiler)

    @cached_property
    def _nodes(self) -> list[Node]:
        """The cases that can be compiled, those with few scalars judged already."""
        found = []
        for case in self._cases.found:
            try:
                found.append(self._compiler.build(case, self._spot))
            except Unsatisfiable:
                continue
        return found

    @cached_property
    def _values(self) -> tuple[Node, ...] | None:
        """The node of all values, if these can be listed: none where there are none, None where they are too many."""
        listed = universe(self._schema, self._compiler)
        if listed is None:
            return None
        fitting = tuple(filter(self._accept, listed))
        return (one_of(weighted(fitting)),) if fitting else ()
