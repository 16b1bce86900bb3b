"""Dates in the order of what they tell: ordered before shipped before delivered; an age is what the birth date says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def ordered(flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    """Return what puts the dates of an object's steps in their order, and its age right; `flats` are its properties."""
    found = _age(flats, compiler)
    ranked = sorted((rank, name) for name in flats if (rank := _rank(name, flats[name])) is not None)
    if len({rank for rank, _ in ranked}) > 1:
        names = tuple(name for _, name in ranked)
        found.append(_rising(names, {name: compiler.definitions.acceptor(flats[name]) for name in names}))
    return found


def _rank(name: str, schema: Any) -> int | None:
    parts = words(name)
    if not isinstance(schema, dict) or schema.get("format") not in _FORMATS or "enum" in schema:
        return None
    if len(parts) > 1 and parts[-1] not in _MOMENT:
        return None
    return next((rank for rank, marks in enumerate(_STEPS) if not marks.isdisjoint(parts)), None)


def _rising(names: tuple[str, ...], accepts: dict[str, Callable[[Any], bool]]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        there = [name for name in names if isinstance(value.get(name), str)]
        moments = [value[name] for name in there]
        risen = sorted(moments)
        if moments == risen or any(name in pins for name in there) or len({len(each) for each in moments}) > 1:
            return
        if all(accepts[name](moment) for name, moment in zip(there, risen, strict=True)):
            value.update(zip(there, risen, strict=True))

    return agree


def _age(flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    by_fold = {"".join(words(name)): name for name in flats}
    born = next((by_fold[fold] for fold in _BIRTHS if fold in by_fold), None)
    age = by_fold.get("age")
    if born is None or age is None:
        return []
    accept = compiler.definitions.acceptor(flats[age])
    today = compiler.options.now.strftime("%Y-%m-%d")

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        date, told = value.get(born), value.get(age)
        if age in pins or isinstance(told, bool) or not isinstance(told, int | float) or not isinstance(date, str):
            return
        if _DATE.match(date):
            years = int(today[:4]) - int(date[:4]) - (today[5:10] < date[5:10])
            if accept(years):
                value[age] = years

    return [agree]


_FORMATS = frozenset({"date", "date-time"})
_MOMENT = frozenset({"at", "on", "date", "time", "timestamp", "day"})
_STEPS = (
    frozenset(
        {"order", "ordered", "purchase", "purchased", "booking", "booked", "placed", "issue", "issued", "invoice"}
    ),
    frozenset({"paid"}),
    frozenset({"pickup", "dispatch", "dispatched", "ship", "shipping", "shipped", "departure", "checkin"}),
    frozenset({"delivery", "delivered", "arrival", "arrived", "checkout", "due"}),
    frozenset({"return", "returned", "refunded"}),
)
_BIRTHS = ("dateofbirth", "birthdate", "birthday", "dob", "bornon")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
