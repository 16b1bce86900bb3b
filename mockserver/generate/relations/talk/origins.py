"""An enumeration that names kinds says which of the ids beside it there is: what a contact began has no campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import foreign_kind, kind_of

if TYPE_CHECKING:
    from mockserver.generate.relations.agreement import Agreement


def origins(flats: dict[str, Any], free: frozenset[str]) -> list[Agreement]:
    """Return what leaves out the ids of other kinds than the one that is named; `free` may be left out."""
    ids = {kind: name for name in free if (kind := foreign_kind(name))}
    found = []
    for name, schema in flats.items():
        listed = schema.get("enum", ()) if isinstance(schema, dict) else ()
        values = [value for value in listed if isinstance(value, str)]
        named = {kind_of(value): ids[kind_of(value)] for value in values if kind_of(value) in ids}
        if named and 1 < len(values) == len(listed):
            others = {value: tuple(each for kind, each in named.items() if kind != kind_of(value)) for value in values}
            found.append(_only(name, others))
    return found


def _only(name: str, others: dict[Any, tuple[str, ...]]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        for other in others.get(value.get(name), ()):
            if other in value and other not in pins:
                del value[other]

    return agree
