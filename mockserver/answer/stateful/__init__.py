"""What was written: kept by a store, shown by every answer, guarded by conditions and keys."""

from collections.abc import Callable, Mapping
from typing import Any

from mockserver.answer.stateful.conditional import Conditional
from mockserver.answer.stateful.from_state import FromState
from mockserver.later import later

_SEEDING = "mockserver.answer.stateful.seeding"
read_seed: Callable[..., Mapping[str, Any]] = later(_SEEDING, "read_seed")
sow: Callable[..., None] = later(_SEEDING, "sow")

__all__ = ["Conditional", "FromState", "read_seed", "sow"]
