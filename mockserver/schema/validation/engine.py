"""The engine that decides: jsonschema-rs, offline, with formats asserted and regular expressions bounded.

Nothing is ever fetched: there is no retriever and `offline` is set, so that a stray `$ref` to http:// or file:// cannot
compile. A bundle holds none anyway.
"""

from __future__ import annotations

import binascii
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012Validator

from mockserver.schema.patterns import PATTERN_OPTIONS
from mockserver.schema.validation.apart import quick

if TYPE_CHECKING:
    from mockserver.schema.keywords import Schema


def compile_schema(schema: Schema) -> Draft202012Validator:
    """Return the compiled validator of a self-contained schema; ValueError where it is no schema."""
    formats = FORMATS if _names_any(schema) else None
    return Draft202012Validator(
        schema, validate_formats=True, formats=formats, offline=True, pattern_options=PATTERN_OPTIONS
    )


def acceptor(schema: Schema) -> Callable[[Any], bool]:
    """Return the test that values of a self-contained schema pass, formats asserted; ValueError where it is none."""
    return compile_schema(quick(schema)).is_valid


def _names_any(schema: Schema) -> bool:
    """Tell whether a schema names one of our formats: an engine that has some takes half as long again for any value.

    Whatever looks like one counts, an example too: that costs time, not truth.
    """
    waiting: list[Any] = [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            named = each.get("format")
            if isinstance(named, str) and named in FORMATS:
                return True
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return False


def holds_alone(keyword: str, limit: float | str, value: Any) -> bool:
    """Tell whether `value` satisfies one keyword of one schema."""
    return _single(keyword, limit).is_valid(value)


@lru_cache(maxsize=1024)
def _single(keyword: str, limit: float | str) -> Draft202012Validator:
    return compile_schema({keyword: limit})


def _is_base64(text: str) -> bool:
    return _decodes(text)


def _is_base64url(text: str) -> bool:
    """RFC 4648 section 5: with or without padding, and with none of the signs that belong to section 4."""
    if "+" in text or "/" in text:
        return False
    bare = text.rstrip("=")
    padding = -len(bare) % 4
    if padding == 3 or len(text) - len(bare) not in (0, padding):
        return False
    return _decodes(bare.replace("-", "+").replace("_", "/") + "=" * padding)


def _decodes(text: str) -> bool:
    try:
        binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return False
    return True


def _is_char(text: str) -> bool:
    return len(text) == 1


def _is_decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


FORMATS: dict[str, Callable[[str], bool]] = {
    "base64url": _is_base64url,
    "byte": _is_base64,
    "char": _is_char,
    "decimal": _is_decimal,
}
"""Formats of the OAS registry that can be checked and that the engine does not know by itself."""
