"""Dates that an entity tells beside the moments of its own life."""
