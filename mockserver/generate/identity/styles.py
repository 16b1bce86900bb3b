"""In what style a schema wants its ids: the first one whose samples it accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.ids import COUNTED, HEX, INTEGER, LARGEST_POPULATION, SHORT_HEX, UUID, Style

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.node import Schema


def style_for(kinds: set[str], schema: Schema, accept: Callable[[Any], bool]) -> Style | None:
    """Return the style of ids that `schema` accepts, or None if no style fits it."""
    if "string" not in kinds:
        return INTEGER if accept(1) and accept(181) else None
    if schema.get("format") not in _OPEN_FORMATS:
        return None
    styles = [UUID, HEX, SHORT_HEX]
    prefix = _prefix(schema)
    if prefix:
        styles = [Style("hex", 96, prefix), Style("hex", 128, prefix), *styles]
    return next(
        (style for style in styles if all(accept(style.prefix + text) for text in _SAMPLES[style.form, style.size])),
        None,
    )


def style_from(least: int, kinds: set[str], accept: Callable[[Any], bool]) -> Style | None:
    """Return the style of ids that count from `least` on, as numbers or as texts; None if these are not accepted."""
    style = Style("counted", 0, "", least) if "string" in kinds else Style("integer", 0, "", least)
    samples = [least, least + LARGEST_POPULATION]
    fits = all(map(accept, map(str, samples) if "string" in kinds else samples))
    return (COUNTED if style == COUNTED else style) if fits and least > 0 else None


def style_like(example: Any, accept: Callable[[Any], bool]) -> Style | None:
    """Return the style of ids that count as an example does: `12345`, `ORD-0017`; None if it does not count."""
    found = _COUNTING.fullmatch(example) if isinstance(example, str) else None
    if found is None:
        return None
    prefix, digits = found.groups()
    start = max(int(digits), 1)
    style = Style("counted", len(digits) if digits[0] == "0" else 0, prefix, start)
    samples = (str(start + place).zfill(style.size) for place in (0, LARGEST_POPULATION))
    return style if all(accept(prefix + number) for number in samples) else None


def _prefix(schema: Schema) -> str:
    """Return what ids begin with, by the pattern or by the author's example: `cus_`."""
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        found = re.match(r"\^([A-Za-z]+_)", pattern)
        return found[1] if found else ""
    example = schema.get("example")
    found = re.fullmatch(r"([a-z]{2,12}_)[A-Za-z0-9]{8,}", example) if isinstance(example, str) else None
    return found[1] if found else ""


_OPEN_FORMATS = frozenset({None, "uuid", "id", "guid", "string", "objectid", "uid"})
_COUNTING = re.compile(r"([A-Za-z]*[-_]?)([0-9]{1,15})")
_SAMPLES: dict[tuple[str, int], tuple[str, ...]] = {
    ("uuid", 122): (
        "9a2f5d3c-0b1e-4d7a-8c6f-e1f0a2b3c4d5", "00000000-0000-4000-8000-000000000000",
        "fedcba98-7654-4321-bfed-cba987654321",
    ),
    ("hex", 128): ("9a2f5d3c0b1e4d7a8c6fe1f0a2b3c4d5", "0" * 32, "f" * 32, "0123456789" * 3 + "01"),
    ("hex", 96): ("9a2f5d3c0b1e4d7a8c6fe1f0", "0" * 24, "f" * 24, "0123456789" * 2 + "0123"),
}  # fmt: skip
