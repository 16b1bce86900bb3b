"""Series: points in time that follow each other, one for each day (hour, month), up to now or to what was asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import id_property, words
from mockserver.generate.leaves.instants import DAY, STYLES
from mockserver.generate.relations.names import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Run

USUAL, MOST = 7, 31


def series_of(flat: dict[str, Any], compiler: Compiler) -> Series | None:
    """Return how the elements of an array follow each other in time; None if they are no points in time."""
    if not isinstance(flat.get("items"), dict) or not _OTHER.isdisjoint(flat) or compiler.variant != "normal":
        return None
    items = compiler.definitions.flatten(flat["items"])
    properties = items.get("properties") if isinstance(items, dict) else None
    if not properties or id_property(properties) is not None:
        return None
    moment = next((name for name in properties if name.lower() in _MOMENTS), None)
    if moment is None:
        return None
    flats = {name: compiler.definitions.flatten(each) for name, each in properties.items()}
    return Series(moment, flats, compiler)


class Series:
    """Puts the points of a list into their order: evenly spaced where they measure something, else sorted."""

    def __init__(self, moment: str, flats: dict[str, Any], compiler: Compiler) -> None:
        self._moment = moment
        self._now = int(compiler.options.now.timestamp())
        self._style = _style(flats[moment])
        accept = compiler.definitions.acceptor(flats[moment])
        render = STYLES.get(self._style)
        fits = render is not None and accept(render(self._now)) and accept(render(self._now - MOST * DAY))
        self._labels = [name for name, flat in flats.items() if name != moment and _is_label(name, flat)]
        self._accepts = {name: compiler.definitions.acceptor(flats[name]) for name in self._labels}
        others = [flat for name, flat in flats.items() if name != moment and name not in self._labels]
        self.even = fits and any(map(_is_number, others)) and all(_is_number(each) or _is_time(each) for each in others)
        measures = (name for name in flats if name != moment and _is_number(flats[name]) and _is_count(name))
        self._measures = {name: compiler.definitions.acceptor(flats[name]) for name in measures}
        self._step = next((step for name, step in _STEPS.items() if name in words(moment)), DAY)

    def length(self, run: Run, least: int, most: int | None) -> int:
        """Return how many points there are where the schema leaves it open: one for each step that was asked for."""
        since, until = run.window or (None, None)
        end = self._now if until is None else until
        steps = USUAL if since is None else int(end // self._step + -since // self._step) + 1
        return max(least, min(steps, MOST if most is None else min(most, MOST)))

    def place(self, points: list[Any], run: Run) -> list[Any]:
        """Return the points with their moments, and the labels that name these, set right."""
        there = [point for point in points if isinstance(point, dict) and point.get(self._moment) is not None]
        if len(there) != len(points) or not points:
            return points
        if not self.even:
            texts = all(isinstance(point[self._moment], str) for point in points)
            return sorted(points, key=lambda point: str(point[self._moment])) if texts else points
        until = (run.window or (None, None))[1]
        last = (self._now if until is None else until) // self._step * self._step
        for place, point in enumerate(points):
            epoch = int(last - (len(points) - 1 - place) * self._step)
            point[self._moment] = STYLES[self._style](epoch)
            self._measure(point, points[0], place)
            for label in self._labels:
                self._name(point, label, epoch)
        return points

    def _measure(self, point: dict[str, Any], first: dict[str, Any], place: int) -> None:
        """Let a point measure about what the first one does: no day has a hundred times as many as another."""
        factor = _AROUND[place % len(_AROUND)]
        for name, accept in self._measures.items():
            told, here = first.get(name), point.get(name)
            if isinstance(told, int | float) and isinstance(here, int | float):
                right = round(told * factor) if isinstance(here, int) else round(told * factor, 2)
                point[name] = right if accept(right) else here

    def _name(self, point: dict[str, Any], label: str, epoch: int) -> None:
        told = point.get(label)
        row = next((row for row in _ROWS if told in row), None)
        if row is None or told is None:
            return
        day = datetime.fromtimestamp(epoch, UTC)
        right = row[day.weekday() if row in WEEKDAYS else day.month - 1]
        if self._accepts[label](right):
            point[label] = right


def _style(flat: Any) -> str:
    kinds = flat.get("type", "string") if isinstance(flat, dict) else ()
    if "string" in kinds:
        return str(flat.get("format"))
    return "unix-time" if "integer" in kinds or "number" in kinds else ""


def _is_label(name: str, flat: Any) -> bool:
    return name.lower() in _LABELS and isinstance(flat, dict) and "string" in flat.get("type", ())


def _is_number(flat: Any) -> bool:
    kinds: Callable[[str], bool] = (flat.get("type", ()) if isinstance(flat, dict) else ()).__contains__
    return kinds("integer") or kinds("number")


def _is_count(name: str) -> bool:
    return _SHARES.isdisjoint(words(name))


def _is_time(flat: Any) -> bool:
    return isinstance(flat, dict) and (flat.get("format") == "time" or ":" in str(flat.get("pattern")))


_MOMENTS = ("date", "timestamp", "time", "datetime", "day", "month", "hour", "bucket", "ts")
_LABELS = frozenset({"label", "day", "weekday", "dayofweek", "day_of_week", "name", "month"})
_SHARES = frozenset({"rate", "ratio", "percent", "percentage", "share", "average", "avg", "score"})
_AROUND = (1.0, 1.12, 0.87, 1.21, 0.94, 0.71, 0.66, 1.05, 0.98, 1.3, 0.83, 1.17, 0.6)
_STEPS = {"hour": 3600}
_OTHER = frozenset({"prefixItems", "contains", "x-contains", "unevaluatedItems"})
_MONTHS = (
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
)  # fmt: skip
_ROWS = (*WEEKDAYS, *_MONTHS)
