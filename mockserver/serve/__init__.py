"""Serving an engine: by granian, by Flask, in a test."""
