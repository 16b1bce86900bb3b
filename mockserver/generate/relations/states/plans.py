"""What was planned and what was done agree with the status: nothing is sent yet that is still scheduled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def plans(flats: dict[str, Any], required: frozenset[str], compiler: Compiler) -> list[Agreement]:
    """Return what brings the moment that was planned, the moment that it happened and the status into line.

    Where the status says that it is yet to come, the moment that it happened is left out if it may be; where it
    happened, that was when it was planned.
    """
    status = next((name for name in flats if name.lower() in _STATUS), None)
    planned = _first(flats, _PLANNED)
    done = _first([name for name in flats if name != planned], _DONE)
    if done is None or (planned is None and status is None):
        return []
    accept = None if planned is None else compiler.definitions.acceptor(flats[planned])
    return [_in_line((status, planned, done), done not in required, accept)]


def _first(names: Any, marks: frozenset[str]) -> str | None:
    return next((name for name in names if words(name)[-1:] in _MOMENT and not marks.isdisjoint(words(name))), None)


def _in_line(
    names: tuple[str | None, str | None, str], optional: bool, accept: Callable[[Any], bool] | None
) -> Agreement:
    status, planned, done = names

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        if done in pins or done not in value:
            return
        if status is not None and str(value.get(status)).lower() in _TO_COME:
            if optional:
                del value[done]
        elif planned is not None and accept is not None and planned not in pins and value.get(planned) is not None:
            moment = value[done]
            if type(moment) is type(value[planned]) and accept(moment):
                value[planned] = moment

    return agree


_STATUS = frozenset({"status", "state", "phase", "stage"})
_MOMENT = frozenset({("at",), ("on",), ("date",), ("time",), ("timestamp",)})
_PLANNED = frozenset({"scheduled", "planned", "schedule"})
_DONE = frozenset({"sent", "published", "executed", "delivered", "completed", "finished"})
_TO_COME = frozenset(
    {"scheduled", "draft", "planned", "queued", "upcoming", "new", "created", "not_started", "cancelled", "canceled"}
)
