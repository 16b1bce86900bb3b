"""Counts that agree: a whole is the sum of its parts, and what is unread is counted."""
