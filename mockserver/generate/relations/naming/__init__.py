"""How entities are called, so that one can be told from another."""
