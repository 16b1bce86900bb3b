"""The notations of a moment, of which a schema with a pattern or a length may take one: the usual ones come first.

All are pure functions of the whole second, a fraction too; notations that differ in their offset tell the same moment.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from mockserver.generate.leaves.instants import STYLES
from mockserver.generate.leaves.leaf import mix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mockserver.generate.leaves.leaf import Accept

    Notation = Callable[[int], Any]


def notation(style: str, accept: Accept, epochs: Iterable[int]) -> Notation | None:
    """Return the first notation of `style` whose texts for all `epochs` pass `accept`, or None if there is none."""
    moments = tuple(epochs)
    for write in NOTATIONS.get(style) or (STYLES[style],):
        if all(accept(write(epoch)) for epoch in moments):
            return write
    return None


def _timed(separator: str, places: int, zone: str, shift: int) -> Notation:
    write = STYLES["date-time"]

    def written(epoch: int) -> str:
        text = write(epoch + shift)
        fraction = f".{mix(epoch) % 10**places:0{places}}" if places else ""
        return f"{text[:10]}{separator}{text[11:19]}{fraction}{zone}"

    return written


def _arranged(template: str) -> Notation:
    """Return what fills the numbers of a moment into a template of Y, M, D, h, m and s."""
    write = STYLES["date-time"]

    def written(epoch: int) -> str:
        text = write(epoch)
        parts = {
            "Y": text[:4], "M": text[5:7], "D": text[8:10], "h": text[11:13], "m": text[14:16], "s": text[17:19],
        }  # fmt: skip
        return "".join(parts.get(sign, sign) for sign in template)

    return written


_ZONES = (("Z", 0), ("+00:00", 0), ("", 0), ("+0000", 0), ("+02:00", 7200), ("-05:00", -18_000), (" UTC", 0), ("z", 0))
_TIMED = tuple(
    _timed(separator, places, zone, shift)
    for separator, places, (zone, shift) in product("T t", (0, 3, 6, 9, 7, 2, 1), _ZONES)
)
_DATED = tuple(
    _arranged(template)
    for template in ("Y-M-D", "M/D/Y", "D.M.Y", "D/M/Y", "Y/M/D", "D-M-Y", "M-D-Y", "Y.M.D", "Y-M", "M/Y")
)
_BOTH = tuple(
    _arranged(template)
    for template in (
        "Y-M-D h:m", "Y-M-DTh:m", "Y-M-DTh:mZ", "YMDThmsZ", "YMDTh:m:sZ", "M/D/Y h:m", "M/D/Y h:m:s",
        "D.M.Y h:m", "D.M.Y h:m:s", "D/M/Y h:m", "D/M/Y h:m:s", "Y/M/D h:m:s", "Y/M/D h:m", "YMD-hms",
    )
)  # fmt: skip
_NUMBERED = (
    str,
    lambda epoch: str(epoch * 1000),
    lambda epoch: f"{epoch}.{mix(epoch) % 10**6:06}",
)
_DIGITS = tuple(_arranged(template) for template in ("YMD", "YMDhms", "YMDhm", "Y"))

NOTATIONS: dict[str, tuple[Notation, ...]] = {
    "date-time": (
        STYLES["date-time"],
        *_TIMED,
        *_BOTH,
        STYLES["http-date"],
        STYLES["rfc-2822"],
        *_DATED,
        *_NUMBERED,
        *_DIGITS,
    ),
    "date": (STYLES["date"], *_DATED, *_TIMED, *_BOTH, *_NUMBERED, *_DIGITS),
}
