"""Text by format, by length and by encoding."""
