"""Figures about a whole collection: how many belong to each, how many nobody has read, in which period."""
