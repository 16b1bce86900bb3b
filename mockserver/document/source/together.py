"""Many small files, kept as one: each is too small for an entry of its own, but all of them would need PyYAML.

What is kept are their trees and the places that were asked for while they were read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mockserver.document.source.cache import TreeCache
from mockserver.document.source.parse import parse
from mockserver.later import later

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mockserver.document.source.locate import Locator

locator: Callable[..., Locator] = later("mockserver.document.source.locate", "locator")

KIND = b"files together 1\n"


class Text:
    """The text of one file, and what is known of it: its tree, whether it is JSON, and places by pointer."""

    __slots__ = ("_data", "_locator", "_name", "known")

    def __init__(self, name: str, data: bytes, known: list[Any] | None = None) -> None:
        self._name = name
        self._data = data
        self._locator: Locator | None = None
        self.known = known or [None, None, {}]

    @property
    def tree(self) -> Any:
        """What the text says.

        Raises:
            DocumentError: it cannot be read.
        """
        if self.known[1] is None:
            self.known[:2] = parse(self._data, self._name, TreeCache(None), quote=True)
        return self.known[0]

    def find(self, pointer: str) -> tuple[int, int]:
        """Return line and column of what `pointer` names in the tree."""
        _, is_json, places = self.known
        if pointer not in places:
            self._locator = self._locator or locator(self._data, self._name, is_json=is_json)
            places[pointer] = self._locator.find(pointer)
        line, column = places[pointer]
        return line, column


class Together:
    """The texts of some files, by the paths of these; without a folder nothing is kept."""

    def __init__(self, files: Iterable[tuple[Path, str, bytes]], folder: Path | None) -> None:
        found = list(files)
        self._cache = TreeCache(folder, least=0)
        self._key = KIND + b"".join(b"%s %d\n%s" % (path.name.encode(), len(data), data) for path, _, data in found)
        self._kept = self._cache.get(self._key) if found else None
        known = self._kept or [None] * len(found)
        self.texts = {path: Text(name, data, each) for (path, name, data), each in zip(found, known, strict=True)}

    def keep(self) -> None:
        """Keep what is known by now, if all of it could be read."""
        known = [text.known for text in self.texts.values()]
        if self._kept is None and known and not any(is_json is None for _, is_json, _ in known):
            self._cache.put(self._key, known)
