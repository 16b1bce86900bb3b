"""Where a value cannot be shown to be valid by construction: it is checked, and made again, within bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.generate.combinators.disjoint import surely_one
from mockserver.generate.compile.node import Node, Spot, Unsatisfiable
from mockserver.generate.compile.run import Known, Slot
from mockserver.generate.entropy import nth
from mockserver.generate.scene import Entity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Make, Schema
    from mockserver.generate.compile.run import Run, Subject

ATTEMPTS = (64, 16, 6, 3)  # by how many checked values this one stands inside
EARLY = (8, 5, 3, 2)  # the same, before the last resort is asked
FEW_TRIES = 60  # what these may cost in all
WHOLE = 3  # attempts that keep all that is known of the value
ANYBODY = 5  # of eight later ones, the one that does not even keep who it is


def needs_check(schema: Schema, flat: Schema, compiler: Compiler) -> bool:
    """Tell whether what is built for `flat`, which is `schema` merged, might break it."""
    if not _UNSURE.isdisjoint(flat) or any(not _UNSURE_INSIDE.isdisjoint(part) for part in _in_place(schema, compiler)):
        return True
    return "oneOf" in flat and not surely_one(flat, compiler)


def _in_place(schema: Any, compiler: Compiler) -> Iterator[Schema]:
    """Yield `schema` and every schema that is applied to the same value."""
    waiting, seen = [schema], set()
    while waiting:
        here = waiting.pop()
        if not isinstance(here, dict) or id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        for keyword in ("allOf", "anyOf", "oneOf"):
            waiting.extend(here.get(keyword, ()))
        waiting.extend(here[keyword] for keyword in ("then", "else") if keyword in here)
        waiting.extend(here.get("dependentSchemas", {}).values())
        if "$ref" in here:
            waiting.append(compiler.definitions.resolve(here["$ref"]))


def checked(node: Node, accept: Callable[[Any], bool], spot: Spot, resort: Make | None) -> Node:
    """Return a node that only gives what `accept` takes; it raises Unsatisfiable after a bounded number of attempts.

    After a few attempts `resort` is asked, which gives nothing but what `accept` takes, and takes longer. Without one,
    who asks has a check of its own, and it is left to that.
    """
    if resort is None:
        return Node(_sampled(node, accept, spot, EARLY))
    sample, more = _sampled(node, accept, spot, EARLY), _sampled(node, accept, spot, ATTEMPTS)

    def make(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        tries, most = run.tries, run.most_tries
        run.most_tries = min(most, tries + FEW_TRIES)
        try:
            value = sample(run, bits, pin, subject)
        except Unsatisfiable:
            run.tries, run.most_tries = tries, most  # the sampling was in vain, which says nothing of the cases
            run.pay()
            try:
                value = resort(run, bits, _who(pin), subject)
            except Unsatisfiable as error:
                if error.sure:
                    raise
                run.pay()
                value = more(run, bits, pin, subject)
        run.tries, run.most_tries = tries + 1, most
        return value

    return Node(make)


def _sampled(node: Node, accept: Callable[[Any], bool], spot: Spot, attempts: tuple[int, ...]) -> Make:
    """Return what makes values until `accept` takes one, at most so often as `attempts` says for its level."""
    attempt_once = node.make

    def make(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        before, level = run.attempt, run.checking
        run.checking = level + 1
        refusal: Unsatisfiable | None = None
        try:
            for attempt in range(attempts[min(level, len(attempts) - 1)]):
                run.attempt = before + attempt
                run.tries += 1
                if attempt:
                    run.pay()
                if run.tries > run.most_tries:
                    raise Unsatisfiable.because(f"{run.tries - 1} attempts found no value", spot.pointer)
                try:
                    told = pin if attempt < WHOLE else _who(pin) if attempt % 8 != ANYBODY else None
                    value = attempt_once(run, nth(bits, attempt) if attempt else bits, told, subject)
                except Unsatisfiable as error:
                    refusal = refusal or error
                    continue
                if accept(value):
                    return value
        finally:
            run.attempt, run.checking = before, level
        if refusal is not None:
            raise Unsatisfiable.because(refusal.reason, refusal.pointer)
        raise Unsatisfiable.because("none of the candidates satisfied all of it", spot.pointer)

    return make


def _who(pin: Any) -> Any:
    """Return which entity is known to stand here, without what else is known of it: that may break the schema."""
    if isinstance(pin, Known):
        return Known(pin.subject, None)
    if not isinstance(pin, Entity):
        return pin if isinstance(pin, Slot) else None
    return replace(pin, values={name: value for name, value in pin.values.items() if name == pin.id_property})


_UNSURE_INSIDE = frozenset({"unevaluatedItems", "unevaluatedProperties", "$dynamicRef"})
_UNSURE = _UNSURE_INSIDE | {"not", "if", "dependentSchemas", "contains", "allOf", "propertyNames"}
