"""What happened: the record of one exchange, and the journal of the last ones."""

from mockserver.exchange.exchange import Exchange
from mockserver.exchange.journal import Journal, JournalLimits

__all__ = ["Exchange", "Journal", "JournalLimits"]
