"""Choices: what is left of `oneOf`, `anyOf`, `if`, `dependentSchemas` and `not` once everything certain is merged.

Each keyword is opened into alternatives, plain schemas of which any one will do; an alternative is merged with the rest
of the schema and compiled at its first use, so that the choices inside it are opened in their turn.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mockserver.generate.combinators.branches import Branch, exclusive
from mockserver.generate.combinators.discriminator import discriminated
from mockserver.generate.combinators.views import Views
from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable
from mockserver.generate.compile.run import MOST_TRIES, Known, Slot
from mockserver.generate.identity.entities import identity_of
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Plain
    from mockserver.generate.compile.run import Run, Subject

negations: Callable[..., list[Any]] = later("mockserver.generate.combinators.negation", "negations")

PATIENCE = 40  # attempts after which alternatives that exclude each other are tried now and then
FEW_TRIES = 100  # what they may cost: they hold as much again as all the others
MOST_EXCLUSIVE = 6
MANY = 5
DEEPEST = 90  # steps from the last named schema to an alternative inside an alternative inside ...


def has_choice(flat: Schema) -> bool:
    """Tell whether `flat` leaves something to choose before a value can be built."""
    return any(keyword in flat for keyword in OPENERS) or bool(flat.get("allOf"))


def choice_node(flat: Schema, spot: Spot, compiler: Compiler) -> Node:
    """Return the node that chooses among the alternatives of the first open keyword of `flat`."""
    if spot.pointer.count("/") > DEEPEST:
        raise Unsatisfiable.because("its alternatives never come to an end", spot.pointer)
    keyword, rest, alternatives = opened(flat, compiler)
    branches = [
        Branch(schema, rest, spot.at(f"{keyword}/{number}"), compiler) for number, schema in enumerate(alternatives)
    ]
    branches = [branch for branch in branches if branch.possible]
    if not branches:
        raise Unsatisfiable.proved(f"no alternative of its {keyword} can be satisfied", spot.pointer)
    if len(branches) == 1:
        return compiler.compile(branches[0].merged, branches[0].spot)
    solid = [branch for branch in branches if not branch.is_null]
    chooser = Chooser(solid, [branch for branch in branches if branch.is_null], spot, compiler)
    if keyword == "oneOf" and len(branches) <= MOST_EXCLUSIVE:
        chooser.exclusive = lambda: exclusive([branch.schema for branch in branches], rest, spot, compiler)
    there = solid[0].spot if len(solid) == 1 else spot  # one that may be null is still called as its schema is
    identity = identity_of(_shown(solid, compiler), there, compiler)
    if identity is None:
        return Node(chooser.make, plain=chooser.unroll)
    entities = Views(chooser, identity)
    return Node(entities.make, entities=entities)


def _shown(branches: list[Branch], compiler: Compiler) -> Schema:
    """Return the object schema that all the alternatives are views of, as far as identity needs it."""
    properties: dict[str, Any] = {}
    for branch in reversed(branches[:40]):
        flat = compiler.definitions.flatten(branch.merged)
        if isinstance(flat, dict):
            properties.update(flat.get("properties", {}))
            for part in (*flat.get("oneOf", ()), *flat.get("anyOf", ())):
                inner = compiler.definitions.flatten(part)
                properties.update(inner.get("properties", {}) if isinstance(inner, dict) else {})
    return {"properties": properties} if properties else {}


class Chooser:
    """Picks an alternative by entropy; the smallest where budgets are short; the next one where one cannot be made."""

    def __init__(self, solid: list[Branch], nulls: list[Branch], spot: Spot, compiler: Compiler) -> None:
        self._branches = usual_first(solid) or nulls
        self._nulls = nulls if solid else []
        self.usual = [] if self._nulls else self._branches  # where nothing is known or scarce
        self._spot = spot
        self._compiler = compiler
        self._smallest: list[Branch] = []
        self._excluding: list[Branch] | None = None
        self.exclusive: Callable[[], list[Branch]] | None = None

    def make(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Return the value of one alternative."""
        if run.attempt > PATIENCE and run.attempt % 8 == 7 and self.exclusive is not None:
            with suppress(Unsatisfiable):
                return self._only(self.exclusive, run, bits, pin, subject)
            run.pay()
        told = pin.pin if type(pin) is Known else None if type(pin) is Slot else pin
        choice = (bits >> 24) + run.attempt
        ready = None if told or run.small or not self.usual else self._branches[choice % len(self._branches)].ready
        if ready is not None:
            try:
                return ready.make(run, bits, pin, subject)
            except Unsatisfiable:
                run.pay()
        if self._nulls and not pin and not run.small and choice % 10 == 9:
            return self._nulls[0].node.make(run, bits, pin, subject)
        return self._first(run, bits, pin, subject, choice if not told or run.attempt else self._told(told, choice))

    def unroll(self) -> Plain | None:
        """Return the short way to make the value of one alternative."""
        return self._plain if self.usual else None

    def _plain(self, run: Run, bits: int, subject: Subject) -> Any:
        branch = self.usual[(bits >> 24) % len(self.usual)]
        try:
            return (branch.plain or branch.unroll())(run, bits, subject)
        except Unsatisfiable:
            run.pay()
            return self.make(run, bits, None, subject)

    def _only(self, exclusive: Callable[[], list[Branch]], run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Return a value of one alternative that is made to break the others."""
        if self._excluding is None:
            self._excluding = exclusive()
        if not self._excluding:
            raise Unsatisfiable.because("its alternatives accept the very same values", self._spot.pointer)
        tries, run.tries = run.tries, max(run.tries, MOST_TRIES - FEW_TRIES)
        try:
            return self._excluding[(run.attempt // 8) % len(self._excluding)].node.make(run, bits, pin, subject)
        finally:
            run.tries = tries + 1  # whether it works or not, the plain alternatives keep the tries that they had

    def _told(self, told: Any, choice: int) -> int:
        return next((place for place, branch in enumerate(self._branches) if branch.fits(told)), choice)

    def _first(self, run: Run, bits: int, pin: Any, subject: Subject, start: int) -> Any:
        branches = self._branches
        if run.small:
            branches, start = self._by_size(), run.attempt
        refusal: Unsatisfiable | None = None
        for number in range(len(branches)):
            try:
                return branches[(start + number) % len(branches)].node.make(run, bits, pin, subject)
            except Unsatisfiable as error:
                refusal = refusal or error
                run.pay()
        if self._nulls:
            return self._nulls[0].node.make(run, bits, pin, subject)
        if refusal is not None:
            raise Unsatisfiable.because(refusal.reason, refusal.pointer)
        raise Unsatisfiable.because("no alternative is left", self._spot.pointer)

    def _by_size(self) -> list[Branch]:
        if not self._smallest:
            height = self._compiler.definitions.height
            self._smallest = sorted([*self._nulls, *self._branches], key=lambda branch: height(branch.merged))
        return self._smallest


def usual_first(branches: list[Branch]) -> list[Branch]:
    """Return the alternatives to draw from, the first as often as all together where there are many.

    Authors name the usual kind first: most messages are texts, and few are stickers.
    """
    return branches if len(branches) < MANY else [branches[0]] * len(branches) + branches


def opened(flat: Schema, compiler: Compiler) -> tuple[str, Schema, list[Any]]:
    """Return the first open keyword of `flat`, the rest of the schema, and the alternatives that it is opened into."""
    for keyword, open_ in OPENERS.items():
        if keyword in flat:
            rest = {name: value for name, value in flat.items() if name not in _PARTNERS.get(keyword, (keyword,))}
            first, *others = refused(flat["not"]) if keyword == "not" else (None,)
            if others:
                return keyword, {**rest, "not": {"anyOf": others}}, open_({"not": first}, compiler)
            return keyword, rest, open_(flat, compiler)
    parts = list(flat["allOf"])
    place = next((n for n, part in enumerate(parts) if isinstance(part, dict) and _openable(part)), None)
    rest = {name: value for name, value in flat.items() if name != "allOf"}
    if place is None:
        return "allOf", {}, _forced(rest, parts, compiler)
    part = parts.pop(place)
    if parts:
        rest["allOf"] = parts
    keyword, inner, alternatives = opened(part, compiler)
    if inner:
        alternatives = [{"allOf": [inner, alternative]} for alternative in alternatives]
    return keyword, rest, alternatives


def _forced(rest: Schema, parts: list[Any], compiler: Compiler) -> list[Any]:
    """Return what to build where parts cannot be merged and hold no choice either: most of it, for a check to judge."""
    contained = [part for part in parts if isinstance(part, dict) and "contains" in part]
    merged = compiler.definitions.flatten(
        {"allOf": [rest, *(_loosened(part) for part in parts if part not in contained)]}
    )
    if not isinstance(merged, dict):
        return [rest]
    left = [part for part in merged.get("allOf", ()) if isinstance(part, dict) and _openable(part)]
    merged = {name: value for name, value in merged.items() if name != "allOf"}
    if left:
        merged["allOf"] = left
    if contained:
        merged["x-contains"] = contained
    return [merged, rest]


def _loosened(part: Any) -> Any:
    """Return a part that cannot be merged as it is without what it says of everything else: a check sees to that."""
    if not isinstance(part, dict):
        return part
    kept = {name: value for name, value in part.items() if name not in _CLOSING}
    if "allOf" in kept:
        kept["allOf"] = [_loosened(each) for each in kept["allOf"]]
    return kept


def _openable(part: Schema) -> bool:
    return any(keyword in part for keyword in OPENERS)


def _one_of(flat: Schema, compiler: Compiler) -> list[Any]:
    return discriminated(flat, "oneOf", compiler.definitions)


def _any_of(flat: Schema, compiler: Compiler) -> list[Any]:
    return discriminated(flat, "anyOf", compiler.definitions)


def _condition(flat: Schema, _compiler: Compiler) -> list[Any]:
    met = {"allOf": [flat["if"], flat.get("then", True)]}
    unmet = {"allOf": [{"not": flat["if"]}, flat.get("else", True)]}
    if flat["if"] is True:
        return [flat.get("then", True)]
    return [flat.get("else", True)] if flat["if"] is False else [met, unmet]


def _dependent(flat: Schema, _compiler: Compiler) -> list[Any]:
    dependent: dict[str, Any] = flat["dependentSchemas"]
    needed = [name for name in dependent if name in flat.get("required", ())]
    free = [name for name in dependent if name not in needed]
    always = [dependent[name] for name in needed]
    without = {"properties": dict.fromkeys(free, False)}
    found: list[Any] = [{"allOf": [*always, {"required": free}, *(dependent[name] for name in free)]}]
    for name in free:
        others = {"properties": {other: False for other in free if other != name}}
        found.append({"allOf": [*always, {"required": [name]}, dependent[name], others]})
    found.append({"allOf": [*always, without]})
    return found


def refused(schema: Any) -> list[Any]:
    """Return the schemas that `not` refuses with `schema`, each by itself."""
    if isinstance(schema, dict) and schema.keys() == {"anyOf"} and schema["anyOf"]:
        return [each for part in schema["anyOf"] for each in refused(part)]
    return [schema]


def _not(flat: Schema, compiler: Compiler) -> list[Any]:
    return [*negations(flat["not"], compiler.definitions), True]


_CLOSING = ("unevaluatedProperties", "unevaluatedItems", "additionalProperties")
_PARTNERS = {
    "if": ("if", "then", "else"), "oneOf": ("oneOf", "discriminator"), "anyOf": ("anyOf", "discriminator"),
}  # fmt: skip
OPENERS: dict[str, Callable[[Schema, Compiler], list[Any]]] = {
    "oneOf": _one_of,
    "anyOf": _any_of,
    "if": _condition,
    "dependentSchemas": _dependent,
    "not": _not,
}

__all__ = ["OPENERS", "choice_node", "has_choice", "opened", "refused"]
