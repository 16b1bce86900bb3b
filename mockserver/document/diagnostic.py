"""Diagnostic: something about a description that its author should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from mockserver.violations import Place


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: how bad it is, a stable code, a message for people, and where it stands."""

    severity: Literal["error", "warning"]
    code: str
    message: str
    place: Place
