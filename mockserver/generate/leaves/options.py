"""How values are to be generated: one frozen value, with the pools that belong to its seed and locale."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.domain import ANY, Domain
from mockserver.generate.leaves.pools import Pools

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FEWEST_ITEMS, MOST_ITEMS = 1, 3
REFERENCE_NOW = datetime(2026, 6, 1, 12, 0, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class GenerateOptions:
    """What the user decided about generated data; compared by identity, since it owns the pools of its seed and locale.

    `now` is the moment that generated times are near to: fixed, so that a run repeats. `dictionary` maps the name of a
    property (`price`, `Product.price`) or schema to a value or a list to pick from; `providers` maps such a name, a
    format or an `x-faker` to a function, which is called with a seeded `random.Random` and the `x-faker`'s arguments.
    `optionals` is the probability of an optional property; `min_items` and `max_items` bound arrays whose schemas leave
    it open, `members` collections of entities (None is for any number); `max_nodes` and `max_bytes` are the budgets of
    one value; `domain` is what the whole API says of its kinds.
    """

    seed: str = "mockserver"
    locale: str = "en_US"
    now: datetime = REFERENCE_NOW
    dictionary: Mapping[str, Any] = field(default_factory=dict)
    providers: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    min_items: int = FEWEST_ITEMS
    max_items: int = MOST_ITEMS
    members: tuple[int, int | None] = (0, None)
    optionals: float = 1.0
    fill_properties: bool = True
    max_nodes: int = 10_000
    max_bytes: int = 1_000_000
    domain: Domain = ANY
    pools: Pools = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pools", Pools(str(self.seed), self.locale))
