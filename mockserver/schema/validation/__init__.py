"""Deciding whether a value is valid, and saying why it is not."""
