"""Flags that say what an enumeration beside them says: `isOwner` is true where the access level is `Owner`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mockserver.generate.identity.kinds import words

Agreement = Callable[..., None]


def flags(flats: dict[str, Any], kinds: dict[str, frozenset[str]]) -> list[Agreement]:
    """Return what sets the flags of an object by its enumerations; `flats` are its merged properties."""
    listed = {name: _folds(flat) for name, flat in flats.items()}
    found = []
    for name, flat in flats.items():
        if "boolean" in kinds[name] and not {"const", "enum"} & flat.keys():
            parts = words(name)
            said = "".join(parts[1:] if parts[:1] == ("is",) else parts)
            other = next((each for each, values in listed.items() if said in values), None)
            if other is not None:
                found.append(_same(name, other, listed[other][said]))
    return found


def _folds(flat: Any) -> dict[str, str]:
    """Return the values of an enumeration that tells several things apart, by their words."""
    values = flat.get("enum", ()) if isinstance(flat, dict) else ()
    texts = [value for value in values if isinstance(value, str)]
    return {"".join(words(value)): value for value in texts} if len(texts) > 1 else {}


def _same(flag: str, listed: str, meant: str) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        if isinstance(value.get(flag), bool) and isinstance(value.get(listed), str) and flag not in pins:
            value[flag] = value[listed] == meant

    return agree
