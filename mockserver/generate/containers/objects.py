"""Objects: which properties there are, whose they are, and how they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from mockserver.generate.compile.controls import controls_for
from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable, copied, copier
from mockserver.generate.compile.run import SCARCE, Known, Slot
from mockserver.generate.containers.extras import Extras
from mockserver.generate.containers.fields import Field, fields_of
from mockserver.generate.containers.notes import notes_for
from mockserver.generate.containers.standing import Count, drawn, is_drawn, pooled, standing
from mockserver.generate.containers.unrolled import Agreed, Means, unrolled
from mockserver.generate.entropy import nth
from mockserver.generate.identity.entities import identity_of
from mockserver.generate.identity.ids import UUID
from mockserver.generate.relations.agree import agreements
from mockserver.generate.relations.counts.census import count, counted_by
from mockserver.generate.relations.naming.followed import follow, followed_by
from mockserver.generate.scene import ABSENT, Entity, Items, Value

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Plain, Settled
    from mockserver.generate.compile.run import Run, Subject

OFTEN, MOST_UNROLLED = 24, 200
NOTHING: Mapping[str, Any] = {}
PATIENCE = 6  # attempts after which optional properties are left out, in case they are the trouble


def object_node(flat: Schema, spot: Spot, compiler: Compiler) -> Node:
    """Return the node of `type: object`."""
    made = _Object(flat, spot, compiler)
    built = made.part if made.identity is None else made.make
    notes = notes_for(flat, spot, compiler)
    if notes is None:
        if made.identity is not None:
            entities = cast("Settled", made)
            short = None if made.identity.relative else lambda: standing(entities, built)
            return Node(built, entities=entities, plain=short)
        return Node(built, plain=made.unroll)

    def make(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        if (pin is not None and type(pin) is not Slot) or run.small or run.attempt or run.shrunk:
            return built(run, bits, pin, subject)
        run.nodes += 1
        return notes(bits)

    return Node(make)


class _Object:
    """The compiled object: fields in the schema's order, names beyond them, and what makes the values agree."""

    def __init__(self, flat: Schema, spot: Spot, compiler: Compiler) -> None:
        self._spot = spot
        self._compiler = compiler
        self.identity = identity_of(flat, spot, compiler)
        self._controls = controls_for(flat, compiler.options)
        self._extras = Extras(flat, spot, compiler)
        self._fields = fields_of(flat, spot, compiler, self.identity, self._extras)
        self._limits(flat)
        self._unanswered = [field.name for field in self._fields if field.node.absent]
        self._agreements = agreements(flat, compiler)
        self._nested = any(field.nested for field in self._fields)
        self._followed = followed_by(flat, self.identity, compiler)
        self._counts = counted_by(flat, self.identity, compiler)
        self._uncounted: object = object() if self._counts or self._nested else self
        needs = {name: tuple(needed) for name, needed in flat.get("dependentRequired", {}).items()}
        self._needs = {name: needed for name, needed in needs.items() if needed}
        certain = self._controls.optionals >= 1 and compiler.variant in ("normal", "maximal")
        most = self._most is None or self._most >= len(self._fields)
        whole = certain and most and not self._needs and len(self._fields) >= self._least and not self._extras.wanted
        self._all = frozenset(field.name for field in self._fields)
        self._size = 1 + len(self._fields)
        self._tight = compiler.options.max_nodes // SCARCE
        self._certain = whole
        self.plain: Plain = self._in_turn if whole else self._sparsely
        self._wanted = 0
        flat_part = whole and self.identity is None and not self._followed and not self._counts
        self._pooled: Plain | None = None
        if flat_part and self._fields and all(field.node.leaf is not None for field in self._fields):
            count = compiler.options.pools.once("parts", Count)
            self._pooled = pooled(self._whole, self._size, self._tight, count)

    def _limits(self, flat: Schema) -> None:
        self._least = int(-(-flat.get("minProperties", 0) // 1))
        self._most = None if flat.get("maxProperties") is None else int(flat["maxProperties"] // 1)
        required = sum(field.required for field in self._fields)
        if self._most is not None and (required > self._most or self._least > self._most):
            raise Unsatisfiable.proved(f"maxProperties {self._most} is below what it requires", self._spot.pointer)
        if self._least > self._compiler.options.max_nodes:
            raise Unsatisfiable.because(f"minProperties {self._least} is above the budget", self._spot.pointer)
        if not self._extras.possible and len(self._fields) < self._least:
            raise Unsatisfiable.because(f"fewer than {self._least} properties are allowed", self._spot.pointer)

    def _whole(self, run: Run, bits: int, subject: Subject) -> Any:
        return self.plain(run, bits, subject)

    def part(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Build an object that is no entity: most are a part of one, of which nothing is known."""
        if (pin is None or type(pin) is Slot) and not run.attempt:
            return self.plain(run, bits, subject) if self._pooled is None else self._pooled(run, bits, subject)
        return self.make(run, bits, pin, subject)

    def make(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Build the object."""
        if not run.attempt:
            kind = type(pin)
            if kind is Known:
                return self._built(run, pin.subject.bits, pin.pin, pin.subject)
            if self.identity is not None and (kind is Entity or not run.small):
                subject, pin = self.identity.settle(run, bits, pin, subject)
                if kind is Entity:
                    bits = subject.bits
                    return self._built(run, bits, pin, subject) if pin else self.plain(run, bits, subject)
                usual = run.window is None and (run.recall is None or not self._nested)
                return self._built(run, subject.bits, pin, subject) if pin or not usual else self.settled(run, subject)
        subject, pin, bits = self._settled(run, bits, pin, subject)
        return self._built(run, bits, pin, subject)

    def settled(self, run: Run, subject: Subject) -> Any:
        """Build an entity, or copy what was made of a member lately: it is the same wherever it is shown."""
        if subject.owner is not None:
            return self.plain(run, subject.bits, subject)
        world = run.world
        maker = (self if run.counted else self._uncounted, run.lists, subject.id)
        found = world.values.get(maker)
        if found is not None and run.nodes + found[1] <= self._tight:
            run.nodes += found[1]
            return found[0]()
        before, shrunk, run.shrunk = run.nodes, run.shrunk, False
        value = self.plain(run, subject.bits, subject)
        if not run.shrunk:
            world.remember(maker, copier(copied(value)), run.nodes - before)
        run.shrunk = run.shrunk or shrunk
        return value

    def each(self, run: Run, subjects: Iterable[Subject]) -> list[Any]:
        """Build entities that stand in their owner."""
        plain = self.plain
        return [plain(run, subject.bits, subject) for subject in subjects]

    def unroll(self) -> Plain:
        """Return the short way to make the object, written out as Python: that takes a millisecond."""
        if self._certain and len(self._fields) <= MOST_UNROLLED:
            self.plain = self._unrolled
        return self._pooled or self.plain

    @cached_property
    def _unrolled(self) -> Plain:
        agreed = Agreed(self._agreements, self._followed, self._counts)
        return unrolled(self._fields, agreed, Means(self._size, self._tight, self._hurried))

    def _built(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        if not pin:
            return self.plain(run, bits, subject)
        run.nodes += self._size
        return self._hurried(run, bits, pin, subject)

    def _sparsely(self, run: Run, bits: int, subject: Subject) -> Any:
        run.nodes += self._size
        return self._hurried(run, bits, None, subject)

    def _hurried(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        if run.nodes > self._tight:
            run.shrunk = True
            if run.nodes > run.max_nodes:
                raise Unsatisfiable.because(f"the value needs more than {run.max_nodes} nodes", self._spot.pointer)
        return self._chosen(run, bits, pin, subject)

    def _in_turn(self, run: Run, bits: int, subject: Subject) -> Any:
        """Build all fields and let them agree; whoever is wanted often is unrolled."""
        self._wanted += 1
        if self._wanted >= OFTEN and len(self._fields) <= MOST_UNROLLED:
            self.unroll()
            return self.plain(run, bits, subject)
        run.nodes += self._size
        if run.nodes > self._tight or run.small or run.attempt:
            return self._hurried(run, bits, None, subject)
        try:
            value = {field.name: field.value(run, bits, None, subject) for field in self._fields}
            return self._agreed(value, run, bits, NOTHING, subject)
        except Unsatisfiable:
            run.pay()
            return self._hurried(run, bits, None, subject)

    def _settled(self, run: Run, bits: int, pin: Any, subject: Subject) -> tuple[Subject, Any, int]:
        """Return the entity that this object is, or stands in, what is pinned of it, and its entropy."""
        if isinstance(pin, Known):
            subject, pin = pin.subject, pin.pin
            bits = subject.bits
        elif self.identity is not None:
            subject, pin = self.identity.settle(run, bits, pin, subject)
            bits = subject.bits
        elif isinstance(pin, Entity):
            subject = (
                run.world.member(pin.kind, pin.ordinal, UUID) if pin.id is None else run.world.entity(pin.kind, pin.id)
            )
            named = {pin.id_property: pin.id} if pin.id_property else {}
            pin, bits = {**named, **pin.values}, subject.bits
        elif isinstance(pin, Slot | Items):
            return subject, None, bits
        elif self._pooled is not None and is_drawn(run, subject) and not run.attempt:
            bits = drawn(bits)
        return subject, pin, nth(bits, run.attempt) if run.attempt else bits

    def _chosen(self, run: Run, bits: int, pins: Mapping[str, Any] | Value | Items | None, subject: Subject) -> Any:
        """Build the object property by property, with everything that may leave one out."""
        if isinstance(pins, Value):
            pins = pins.value if isinstance(pins.value, dict) else {}
        if type(pins) is not dict and not isinstance(pins, Mapping):
            pins = {}  # nothing is known, or it is known of a list, which this is not
        small = run.small or run.nodes > run.max_nodes // SCARCE
        if self._all.issuperset(pins) and self._is_whole(pins, bool(small), run.attempt):
            try:
                value = {field.name: field.value(run, bits, pins.get(field.name), subject) for field in self._fields}
                return self._agreed(value, run, bits, pins, subject)
            except Unsatisfiable:
                run.pay()
        names = self._names(bits, pins, bool(small), run.attempt)
        value = {}
        for field in self._fields:
            if field.name in names:
                try:
                    value[field.name] = field.value(run, bits, pins.get(field.name), subject)
                except Unsatisfiable:
                    if field.required or self._needs:
                        raise
                    run.pay()
        missing = max(self._least - len(value), 0 if small else self._extras.count(bits, self._most, len(value)))
        beyond = {name: pin for name, pin in pins.items() if name not in value and pin is not ABSENT}
        self._extras.fill(value, missing, (run, bits, subject), beyond)
        if len(value) < self._least:
            self._extras.exhaust(value, self._least, (run, bits, subject))
        if len(value) < self._least:
            raise Unsatisfiable.because(f"fewer than {self._least} properties could be made", self._spot.pointer)
        return self._agreed(value, run, bits, pins, subject)

    def _agreed(
        self, value: dict[str, Any], run: Run, bits: int, pins: Mapping[str, Any], subject: Subject
    ) -> dict[str, Any]:
        for name in self._unanswered:
            if value.get(name) is ABSENT:
                del value[name]
        if self._followed:
            follow(value, self._followed, run, pins)
        for agree in self._agreements:
            agree(value, bits, pins)
        if self._counts and run.counted:
            count(value, self._counts, run, subject, pins)
        return value

    def _is_whole(self, pins: Mapping[str, Any], small: bool, attempt: int) -> bool:
        """Tell whether the object shows all of its fields, which is certain for most as long as nothing is scarce."""
        return self._certain and not small and attempt <= PATIENCE and ABSENT not in pins.values()

    def _names(self, bits: int, pins: Mapping[str, Any], small: bool, attempt: int) -> AbstractSet[str]:
        if self._is_whole(pins, small, attempt):
            return self._all
        names: dict[str, Field] = {field.name: field for field in self._fields}
        chosen = {field.name for field in self._fields if field.required}
        chance = 0.0 if small or self._compiler.variant == "minimal" else self._controls.optionals
        if self._compiler.variant == "boundary" or attempt > PATIENCE:
            chance = 0.0 if attempt % 4 == 0 else 0.5
        free = [field for field in self._fields if not field.required and pins.get(field.name) is not ABSENT]
        wanted = [field for field in free if field.name in pins or field.appears(bits, chance)]
        spare = [field for field in free if field not in wanted]
        room = len(names) if self._most is None else self._most
        for number, field in enumerate((*wanted, *spare)):
            if number >= len(wanted) and len(chosen) >= self._least:
                break
            more = self._closure(field.name) - chosen
            if more <= names.keys() and len(chosen) + len(more) <= room:
                chosen |= more
        for name in list(chosen):
            chosen |= self._closure(name)
        return chosen

    def _closure(self, name: str) -> set[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(self._needs.get(here, ()))
        return found
