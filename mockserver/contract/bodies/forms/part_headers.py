"""The header fields of one part, as an Encoding Object's `headers` describe them (OAS 4.8.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.contract.media import parse
from mockserver.contract.parameter import MISSING, Malformed, Parameter
from mockserver.contract.shape import Shape
from mockserver.contract.styles import encode_style

if TYPE_CHECKING:
    from mockserver.contract.bodies.codec import Part
    from mockserver.contract.bodies.forms.fields import Field


def check_type(field: Field, part: Part) -> None:
    """Raise Malformed where a part is labelled with a media type that the field's `contentType` does not name."""
    given = parse(part.content_type) if part.content_type else None
    if given is None or not field.content_types:
        return
    if not any(range_.covers(given) for range_ in field.ranges):
        wanted = " or ".join(field.content_types)
        raise Malformed(f'the part "{field.name}" is {part.content_type}: expected {wanted}', (field.name,))


def check_headers(field: Field, part: Part) -> None:
    """Raise Malformed where a part lacks a required header field, or has one that its schema refuses."""
    for parameter, decode in field.headers:
        name, bundle = parameter.name, parameter.bundle
        value = decode(part.headers.get(name.lower()))
        if value is MISSING:
            if parameter.required:
                raise Malformed(f'the part "{field.name}" has no header {name}', (field.name,))
        elif bundle is not None and not bundle.validator.is_valid(value):
            flaws = bundle.validator.explain(value, "body", (field.name,))
            why = flaws[0].message if flaws else "its schema refuses it"
            raise Malformed(f'the header {name} of the part "{field.name}" is not valid: {why}', (field.name,))


def fixed_headers(field: Field) -> dict[str, str]:
    """Return the required header fields whose values the description itself tells, as they are to be sent."""
    known = {name: (parameter, _told(parameter)) for name, parameter in field.encoding.headers.items()}
    return {
        name: encode_style(parameter, value)
        for name, (parameter, value) in known.items()
        if value is not MISSING and name.lower() not in ("content-type", "content-disposition")
    }


def _told(parameter: Parameter) -> Any:
    if parameter.bundle is None or not parameter.required:
        return MISSING
    shape = Shape.of(parameter.bundle.schema)
    for keyword in ("const", "default", "example"):
        if shape.keyword(keyword) is not None:
            return shape.keyword(keyword)
    listed = shape.keyword("enum") or shape.keyword("examples")
    return listed[0] if isinstance(listed, list) and listed else MISSING
