"""Objects that an upgrade builds: dicts and lists whose members remember where their author wrote them."""

from __future__ import annotations

from typing import Any

Origin = tuple[str, str]
"""File URI and pointer."""


class Moved(dict[str, Any]):
    """An object made by an upgrade; `origins` holds the author's place of each member that was moved or rewritten."""

    __slots__ = ("origins",)

    def __init__(self, members: dict[str, Any], origins: dict[str | int, Origin]) -> None:
        super().__init__(members)
        self.origins = origins


class MovedList(list[Any]):
    """An array made by an upgrade; `origins` holds the author's place of each item by its index."""

    __slots__ = ("origins",)

    def __init__(self, items: list[Any], origins: dict[str | int, Origin]) -> None:
        super().__init__(items)
        self.origins = origins
