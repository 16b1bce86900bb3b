"""What a success does not tell: the failures for which its envelope has a place beside the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.contract.shape import Shape
from mockserver.kinds import id_property, words

if TYPE_CHECKING:
    from collections.abc import Collection

    from mockserver.schema import Bundle


class Succeeded:
    """Leaves the failures out of the bodies of one schema, as far as the schema can do without them."""

    def __init__(self, bundle: Bundle) -> None:
        self._valid = bundle.validator.is_valid
        properties = Shape.of(bundle.schema).properties
        self.names = _failures(properties)
        others = (shape for name, shape in properties.items() if name not in self.names)
        self._beside = any(shape.allows("object") or shape.allows("array") for shape in others)

    def __call__(self, value: Any, pins: Any = ()) -> Any:
        """Return `value` without its failures; what says itself that it failed, or is a list of them, keeps them."""
        if not self.names or not isinstance(value, dict) or any(value.get(name) is False for name in _said(value)):
            return value
        for name in self.names:
            listed = not self._beside and isinstance(pins, dict) and name in pins
            if name in value and not listed:
                bare = {other: each for other, each in value.items() if other != name}
                ways = (bare, {**value, name: []}, {**value, name: None})
                value = next(filter(self._valid, ways), value)
        return value


def _failures(names: Collection[str]) -> tuple[str, ...]:
    """Return which members of an envelope hold failures: an entity tells its own, and so does who counts them."""
    found = tuple(name for name in names if "".join(words(name)) in _FAILURES)
    others = [set(words(name)) for name in names if name not in found]
    told = any(not _TELLING.isdisjoint(parts) for parts in others)
    return () if not others or told or id_property(names) is not None else found


def _said(value: dict[str, Any]) -> list[str]:
    return [name for name in value if "".join(words(name)).removeprefix("is") in _VERDICTS]


_FAILURES = frozenset({"error", "errors", "failure", "failures"})
_TELLING = _FAILURES | {"failed", "status", "state"}
_VERDICTS = frozenset({"valid", "success", "successful", "ok", "passed"})
