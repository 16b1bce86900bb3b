"""What sets an object right once it is made: called with it, its entropy, and what is pinned of it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any

Agreement = Callable[..., None]


class Unless:
    """An agreement of two properties that has something to do only where their values are a `wrong` pair.

    Who knows that both are there may look by himself, which costs less than to call it.
    """

    __slots__ = ("agree", "names", "wrong")

    def __init__(self, names: tuple[str, str], wrong: AbstractSet[tuple[Any, Any]], agree: Agreement) -> None:
        self.names = names
        self.wrong = wrong
        self.agree = agree

    def __call__(self, value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        """Set the object right."""
        self.agree(value, bits, pins)
