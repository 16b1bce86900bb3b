"""What is already known about a value before it is made: who it is, what is pinned, and in which world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Variant = Literal["normal", "minimal", "maximal", "boundary"]


@dataclass(frozen=True, slots=True)
class Entity:
    """This object is the entity `id` of `kind`: its id property gets `id`, its other properties follow from `id` alone.

    `id_property` names the property that holds the id where the usual names do not tell; `values` are properties that are
    known (nested objects may be given in part), and are used where the schema allows them.
    """

    kind: str
    id: Any
    id_property: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Items:
    """This array has exactly these elements, one pin for each."""

    pins: Sequence[Pins | None]


@dataclass(frozen=True, slots=True)
class Value:
    """This value is known; it is used where the schema allows it."""

    value: Any


Pins = Entity | Items | Value | Mapping[str, "Pins"]
"""What is known, in the shape of the value: a mapping pins properties of an object by name."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything outside the schema that a value depends on.

    `key` is the root of the entropy: the same (seed, key) gives the same value. `kind` says what the root value is
    ("contact"), `pins` what is known of it, `seed` replaces the generator's seed for this one value.
    """

    key: str = ""
    kind: str = ""
    pins: Pins | None = None
    variant: Variant = "normal"
    seed: str | None = None
