"""Providers that an author asks for by name, with `x-faker`."""
