"""The world as sessions have written to it, and what answers show of it."""
