"""Decoded parameter text -> typed values, by the schema that judges them.

Compiled once per schema into closures. What does not fit stays as it is, so that the validator refuses what was really
sent; nothing is guessed and nothing is ever raised.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from mockserver.schema.keywords import Schema
from mockserver.schema.references import resolve_local

Coerce = Callable[[Any], Any]
Accepts = Callable[[Any], bool]


def coercion(schema: Schema, accepts: Callable[[Any], bool]) -> Coerce:
    """Return the function that types a decoded value by `schema`; `accepts` is the schema's own validator."""
    return Compiler(schema, accepts).run


class Compiler:
    """The closures of one bundle; references are compiled when a value first reaches them."""

    def __init__(self, schema: Schema, accepts: Accepts) -> None:
        self.schema = schema
        self.accepts = accepts
        self._root = self.compile(schema)

    def run(self, value: Any) -> Any:
        return self._root(value)

    def compile(self, schema: Schema) -> Coerce:
        return lambda value: value
