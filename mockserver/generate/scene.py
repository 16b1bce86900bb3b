"""What is already known about a value before it is made: who it is, what is pinned, and in which world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Literal

Variant = Literal["normal", "minimal", "maximal", "boundary"]


@dataclass(slots=True, unsafe_hash=True)
class Entity:
    """This object is the entity `id` of `kind`: its id property gets `id`, its other properties follow from `id` alone.

    `id_property` names the property that holds the id where the usual names do not tell; `values` are properties that
    are known (nested objects may be given in part), and are used where the schema allows them. Without an `id` it is
    the member `ordinal` of the kind's population, or the child `ordinal` of `owner`, a (kind, id): the id follows.
    `above` are the owners of the owner, outermost first.
    """

    kind: str
    id: Any
    id_property: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    ordinal: int = 0
    owner: tuple[str, Any] | None = None
    above: tuple[tuple[str, Any], ...] = ()


class Absent(Enum):
    """The type of `ABSENT`, which pins a property that is to be left out where the schema can do without it."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


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

Recall = Callable[[str, str, Any], Mapping[str, Any] | None]
"""What is known of the entity of a kind, in a schema of a name, with an id: pins of its properties, or None."""


Window = tuple[float | None, float | None]
"""From when until when, in seconds since 1970 UTC; None where nobody says."""


@dataclass(slots=True, unsafe_hash=True)
class Scene:
    """Everything outside the schema that a value depends on.

    `key` is the root of the entropy: the same (seed, key) gives the same value. `kind` says what the root value is
    ("contact"), or what stands at `within`, a way down by names; `pins` say what is known of it, `seed` replaces the
    generator's seed for this one value. `recall` is asked for every entity that is met on the way, wherever it is
    embedded. `window` is the time that series are to cover.
    Where `counted` is false, nobody asks how many others there are.
    """

    key: str = ""
    kind: str = ""
    pins: Pins | None = None
    variant: Variant = "normal"
    seed: str | None = None
    recall: Recall | None = None
    window: Window | None = None
    counted: bool = True
    within: tuple[str, ...] = ()

    def showing(self, kind: str, pins: Pins | None, within: tuple[str, ...] = ()) -> Scene:
        """Return the same scene of a value in which what stands at `within` is of `kind`, and `pins` are known."""
        return Scene(self.key, kind, pins, self.variant, self.seed, self.recall, self.window, self.counted, within)
