"""What placeholders were filled with, in the types that the schema asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import MISSING
from mockserver.fixtures import text_of

if TYPE_CHECKING:
    from mockserver.schema import Bundle
    from mockserver.violations import Violation


def typed(value: Any, bundle: Bundle) -> Any:
    """Return a valid value: texts read as numbers, or numbers written as texts, where those are due; else MISSING."""
    read = bundle.coerce(value)
    for violation in bundle.validator.explain(read, "response"):
        read = _written(read, violation.path, violation)
    return read if bundle.validator.is_valid(read) else MISSING


def _written(value: Any, path: tuple[str | int, ...], violation: Violation) -> Any:
    """Return a copy of `value` with the number at `path` as a text, where the rule that refuses it is one of type."""
    if path and isinstance(value, dict):
        return {**value, path[0]: _written(value[path[0]], path[1:], violation)}
    if path and isinstance(value, list):
        index = int(path[0])
        return [*value[:index], _written(value[index], path[1:], violation), *value[index + 1 :]]
    takes = violation.code == "type" and isinstance(value, int | float | bool)
    return text_of(value) if takes else value
