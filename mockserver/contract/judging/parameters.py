"""One parameter: raw text -> typed value, with the reasons where it is not what the contract says."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import EMPTY, MISSING, Malformed
from mockserver.contract.shape import Shape
from mockserver.contract.styles import RawQuery
from mockserver.violations import Location, Violation

if TYPE_CHECKING:
    from mockserver.contract.parameter import Parameter
    from mockserver.schema import Bundle

Decode = Callable[[Any], Any]
Reader = Callable[[Any, dict[str, Any]], tuple[Violation, ...]]
"""Reads the raw text, puts the value under its name into the dict, and returns what is wrong."""


def compile_reader(parameter: Parameter, decode: Decode) -> Reader:
    """Return the reader of one parameter or header; `decode` undoes its style and types the texts."""
    name, required = parameter.name, parameter.required
    bundle = parameter_bundle(parameter)
    default = default_of(bundle)
    scattered = is_scattered(parameter)

    def read(raw: Any, into: dict[str, Any]) -> tuple[Violation, ...]:
        try:
            value = decode(raw)
        except Malformed as malformed:
            return (_malformed(parameter, raw, malformed),)
        if value is MISSING:
            if required and scattered and bundle is not None and bundle.validator.is_valid({}):
                into[name] = {}
                return ()
            if required:
                return (_missing(parameter),)
            if default is not MISSING:
                into[name] = deepcopy(default)
            return ()
        if value is EMPTY:
            into[name] = ""
            return ()
        into[name] = value
        if bundle is None or bundle.validator.is_valid(value):
            return ()
        found = bundle.validator.explain(value, location_of(parameter), (name,))
        return _with_hint(found, parameter, raw) if _fits_unescaped(bundle, decode, raw) else found

    return read


def _fits_unescaped(bundle: Bundle, decode: Decode, raw: Any) -> bool:
    """Tell whether a value would fit if the delimiters that its client escaped were plain."""
    text = raw.text if isinstance(raw, RawQuery) else raw
    if not isinstance(text, str) or "%2c" not in text.lower():
        return False
    plain = text.replace("%2C", ",").replace("%2c", ",")
    try:
        value = decode(RawQuery.parse(plain) if isinstance(raw, RawQuery) else plain)
    except Malformed:
        return False
    return value is not MISSING and value is not EMPTY and bundle.validator.is_valid(value)


def _with_hint(found: tuple[Violation, ...], parameter: Parameter, raw: Any) -> tuple[Violation, ...]:
    """Return the reasons with the most likely one: "%2C" is part of a value, "," stands between two (RFC 6570)."""
    hint = "'%2C' is part of a value, ',' stands between two: send the comma unescaped"
    return tuple(replace(one, message=f"{one.message} ({hint})", got=_sent(parameter, raw) or one.got) for one in found)


def parameter_bundle(parameter: Parameter) -> Bundle | None:
    """Return the schema of a parameter, whether it stands under `schema` or in `content`."""
    if parameter.media_type is not None:
        return parameter.media_type.schema("request")
    return parameter.bundle


def is_scattered(parameter: Parameter) -> bool:
    """Tell whether the value is an object whose properties stand for themselves: empty, it leaves no trace."""
    if parameter.bundle is None or not parameter.explode or parameter.style not in ("form", "cookie"):
        return False
    return Shape.of(parameter.bundle.schema).kinds == ("object",)


def default_of(bundle: Bundle | None) -> Any:
    """Return the `default` that a schema states, through references, or MISSING."""
    schema: Any = True if bundle is None else bundle.schema
    root = schema
    for _ in range(MOST_REFERENCES):
        if not isinstance(schema, dict):
            return MISSING
        if "default" in schema:
            return schema["default"]
        ref = schema.get("$ref")
        if not isinstance(ref, str):
            return MISSING
        schema = root.get("$defs", {}).get(ref.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~"))
    return MISSING


def location_of(parameter: Parameter) -> Location:
    """Return the part of a message that a parameter stands in."""
    return "query" if parameter.location == "querystring" else parameter.location


def _missing(parameter: Parameter) -> Violation:
    location = location_of(parameter)
    message = f"must be given: the {NOUNS[location]} '{parameter.name}' is required"
    return Violation(location, (parameter.name,), "required", message, _place(parameter), expected=parameter.name)


def _malformed(parameter: Parameter, raw: Any, malformed: Malformed) -> Violation:
    location = location_of(parameter)
    media = parameter.media_type
    form = f"style {parameter.style}" if media is None else media.range
    message = f"must be readable as {form}: {malformed.message}"
    path = (parameter.name, *malformed.path)
    expected = parameter.style if media is None else media.range
    return Violation(location, path, "malformed", message, _place(parameter), expected, _sent(parameter, raw))


def _sent(parameter: Parameter, raw: Any) -> str | None:
    """Return the text of a parameter as it stood in the request, or None where it is not in one place."""
    if isinstance(raw, str):
        return raw
    found = [value for name, value in raw.pairs if name == parameter.name] if isinstance(raw, RawQuery) else []
    return found[0] if len(found) == 1 else None


def _place(parameter: Parameter) -> Any:
    return None if parameter.node is None else parameter.node.place


MOST_REFERENCES = 32

NOUNS: dict[str, str] = {
    "path": "path parameter",
    "query": "query parameter",
    "header": "header",
    "cookie": "cookie",
}
