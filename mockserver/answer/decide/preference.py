"""Prefer (RFC 7240) and its query twins: how a client asks for one of the documented answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.generate import Variant
    from mockserver.violations import Violation

read_preference: Callable[[str, str], Preference] = later("mockserver.answer.decide.asked", "read_preference")


@dataclass(frozen=True, slots=True)
class Preference:
    """What the client asks for; None where it is silent. `delay` is in seconds.

    `refused` holds what cannot be understood and must be told (a `code` that is no status code); everything else that
    makes no sense is left aside, as RFC 7240 section 2 asks, and told in `remarks`.
    """

    code: int | None = None
    example: str | None = None
    dynamic: bool | None = None
    seed: str | None = None
    variant: Variant | None = None
    delay: float = 0.0
    refused: tuple[Violation, ...] = ()
    remarks: tuple[Violation, ...] = field(default=(), compare=False)

    @property
    def applied(self) -> str:
        """The value of Preference-Applied (RFC 7240 section 3), or ""."""
        asked = {
            "code": None if self.code is None else f"{self.code:03d}",
            "example": self.example,
            "dynamic": None if self.dynamic is None else str(self.dynamic).lower(),
            "seed": self.seed,
            "variant": self.variant,
            "delay": f"{self.delay * 1000:g}" if self.delay else None,
        }
        return ", ".join(f"{name}={_word(value)}" for name, value in asked.items() if value is not None)


NO_PREFERENCE = Preference()


def preference_of(headers: Mapping[str, str], query: str) -> Preference:
    """Read the Prefer header and the query's `__code`, `__example`, `__dynamic`, `__seed`; the header wins per key."""
    header = headers.get("prefer")
    if header is None and "__" not in query:
        return NO_PREFERENCE
    return read_preference(header or "", query)


def _word(value: str) -> str:
    """Write a value as token or quoted-string, in visible ASCII."""
    if re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", value):
        return value
    plain = value.encode("ascii", "backslashreplace").decode("ascii")
    return '"' + re.sub(r'(["\\])', r"\\\1", re.sub(r"[\x00-\x1f\x7f]", " ", plain)) + '"'
