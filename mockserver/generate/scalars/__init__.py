"""Values without parts: numbers, strings, booleans."""
