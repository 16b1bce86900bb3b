"""From raw text to a typed value: the short way where the text can only be one value, else what is loaded for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import MISSING
from mockserver.contract.shape import Shape
from mockserver.contract.styles.percent import unescape, unescape_form, verbatim
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.contract.parameter import Parameter
    from mockserver.contract.styles.claims import Claims

Decoder = Callable[[Any], Any]
"""Takes what a location gives: path text, header text or None, `RawQuery`, cookie pairs. Returns a value or MISSING."""

manifold_decoder: Callable[[Parameter, Claims], Decoder] = later(
    "mockserver.contract.styles.manifold", "manifold_decoder"
)


def style_decoder(parameter: Parameter, claims: Claims) -> Decoder:
    """Compile the decoder of a parameter with a `schema`; `claims` are the names of its neighbours in the query."""
    if parameter.location in ("path", "header") and parameter.style not in ("label", "matrix"):
        shape = Shape.of(True if parameter.bundle is None else parameter.bundle.schema)
        if shape.untyped or shape.kinds == ("primitive",):
            return _plain_text_decoder(parameter)
    return manifold_decoder(parameter, claims)


def _plain_text_decoder(parameter: Parameter) -> Decoder:
    """Compile the short way for a text that can only be one value."""
    undo, coerce = unescape_of(parameter), coercion_of(parameter)

    def decode(raw: str | None) -> Any:
        return MISSING if raw is None else coerce(undo(raw))

    return decode


def coercion_of(parameter: Parameter) -> Callable[[Any], Any]:
    """Return what types a text by the parameter's schema."""
    bundle = parameter.bundle
    return verbatim if bundle is None else bundle.coerce


def unescape_of(parameter: Parameter) -> Callable[[str], str]:
    """Return what undoes the escaping of a parameter's text where it travels."""
    if parameter.location == "header" or parameter.style == "cookie":
        return verbatim
    return unescape_form if parameter.location in ("query", "querystring") else unescape
