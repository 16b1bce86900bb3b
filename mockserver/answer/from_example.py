"""Answers that the description's author wrote: the named example, else the first, repaired if it breaks its schema."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from mockserver.answer.answer import Answer
from mockserver.answer.repair import repaired
from mockserver.contract.parameter import MISSING

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.render import Renderer
    from mockserver.contract import Call
    from mockserver.contract.parameter import Example
    from mockserver.schema import Bundle

log = logging.getLogger("mockserver.answer")


class FromExample:
    """Answers with a documented example; `dynamic` leaves them aside unless a client asks for one."""

    def __init__(self, renderer: Renderer, *, dynamic: bool = False, ignore_examples: bool = False) -> None:
        self._renderer = renderer
        self._dynamic = dynamic
        self._ignored = ignore_examples
        self._told: set[str] = set()

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the example that was asked for, else the first, else the schema's own example or default."""
        if choice.media is None or choice.response is None:
            return None
        wanted = choice.example
        if wanted is None and self._leaves_aside(choice):
            return None
        if wanted is None:
            wanted = next((example for example in choice.media.examples if usable(example)), None)
        bundle = self._renderer.bundle(choice)
        value, name = (wanted.value, wanted.name) if wanted else (_of_schema(bundle), "of the schema")
        if wanted is not None and wanted.serialized is not None and value is MISSING:
            return Answer(self._renderer.raw(call, choice, wanted.serialized.encode()), "example")
        if value is MISSING:
            return None
        if bundle is None or bundle.validator.is_valid(value):
            return Answer(self._renderer.response(call, choice, value), "example")
        return self._repaired(call, choice, value, name)

    def _leaves_aside(self, choice: Choice) -> bool:
        dynamic = choice.preference.dynamic
        if choice.preference.variant not in {None, "normal"}:
            return True
        return self._ignored or (self._dynamic if dynamic is None else dynamic)

    def _repaired(self, call: Call, choice: Choice, value: Any, name: str) -> Answer | None:
        """Mend the example with generated parts; never send it as it is."""
        bundle = self._renderer.bundle(choice)
        key = f"{call.operation.id} {choice.status} {choice.media_type} {name}"
        note = f"example '{name}' of {call.operation.id} {choice.status} breaks its schema"
        if key not in self._told:
            self._told.add(key)
            log.warning("%s", note)
        generated = self._renderer.value(call, choice, bundle)
        mended = MISSING if bundle is None else repaired(bundle, value, generated)
        if mended is MISSING:
            return None
        return Answer(self._renderer.response(call, choice, mended), "example", note=note + ": repaired")


def usable(example: Example) -> bool:
    """Tell whether the example holds something to send."""
    return example.value is not MISSING or example.serialized is not None


def _of_schema(bundle: Bundle | None) -> Any:
    schema = bundle.schema if bundle is not None else True
    if not isinstance(schema, dict):
        return MISSING
    examples = schema.get("examples")
    if isinstance(examples, list) and examples:
        return examples[0]
    return schema.get("example", schema.get("default", MISSING))
