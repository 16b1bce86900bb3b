"""The last of the answerers: a body made from its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.answer.answer import Answer
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.render import Renderer
    from mockserver.contract import Call


class FromSchema:
    """Answers with generated data; it always has an answer, if only the problem why it has none."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return a generated answer."""
        return self._renderer.generated(call, choice)
