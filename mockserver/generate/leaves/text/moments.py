"""Formats of moments: dates, times and the like, in the tense that a name tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.instants import instants, render, tense_of

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import TextLeaf
    from mockserver.generate.leaves.options import GenerateOptions


def moment_source(name_of_format: str, name: str, options: GenerateOptions) -> TextLeaf | None:
    """Return the leaf of moments in a format, or None if it is none of moments, or the user makes its values."""
    style = MOMENTS.get(name_of_format)
    return None if style is None or name_of_format in options.providers else moment(style, name, options)


def moment(style: str, name: str, options: GenerateOptions) -> TextLeaf:
    """Return the leaf of moments as `style` writes them."""
    epoch = instants(tense_of(name), options)
    return lambda entropy: str(render(style, epoch(entropy)))


MOMENTS = {
    **{style: style for style in ("date-time", "date", "time", "http-date", "date-time-local", "time-local")},
    "datetime": "date-time",
    "timestamp": "date-time",
    "unix-time": "unix-time",
    "rfc2822": "rfc-2822",
    "year-month": "year-month",
}
"""The formats, and how `render` calls the way that each is written."""
