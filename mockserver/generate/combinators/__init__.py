"""Schemas that leave a choice, opened into alternatives."""
