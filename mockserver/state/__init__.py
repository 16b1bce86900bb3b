"""What the mock remembers: documents by session, in memory, in a file, or in Redis."""

from mockserver.state.memory import MemoryStore
from mockserver.state.opening import open_store
from mockserver.state.store import Change, Document, Session, Store, checked, expire

__all__ = ["Change", "Document", "MemoryStore", "Session", "Store", "checked", "expire", "open_store"]
