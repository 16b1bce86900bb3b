"""Arrays: how many elements, what stands at which place, and none twice where they must be unique."""

from __future__ import annotations

from functools import cached_property
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.controls import controls_for
from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable, copied
from mockserver.generate.compile.run import SCARCE, Known, Slot
from mockserver.generate.containers.lengths import lengths_between, usual_length, varied_length
from mockserver.generate.containers.listing import Bounds, entities_of, pins_of, short_list
from mockserver.generate.containers.siblings import OTHERS, label_of, listed, told_apart
from mockserver.generate.entropy import nth
from mockserver.generate.leaves.options import FEWEST_ITEMS, MOST_ITEMS
from mockserver.generate.relations.series import Series, series_of
from mockserver.generate.scene import Items, Value
from mockserver.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Plain
    from mockserver.generate.compile.run import Run, Subject
    from mockserver.generate.containers.distinct import Sources

_DISTINCT = "mockserver.generate.containers.distinct"
sources_of: Callable[[Compiler, dict[int, Any]], Sources] = later(_DISTINCT, "Sources")
frozen: Callable[[Any], Any] = later(_DISTINCT, "frozen")

TRIES = 24
PATIENCE = 6  # attempts after which other lengths are tried


def array_node(flat: Schema, spot: Spot, compiler: Compiler) -> Node:
    """Return the node of `type: array`."""
    array, series = _Array(flat, spot, compiler), series_of(flat, compiler)
    built = array.make
    if series is None:
        return Node(built, plain=array.unroll)
    array.follow(series)

    def make(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        made = built(run, bits, pin, subject)
        return made if isinstance(pin, Items | Value | Known) else series.place(made, run)

    return Node(make)


class _Array:
    """The compiled array."""

    def __init__(self, flat: Schema, spot: Spot, compiler: Compiler) -> None:
        self._spot, self._compiler = spot, compiler
        self._inside = int(spot.owner != "")
        self._controls = controls_for(flat, compiler.options)
        self._unique, self._repeats = flat.get("uniqueItems") is True, flat.get("x-repeats") is True
        self._first: list[Node] = []
        self._rest: Node | None = None
        self._least: int = ceil(flat.get("minItems", 0))
        self._most: int | None = None if flat.get("maxItems") is None else floor(flat["maxItems"])
        self._wanted: list[Node] = []
        self._schemas: dict[int, Any] = {}
        self._spare: Node | None = None  # what may stand behind the first if it is wanted there
        self._elements(flat)
        self._meaning(flat.get("items", flat.get("unevaluatedItems", True)))
        self._containing(flat)
        self._check_bounds()
        self._tight = compiler.options.max_nodes // SCARCE
        self._usual = self._usual_lengths() if compiler.variant == "normal" else None
        self._fewest = self._usual[0] if self._usual else self._least
        self._series: Series | None = None
        self._plainly = None if self._unique or self._wanted or self._first or self._repeats else self._usual

    def _usual_lengths(self) -> tuple[int, ...] | None:
        """Return the lengths to draw one from where nothing narrows them, the least first."""
        low = max(self._least, self._controls.min_items, len(self._first))
        high = max(low, self._controls.max_items)
        narrow = self._rest is None or (self._most is not None and high > self._most)
        return None if narrow else lengths_between(low, high - low + 1)

    def follow(self, series: Series) -> None:
        """Take the length that a series has, unless somebody said how long arrays are to be."""
        if series.even and (self._controls.min_items, self._controls.max_items) == (FEWEST_ITEMS, MOST_ITEMS):
            self._series, self._plainly = series, None

    def _elements(self, flat: Schema) -> None:
        rest = flat.get("items", flat.get("unevaluatedItems", True))
        element = self._spot.element(f"{self._spot.pointer}/items")
        for number, schema in enumerate(flat.get("prefixItems", ())):
            try:
                node = self._compiler.compile(schema, element.at(f"prefixItems/{number}"))
                self._first.append(self._known(node, schema))
            except Unsatisfiable:
                self._limit(number)
                return
        if self._least > len(self._first) or rest is not True or not self._first:
            try:
                self._rest = self._known(self._compiler.compile(rest, element), rest)
            except Unsatisfiable:
                self._limit(len(self._first))
        else:
            self._spare = self._known(self._compiler.lazily(rest, element), rest)

    def _known(self, node: Node, schema: Any) -> Node:
        """Return the node, of which it is known now which schema it was compiled of."""
        self._schemas[id(node)] = schema
        return node

    @cached_property
    def _sources(self) -> Sources:
        return sources_of(self._compiler, self._schemas)

    def _meaning(self, rest: Any) -> None:
        self._accept = self._compiler.definitions.acceptor(rest)
        flat = self._compiler.definitions.flatten(rest)
        self._plain = self._compiler.variant == "normal" and isinstance(flat, dict) and flat.get("type") == "string"
        self._dated = self._plain and flat.get("format") in ("date", "date-time")
        self._label = label_of(rest, self._compiler) if self._compiler.variant == "normal" else None

    def _limit(self, length: int) -> None:
        self._most = length if self._most is None else min(self._most, length)

    def _containing(self, flat: Schema) -> None:
        rest = flat.get("items", True)
        for group in (flat, *flat.get("x-contains", ())):
            count = ceil(group.get("minContains", 1)) if "contains" in group else 0
            if count > self._compiler.options.max_nodes:
                raise Unsatisfiable.because(f"minContains {count} is above the budget", self._spot.pointer)
            if count > 0:
                merged = self._compiler.definitions.flatten({"allOf": [rest, group["contains"]]})
                if merged is False and "prefixItems" in flat:
                    continue  # then it is one of the first, for a check to judge
                if merged is False:
                    raise Unsatisfiable.because("no element can be what it must contain", self._spot.pointer)
                spot = self._spot.element(f"{self._spot.pointer}/contains")
                self._wanted += [self._known(self._compiler.lazily(merged, spot), merged)] * count
        self._overlapping = "x-contains" in flat  # one element may be several of what is wanted
        self._least = max(self._least, len(self._wanted) if not self._overlapping else 0)

    def _check_bounds(self) -> None:
        if self._most is not None and self._least > self._most:
            reason = f"it needs {self._least} elements and may have {self._most}"
            raise Unsatisfiable.because(reason, self._spot.pointer)
        budget = self._compiler.options.max_nodes
        if self._least > budget:
            reason = f"minItems {self._least} is above the budget of {budget} nodes"
            raise Unsatisfiable.because(reason, self._spot.pointer)

    def make(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Build the array."""
        free = pin is None or type(pin) is Slot
        usual = self._plainly
        if usual is not None and free and not run.small and not run.attempt and run.nodes < self._tight:
            return self._filled(run, bits, subject, usual_length(run, bits, usual, self._least))
        pins = None if free else pins_of(pin)
        length = self._length(run, bits, None if pins is None else len(pins))
        if self._unique or self._wanted or self._first or self._repeats or pins:
            run.nodes += 1 + length
            self._within(run)
            outer, run.distinct = run.distinct, subject if self._unique else run.distinct
            try:
                return self._carefully(run, bits, pins or (), subject, length)
            finally:
                run.distinct = outer
        return self._filled(run, bits, subject, length)

    def unroll(self) -> Plain | None:
        """Return the short way to make a list of entities."""
        node = self._rest
        if self._plainly is None or node is None or node.entities is None:
            return None
        bounds, label = Bounds(self._plainly, self._tight, self._least, self._inside), self._label
        names = (label, lambda made, *about: self._told_apart(made, label, (*about, node))) if label else None
        return short_list(node.entities, bounds, self.make, names)

    def _within(self, run: Run) -> None:
        if run.nodes > run.max_nodes:
            raise Unsatisfiable.because(f"the value needs more than {run.max_nodes} nodes", self._spot.pointer)

    def _filled(self, run: Run, bits: int, subject: Subject, length: int) -> list[Any]:
        """Return `length` elements that are all alike to the schema, and of which nothing is known."""
        nodes = run.nodes = run.nodes + 1 + length
        node = self._rest
        if nodes > run.max_nodes or node is None or not length:
            self._within(run)
            return []
        if node.leaf is not None:
            leaf = node.leaf
            values = [leaf(nth(bits, place)) for place in range(length)]
            return values if length < 2 or not self._plain else listed(values, self._fewest, self._dated)
        entities = node.entities
        run.lists += self._inside
        try:
            if entities is not None and run.plain and not run.small and not run.attempt:
                made = entities_of(entities, run, bits, length, subject)
            else:
                made = [node.make(run, nth(bits, place), Slot(place, bits), subject) for place in range(length)]
        except Unsatisfiable:
            if self._least:
                raise
            return []
        finally:
            run.lists -= self._inside
        if self._label is None or length < 2:
            return made
        return self._told_apart(made, self._label, (run, bits, subject, node))

    def _told_apart(self, made: list[Any], label: str, about: tuple[Run, int, Subject, Node]) -> list[Any]:
        run, bits, subject, node = about
        return told_apart(made, label, lambda place: node.make(run, nth(bits, place), Slot(place, bits), subject))

    def _length(self, run: Run, bits: int, pinned: int | None) -> int:
        free = pinned is None and not run.small and not run.attempt and run.nodes < self._tight
        if free and self._series is not None and self._usual is not None:
            return self._series.length(run, self._usual[0], self._most)
        options = self._controls
        least, most = self._least, self._most
        if self._rest is None and not (self._spare and self._wanted and run.attempt):
            most = len(self._first) if most is None else min(most, len(self._first))
        if pinned is not None:
            return max(least, pinned if most is None else min(pinned, most))
        variant = self._compiler.variant
        if run.small or variant == "minimal" or run.nodes > run.max_nodes // SCARCE:
            return self._other_length(run, least, most) if self._overlapping and run.attempt else least
        if run.attempt > PATIENCE:
            return self._other_length(run, least, most)
        low = max(least, options.min_items, len(self._first))
        high = max(low, options.max_items)
        return varied_length(variant, bits, (least, most), (low, high))

    def _other_length(self, run: Run, least: int, most: int | None) -> int:
        """Return a length that was not tried: that of all that is wanted, or one of the next few."""
        wanted = self._overlapping and run.attempt % 3 == 1
        length = max(least, len(self._wanted)) if wanted else least + run.attempt % max(4, len(self._wanted) + 1)
        return length if most is None else min(most, length)

    def _carefully(self, run: Run, bits: int, pins: Any, subject: Subject, length: int) -> list[Any]:
        made, seen = list[Any](), set[Any]()
        for place in range(length):
            before, run.nodes = run.nodes, 0 if pins else run.nodes  # what each may show on a page is its own
            value = self._element(run, bits, pins, subject, (place, length, seen))
            run.nodes += before if pins else 0
            if value is _NONE:
                break
            made.append(value)
        self._within(run)
        if self._repeats and len(made) > 1:
            place = run.attempt % len(made)
            made[(place + 1 + run.attempt // len(made)) % len(made)] = copied(made[place])
        return made if len(made) >= self._least else self._distinct(run, bits, subject)

    def _distinct(self, run: Run, bits: int, subject: Subject) -> list[Any]:
        """Return as few elements as there may be, none of them left to luck."""
        nodes = [self._node(place, self._least, run.attempt) for place in range(self._least)]
        found = self._sources.distinct(nodes, run, bits, subject)
        if found is not None:
            return found
        sure = not self._wanted and self._sources.are_listed(nodes)
        error = Unsatisfiable.proved if sure else Unsatisfiable.because
        raise error(f"fewer than {self._least} different elements were found", self._spot.pointer)

    def _element(self, run: Run, bits: int, pins: Any, subject: Subject, where: tuple[int, int, set[Any]]) -> Any:
        place, length, seen = where
        pin = pins[place] if place < len(pins) else None
        if isinstance(pin, Value) and place >= len(self._first) and self._accept(pin.value):
            return copied(pin.value)
        for attempt in range(TRIES if self._unique else 1):
            node = self._node(place, length, run.attempt)
            slot = Slot(place + attempt * length, bits)
            value = node.make(run, nth(bits, place + attempt * 1009), pin if pin is not None else slot, subject)
            if not self._unique:
                return value
            key = frozen(value)
            name = value.get(self._label) if self._label and attempt < OTHERS and isinstance(value, dict) else None
            label = None if name is None else frozen(name)
            if key not in seen and (label is None or (_NONE, label) not in seen):
                seen.update((key, (_NONE, label)))
                return value
            run.pay()
            pin = None
        return _NONE

    def _node(self, place: int, length: int, attempt: int) -> Node:
        wanted = self._wanted
        if wanted:
            last = max(length - len(wanted), 0)
            shift = attempt % (last + 1) if attempt else max(last, min(len(self._first), last))
            if shift <= place < shift + len(wanted) and (place >= len(self._first) or attempt or length == len(wanted)):
                return wanted[place - shift]
        if place < len(self._first):
            return self._first[place]
        rest = self._rest or self._spare
        assert rest is not None  # noqa: S101 - _length stays within the prefix otherwise
        return rest


_NONE: Any = object()
