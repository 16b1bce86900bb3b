"""Elements that must differ where few are left to choose from: each place gets one of its own, found by matching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.combinators.universe import universe
from mockserver.generate.compile.node import Node, Unsatisfiable, copied
from mockserver.generate.compile.run import Slot
from mockserver.generate.entropy import mixed, nth, salt_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Run, Subject

ORDER = salt_of("distinct:order")
DRAWS, DRAWS_EACH = 2_000, 40  # of a place whose values cannot be listed
MISSES_EACH = 8  # for each value that was found: after so many there are no others


class Sources:
    """Where the elements of one array come from: the schemas of its nodes, by identity, and their values if few."""

    def __init__(self, compiler: Compiler, schemas: Mapping[int, Any]) -> None:
        self._compiler = compiler
        self._schemas = schemas
        self._listed: dict[int, tuple[Any, ...] | None] = {}

    def are_listed(self, nodes: Sequence[Node]) -> bool:
        """Tell whether the values of every place are few enough to be known."""
        return all(self._values(node) is not None for node in nodes)

    def distinct(self, nodes: Sequence[Node], run: Run, bits: int, subject: Subject) -> list[Any] | None:
        """Return a value for each place, none twice; None where that cannot be, or was not found."""
        rows: dict[int, dict[Hashable, Any]] = {}
        for number, node in enumerate(nodes):
            if id(node) not in rows:
                rows[id(node)] = self._row(node, run, nth(bits, number), subject, len(nodes))
        held = matched([list(rows[id(node)]) for node in nodes])
        return held and [copied(rows[id(node)][key]) for node, key in zip(nodes, held, strict=True)]

    def _values(self, node: Node) -> tuple[Any, ...] | None:
        if id(node) not in self._listed:
            schema = self._schemas[id(node)]
            values = universe(schema, self._compiler)
            accept = self._compiler.definitions.acceptor(schema)
            self._listed[id(node)] = values if values is None else tuple(filter(accept, values))
        return self._listed[id(node)]

    def _row(self, node: Node, run: Run, bits: int, subject: Subject, wanted: int) -> dict[Hashable, Any]:
        values = self._values(node)
        if values is not None:
            order = sorted(range(len(values)), key=lambda place: mixed(nth(bits, place), ORDER))
            return {frozen(values[place]): values[place] for place in order}
        found: dict[Hashable, Any] = {}
        nodes, last = run.nodes, 0
        for draw in range(DRAWS + DRAWS_EACH * wanted):
            if len(found) >= wanted or draw - last > DRAWS + MISSES_EACH * len(found):
                break
            run.pay(1 + run.nodes - nodes)
            run.nodes = nodes  # what is not taken needs no room
            try:
                value = node.make(run, nth(bits, draw), Slot(draw, bits), subject)
            except Unsatisfiable:
                continue
            key = frozen(value)
            if key not in found:
                found[key], last = value, draw
        return found if len(found) >= wanted else self._numbered(node, found, wanted)

    def _numbered(self, node: Node, found: dict[Hashable, Any], wanted: int) -> dict[Hashable, Any]:
        """Return as many values as are wanted, if need be with a number: there are only so many names of countries."""
        accept = self._compiler.definitions.acceptor(self._schemas[id(node)])
        more = dict(found)
        for number in range(2, wanted + 2 if found else 2):
            for value in found.values():
                another = _with_number(value, number)
                if len(more) < wanted and accept(another):
                    more.setdefault(frozen(another), another)
        return more


def _with_number(value: Any, number: int) -> Any:
    """Return a value that differs from `value` in the number that one of its texts ends in."""
    if isinstance(value, str):
        return f"{value} {number}" if " " in value or value.istitle() else f"{value}{number}"
    if isinstance(value, dict):
        name = next((name for name, each in value.items() if isinstance(each, str)), None)
        return value if name is None else {**value, name: _with_number(value[name], number)}
    return value


def matched(rows: Sequence[Sequence[Hashable]]) -> list[Hashable] | None:
    """Return one key of each row, none twice; None where there is no such choice (a bipartite matching)."""
    taken: dict[Hashable, int] = {}
    held: dict[int, Hashable] = {}
    for place in range(len(rows)):
        if not _given(place, rows, taken, held):
            return None
    return [held[place] for place in range(len(rows))]


def _given(
    place: int, rows: Sequence[Sequence[Hashable]], taken: dict[Hashable, int], held: dict[int, Hashable]
) -> bool:
    """Give a place a key of its own, for which others may take another one; tell whether that was possible."""
    waiting = [place]
    came: dict[Hashable, int] = {}
    for here in waiting:
        for key in rows[here]:
            if key in came:
                continue
            came[key] = here
            if key not in taken:
                _passed_on(key, place, came, (taken, held))
                return True
            waiting.append(taken[key])
    return False


def _passed_on(
    free: Hashable, place: int, came: dict[Hashable, int], now: tuple[dict[Hashable, int], dict[int, Hashable]]
) -> None:
    """Let each place on the way from `place` to the free key take the next one's."""
    taken, held = now
    key, taker = free, came[free]
    while taker != place:
        before = held[taker]
        held[taker], taken[key] = key, taker
        key, taker = before, came[before]
    held[place], taken[key] = key, place


def frozen(value: Any) -> Any:
    """Return a hashable that is equal for JSON values that are equal (1 and 1.0 are, 1 and true are not)."""
    if isinstance(value, dict):
        return ("{", frozenset((name, frozen(element)) for name, element in value.items()))
    if isinstance(value, list):
        return ("[", tuple(frozen(element) for element in value))
    return ("b", value) if isinstance(value, bool) else value
