"""What took a while ended so long after it began: `finishedAt` is `startedAt` and the `duration`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def lasting(flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    """Return what lets the end of an object come after its beginning by the duration that it tells."""
    duration = next((name for name in flats if words(name)[-1:] == ("duration",)), None)
    start = next((name for name in flats if _is_moment(name, flats[name], _STARTED)), None)
    end = next((name for name in flats if _is_moment(name, flats[name], _ENDED)), None)
    if duration is None or start is None or end is None:
        return []
    return [_ending((start, end, duration), compiler.definitions.acceptor(flats[end]))]


def _is_moment(name: str, flat: Any, marks: frozenset[str]) -> bool:
    if not isinstance(flat, dict) or "string" not in flat.get("type", ()):
        return False
    told = flat.get("format") == "date-time" or words(name)[-1:] == ("at",)
    return told and not marks.isdisjoint(words(name))


def _ending(names: tuple[str, str, str], accept: Callable[[Any], bool]) -> Agreement:
    start, end, duration = names

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        began, took = value.get(start), value.get(duration)
        if end in pins or not all(isinstance(each, str) for each in (began, took, value.get(end))):
            return
        parts = _DURATION.fullmatch(str(took))
        try:
            moment = datetime.strptime(str(began), _FORM)  # noqa: DTZ007 - a zone of Z, kept as it is
        except ValueError:
            return
        if parts is not None:
            days, hours, minutes, seconds = (float(part or 0) for part in parts.groups())
            span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
            right = (moment + span).strftime(_FORM)
            if accept(right):
                value[end] = right

    return agree


_FORM = "%Y-%m-%dT%H:%M:%SZ"
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?")
_STARTED = frozenset({"started", "start", "began", "begin"})
_ENDED = frozenset({"finished", "ended", "end", "completed", "stopped"})
