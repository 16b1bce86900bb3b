"""Diagnostic: something about a description that its author should know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from mockserver.violations import Place


class Diagnostic(NamedTuple):
    """A finding at a place: an "error" breaks a rule of OpenAPI, a "warning" is legal but hardly meant.

    `hint` says what to do, where that is known.
    """

    severity: Literal["error", "warning"]
    code: str
    message: str
    place: Place
    hint: str = ""
