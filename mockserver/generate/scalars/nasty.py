"""Values that are legal and that clients forget: the ends of every range, and strings that break naive code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema

LONGEST = 4096


def nasty_integers(first: int | None, last: int | None) -> tuple[int, ...]:
    """Return integers at and beside the ends of first..last, where None is open-ended: then the ends of 64 bits."""
    low = -(2**53) + 1 if first is None else first
    high = 2**53 - 1 if last is None else last
    found = [low, high, low + 1, high - 1, 0, -1]
    return tuple(dict.fromkeys(number for number in found if low <= number <= high)) or (low if last is None else high,)


def nasty_strings(flat: Schema, compiler: Compiler) -> tuple[str, ...]:
    """Return strings at the ends of the allowed length, and awkward ones in between; empty if a form is prescribed."""
    least, most = int(flat.get("minLength", 0)), int(min(flat.get("maxLength", LONGEST), LONGEST))
    accept = compiler.definitions.acceptor({**flat, "type": "string"})
    found = ["x" * least, "W" * max(least, most if "maxLength" in flat else least)]
    found += [(text * (least // max(len(text), 1) + 1))[: max(least, len(text))][:most] for text in _AWKWARD]
    return tuple(text for number, text in enumerate(found) if text not in found[:number] and accept(text))


_AWKWARD = (
    "", " ", "  leading and trailing  ", "null", "undefined", "0", "-1", "1e999", "true", "NaN", "Ω≈ç√∫µ≤≥÷",
    "田中さんにあげて下さい", "مرحبا بالعالم", "\u202eright to left", "👩\u200d👩\u200d👧\u200d👦",
    "Zalgo\u0335\u0336", "'; DROP TABLE users;--", "<script>alert(1)</script>", '"quoted"', "back\\slash",
    "line\nbreak", "tab\tstop", "%00%0d%0a", "../../etc/passwd", "{{7*7}}", "O'Brien", "\u00a0", "\ufeffbom", "İıſ",
    "a" * 255,
)  # fmt: skip
