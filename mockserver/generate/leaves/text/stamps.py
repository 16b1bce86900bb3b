"""Patterns of moments: a text that only a pattern holds to RFC 3339 is a moment near now, not any that matches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockserver.generate.leaves.instants import DAY, instants, tense_of
from mockserver.generate.leaves.notations import notation

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import Accept, TextLeaf
    from mockserver.generate.leaves.options import GenerateOptions

ASKED = range(-720 * DAY, 720 * DAY, 27 * DAY + 3_727)
"""When, from now, what a pattern is tried with comes: in all months, at other hours, minutes and seconds."""


def stamped(accept: Accept, name: str, options: GenerateOptions) -> TextLeaf | None:
    """Return the leaf of moments that suit a property called `name`, or None where `accept` takes not only moments."""
    now = int(options.now.timestamp())
    epochs = tuple(now + offset for offset in ASKED)
    for style in ("date", "date-time", "year-month"):
        write = notation(style, accept, epochs)
        if write is None or not _MOMENT.fullmatch(str(write(now))):
            continue
        if any(accept(stranger) for epoch in epochs for stranger in _strangers(str(write(epoch)))):
            return None
        moment = instants(tense_of(name), options)
        return lambda entropy: str(write(moment(entropy)))
    return None


def _strangers(text: str) -> tuple[str, ...]:
    """Return texts that look like a moment and are none: what takes them is made for more than moments."""
    digits = "".join(filter(str.isdigit, text))
    others = re.sub(r"\d", "x", text), re.sub(r"[-:]", "", text), text[::-1], digits
    return (*others, f"{text[:5]}13") if len(text) == len("2026-06") else others


_MOMENT = re.compile(r"\d{4}-\d{2}(-\d{2}([Tt ]\d{2}:\d{2}:\d{2}.*)?)?")

__all__ = ["stamped"]
