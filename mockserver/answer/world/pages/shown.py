"""The members of a collection as they are shown: each is looked at when a page or a filter asks for it, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from mockserver.generate import Entity

MOST_KEPT = 5_000


class Shown(Sequence["Entity"]):
    """So many members; `make` returns the pin of the one at a place, `value` what a list shows of it."""

    def __init__(self, size: int, make: Callable[[int], Entity], value: Callable[[int], dict[str, Any]]) -> None:
        self._size = size
        self._make = make
        self._value = value
        self._values: dict[int, dict[str, Any]] = {}

    def value(self, place: int) -> dict[str, Any]:
        """Return the member at a place as a list shows it."""
        found = self._values.get(place)
        if found is None:
            if len(self._values) >= MOST_KEPT:
                self._values.clear()
            found = self._values[place] = self._value(place)
        return found

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Entity: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Entity]: ...
    def __getitem__(self, place: int | slice) -> Entity | Sequence[Entity]:
        places = range(self._size)[place]
        return self._make(places) if isinstance(places, int) else [self._make(each) for each in places]
