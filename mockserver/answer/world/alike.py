"""Names that nobody else has: where a schema makes one twice, as an example does, the next is like it."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import RLock
from typing import Any


class Names:
    """The ids of a population, one after the other: as `make` makes them by place, and where one is taken, alike.

    An id is taken twice only where `accepts` refuses those that are alike.
    """

    def __init__(self, make: Callable[[int], Any], accepts: Callable[[Any], bool]) -> None:
        self._make = make
        self._accepts = accepts
        self._names: list[Any] = []
        self._taken: dict[Any, int] = {}
        self._lock = RLock()

    def __getitem__(self, place: int) -> Any:
        """Return the id of the member at a place."""
        with self._lock:
            while len(self._names) <= place:
                self._names.append(self._next(self._make(len(self._names))))
            return self._names[place]

    def _next(self, made: Any) -> Any:
        if not isinstance(made, str | int):
            return made
        number, found = self._taken.setdefault(made, -1), made
        while number >= 0 and found in self._taken and number < MOST_ALIKE:
            number += 1
            found = alike(made, number)
        if found is not made and (found in self._taken or not self._accepts(found)):
            return made
        self._taken[made] = max(number, 0)
        self._taken.setdefault(found, 0)
        return found


def alike(example: Any, number: int) -> Any:
    """Return the id that comes `number` places after an example: 12346 after 12345, oak-chair-2 after oak-chair.

    Digits keep their width while they can; the example itself has the number 0.
    """
    if not number or not isinstance(example, str):
        return example + number if type(example) is int else example
    hexadecimal = HEXADECIMAL.search(example)
    if hexadecimal is not None:
        digits = hexadecimal[0]
        return f"{example[: hexadecimal.start()]}{(int(digits, 16) + number) % 16 ** len(digits):0{len(digits)}x}"
    counted = COUNTED.search(example)
    if counted is None:
        return f"{example}-{number + 1}"
    digits, rest = counted.groups()
    return f"{example[: counted.start()]}{str(int(digits) + number).zfill(len(digits))}{rest}"


MOST_ALIKE = 10_000
HEXADECIMAL = re.compile(r"(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,}$")
COUNTED = re.compile(r"([0-9]{1,15})([^0-9]*)$")
