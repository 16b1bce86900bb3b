"""How often the values of an enumeration are met: most invoices are paid, and few members own the place."""

from __future__ import annotations

from typing import Any

from mockserver.generate.identity.kinds import words

USUAL = 7
"""How many times as often a usual value is met as a rare one."""


def weighted(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the values to draw from, the usual ones several times where others are rare."""
    rare = [isinstance(value, str) and not _RARE.isdisjoint(words(value)) for value in values]
    if all(rare) or not any(rare):
        return values
    return tuple(value for value, few in zip(values, rare, strict=True) for _ in range(1 if few else USUAL))


_RARE = frozenset(
    {
        "owner", "admin", "administrator", "root", "superuser", "superadmin", "banned", "blocked", "deleted", "failed",
        "error", "errored", "removed", "suspended", "undelivered", "rejected", "expired", "revoked", "cancelled",
        "canceled", "disabled", "terminated", "archived", "bounced", "trashed", "declined", "closed", "unknown",
    }
)  # fmt: skip
