"""Properties that a schema allows without naming them: by pattern, by propertyNames, or freely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.controls import controls_for
from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable, copied
from mockserver.generate.entropy import MASK, mixed, nth, salt_of
from mockserver.generate.scene import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Run, Subject

TRIES = 40
PATIENCE = 1 << 20  # attempts from here on are those of an object that has too few properties
MORE, MORE_EACH = 2_000, 40
USUAL = 3


class Extras:
    """What one object schema says about any name: whether it is allowed, what its value must be, and names to add."""

    def __init__(self, flat: Schema, spot: Spot, compiler: Compiler) -> None:
        self._properties: dict[str, Any] = flat.get("properties", {})
        self._patterns: dict[str, Any] = flat.get("patternProperties", {})
        self._others: Any = flat.get("additionalProperties", flat.get("unevaluatedProperties", True))
        self._rule: Any = flat.get("propertyNames", True)
        self._spot, self._compiler = spot, compiler
        accept = compiler.definitions.acceptor
        self._matches = [(accept({"pattern": pattern}), schema) for pattern, schema in self._patterns.items()]
        self._accepts_name = accept(self._rule) if self._rule is not True else None
        self._nodes: dict[tuple[int, ...], Node] = {}
        self._empty: set[tuple[int, ...]] = set()  # whose schema has no value, that is certain
        open_patterns = any(schema is not False for schema in self._patterns.values())
        self.possible = self._rule is not False and (self._others is not False or open_patterns)
        described = isinstance(self._others, dict) and bool(self._others.keys() - {"description", "title", "nullable"})
        self._words = _STATES if described and _counts(self._others) else _WORDS
        fill = controls_for(flat, compiler.options).fill
        self.wanted = fill and self.possible and not self._properties and (described or open_patterns)

    def allows(self, name: str) -> bool:
        """Tell whether `propertyNames` takes the name."""
        return self._accepts_name is None or self._accepts_name(name)

    def schema_of(self, name: str) -> Any:
        """Return the schema that the value of the property `name` must satisfy."""
        parts = [self._properties[name]] if name in self._properties else []
        parts += [schema for matches, schema in self._matches if matches(name)]
        if not parts:
            return self._others
        return parts[0] if len(parts) == 1 else {"allOf": parts}

    def matching(self, name: str) -> tuple[int, ...]:
        """Return which of the patterns the name matches."""
        return tuple(number for number, (matches, _) in enumerate(self._matches) if matches(name))

    def count(self, bits: int, most: int | None, present: int) -> int:
        """Return how many unnamed properties an object has that is a map by nature; none otherwise."""
        if not self.wanted or self._compiler.variant == "minimal":
            return 0
        count = 1 + mixed(bits, _COUNT) % USUAL
        return count if most is None else max(0, min(count, most - present))

    def fill(self, value: dict[str, Any], count: int, about: tuple[Run, int, Subject], pins: Mapping[str, Any]) -> None:
        """Add `count` properties to `value`, and those pinned ones that the schema allows."""
        for name, pin in pins.items():
            given = pin.value if isinstance(pin, Value) else pin
            schema = self.schema_of(name)
            free = name not in self._properties and schema is not False and self.allows(name) and _is_json(given)
            if free and self._compiler.definitions.acceptor(schema)(given):
                value[name] = copied(given)
                count -= 1
        attempt = 0
        while count > 0 and attempt < count * 2 + TRIES:
            count -= self._add(value, about, attempt)
            attempt += 1
            if count > 0 and self._is_hopeless():
                return

    def exhaust(self, value: dict[str, Any], least: int, about: tuple[Run, int, Subject]) -> None:
        """Add properties to `value` until it has `least` of them: few names may be left, or hard to come by."""
        for attempt in range(PATIENCE, PATIENCE + MORE + MORE_EACH * least):
            if len(value) >= least or self._is_hopeless():
                return
            self._add(value, about, attempt)

    def _is_hopeless(self) -> bool:
        """Tell whether no name is left whose value could be made."""
        return () in self._empty and all(schema is False for schema in self._patterns.values())

    def _add(self, value: dict[str, Any], about: tuple[Run, int, Subject], attempt: int) -> int:
        run, bits, subject = about
        name = self._name(run, nth(mixed(bits, _NAMES), attempt), attempt, subject)
        if name is None or (self._empty and self.matching(name) in self._empty):
            run.pay()
            return 0
        plain = self._rule is True and name in self._words
        if not plain and (
            attempt or name in value or name.endswith(("_", "-"))
        ):  # a pattern that is open at its end takes a word more
            longer = name + _WORDS[(bits + attempt) % len(_WORDS)]
            if self.allows(longer) and self.matching(longer) == self.matching(name):
                name = longer
        if name in value or name in self._properties or not self.allows(name) or self.schema_of(name) is False:
            run.pay()
            return 0
        try:
            value[name] = self._node(name).make(run, mixed(bits, salt_of(f"property:{name}")), None, subject)
        except Unsatisfiable as error:
            if error.sure:
                self._empty.add(self.matching(name))
            run.pay()
            return 0
        return 1

    def _name(self, run: Run, bits: int, attempt: int, subject: Subject) -> str | None:
        if self._rule is not True:
            rule = self._once("rule", {"allOf": [{"type": "string"}, self._rule]})
            compiler = self._compiler if attempt < PATIENCE else self._compiler.normal
            try:
                name = compiler.compile(rule, Spot("key")).make(run, bits, None, subject)
            except Unsatisfiable:
                return None
            return name if isinstance(name, str) else None
        patterns = [pattern for pattern, schema in self._patterns.items() if schema is not False]
        if patterns and (self._others is False or self._others is True or attempt % 2 == 0):
            pattern = patterns[(bits >> 8) % len(patterns)]
            rule = self._once(pattern, {"type": "string", "pattern": pattern, "maxLength": 64})
            compiler = self._compiler if attempt < PATIENCE else self._compiler.normal
            try:
                found: str = compiler.compile(rule, Spot("key")).make(run, bits, None, subject)
            except Unsatisfiable:
                return None
            return found
        words = self._words
        word = words[(bits + attempt) % len(words)]
        return word if attempt < len(words) else f"{word}{(bits & MASK) % 10_000}"

    def _once(self, key: str, schema: Schema) -> Schema:
        kept: dict[str, Schema] = self.__dict__.setdefault("_rules", {})
        return kept.setdefault(key, schema)

    def _node(self, name: str) -> Node:
        key = self.matching(name)
        if key not in self._nodes:
            spot = self._spot
            there = Spot(
                spot.name, spot.parents, spot.kind, spot.owner, spot.schema_name, f"{spot.pointer}/additionalProperties"
            )
            self._nodes[key] = self._compiler.compile(self.schema_of(name), there)
        return self._nodes[key]


def _counts(schema: Any) -> bool:
    """Tell whether a map holds whole numbers: then it counts something, most often how much is in which state."""
    return isinstance(schema, dict) and schema.get("type") == "integer"


def _is_json(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool | list | dict)


_COUNT, _NAMES = salt_of("extras:count"), salt_of("extras:names")
_STATES = (
    "active", "new", "pending", "completed", "archived", "draft", "open", "closed", "failed", "scheduled", "approved",
    "rejected", "shipped", "available", "sold", "paused",
)  # fmt: skip
_WORDS = (
    "source", "channel", "plan", "region", "segment", "language", "tier", "campaign", "department", "priority",
    "category", "team", "stage", "reference", "note", "label", "group", "status", "owner", "origin", "topic", "version",
)  # fmt: skip
