"""What was written: kept by a store, shown by every answer, guarded by conditions and keys."""

from mockserver.answer.stateful.conditional import Conditional
from mockserver.answer.stateful.from_state import SESSION_HEADER, FromState
from mockserver.answer.stateful.overlay import SessionWorld
from mockserver.answer.stateful.seeding import read_seed, sow
from mockserver.answer.stateful.writing import Writer

__all__ = ["SESSION_HEADER", "Conditional", "FromState", "SessionWorld", "Writer", "read_seed", "sow"]
