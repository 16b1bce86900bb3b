"""Answers that the author wrote: the named example, else the first one, repaired where it breaks its schema."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.answer import Answer
from mockserver.answer.world import placed
from mockserver.contract.parameter import MISSING
from mockserver.generate import Unsatisfiable
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.render import Renderer
    from mockserver.answer.samples import Sample
    from mockserver.contract import Call
    from mockserver.generate import Pins
    from mockserver.schema import Bundle

_REPAIR = "mockserver.answer.shaping.repair"
alike: Callable[..., Pins | None] = later(_REPAIR, "alike")
labels_of: Callable[[Bundle], frozenset[str]] = later(_REPAIR, "labels_of")
repaired: Callable[..., Any] = later(_REPAIR, "repaired")

log = logging.getLogger("mockserver.answer")


class FromExample:
    """Answers with a documented example; `dynamic` leaves them aside unless a client asks for one."""

    def __init__(self, renderer: Renderer, *, dynamic: bool = False, ignore_examples: bool = False) -> None:
        self._renderer = renderer
        self._dynamic = dynamic
        self._ignored = ignore_examples
        self._told: set[Sample] = set()

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the example that was asked for, else the first, else the schema's own example or default."""
        if choice.media is None:
            return None
        samples = self._renderer.samples(choice.media)
        if samples.first is None:
            return None
        if choice.example is not None:
            sample = samples.named.get(choice.example.name)
        else:
            sample = None if self._leaves_aside(choice) else samples.first
        if sample is None:
            return None
        if not sample.valid:
            return self._repaired(call, choice, sample)
        if sample.raw is not None:
            return Answer(self._renderer.raw(call, choice, sample.raw), "example")
        value = sample.value
        if choice.example is None:
            value = placed(self._renderer.scenes, call, choice, self._renderer.bundle(choice), value)
            if value is MISSING:
                return None
        return Answer(self._renderer.response(call, choice, value), "example")

    def _leaves_aside(self, choice: Choice) -> bool:
        dynamic, variant = choice.preference.dynamic, choice.preference.variant
        if variant is not None and variant != "normal":
            return True
        return self._ignored or (self._dynamic if dynamic is None else dynamic)

    def _is_page(self, call: Call, choice: Choice) -> bool:
        """Tell whether a page of a list is asked for: one half of a broken example would contradict the other."""
        role = self._renderer.scenes.resources.role(call.operation) if choice.example is None else None
        return role is not None and role.verb == "list" and choice.status < 300

    def _repaired(self, call: Call, choice: Choice, sample: Sample) -> Answer | None:
        """Mend the example with generated parts; never send it as it is."""
        note = f"example '{sample.name}' of {call.operation.id} {choice.status} breaks its schema"
        bundle = self._renderer.bundle(choice)
        if sample not in self._told:
            self._told.add(sample)
            log.warning("%s%s", note, _why(choice, sample, bundle))
        if bundle is None or self._is_page(call, choice):
            return None
        labels = labels_of(bundle)
        scene = self._renderer.scenes(call, choice, bundle)
        try:
            generated = self._renderer.proved(bundle, replace(scene, pins=alike(scene.pins, sample.value, labels)))
        except Unsatisfiable:
            return None
        mended = repaired(bundle, sample.value, generated, labels)
        if choice.example is None and mended is not MISSING:
            mended = placed(self._renderer.scenes, call, choice, bundle, mended)
        if mended is MISSING:
            return None
        return Answer(self._renderer.response(call, choice, mended), "example", note=note + ": repaired")


def _why(choice: Choice, sample: Sample, bundle: Bundle | None) -> str:
    """Return where the example stands and what is wrong with it first, for the log."""
    examples = choice.media.examples if choice.media is not None else ()
    example = next((one for one in examples if one.name == sample.name), None)
    place = example.place if example is not None else bundle.place("") if bundle is not None else None
    violations = bundle.validator.explain(sample.value, "response") if bundle is not None else ()
    reason = f": {violations[0].pointer or '(whole)'}: {violations[0].message}" if violations else ""
    return (f" ({place})" if place else "") + reason
