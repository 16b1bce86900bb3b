"""Values with parts: objects and arrays."""
