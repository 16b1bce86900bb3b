"""What something is called tells its type: a notice titled `Import finished` is of the type `Import`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mockserver.generate.identity.kinds import singular, words

Agreement = Callable[..., None]


def typed(flats: dict[str, Any], kinds: dict[str, frozenset[str]]) -> list[Agreement]:
    """Return what sets the type of an object to the one that its title names; `flats` are its merged properties."""
    title = next((name for name in flats if name.lower() in _TITLES and "string" in kinds[name]), None)
    if title is None:
        return []
    listed = {name: _values(flat) for name, flat in flats.items() if words(name)[-1:] in _TYPES}
    return [_named(name, title, values) for name, values in listed.items() if len(values) > 1]


def _values(flat: Any) -> dict[str, str]:
    """Return the values of an enumeration that are single words, by these."""
    texts = [value for value in (flat.get("enum", ()) if isinstance(flat, dict) else ()) if isinstance(value, str)]
    return {singular(words(value)[0]): value for value in texts if len(words(value)) == 1}


def _named(name: str, title: str, values: dict[str, str]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        text = value.get(title)
        if name in pins or not isinstance(text, str) or not isinstance(value.get(name), str):
            return
        told = next((values[word] for word in map(singular, words(text)) if word in values), None)
        if told is not None:
            value[name] = told

    return agree


_TITLES = frozenset({"title", "subject", "headline", "name"})
_TYPES = frozenset({("type",), ("kind",), ("category",), ("topic",)})
