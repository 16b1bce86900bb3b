"""Providers of the user's own: plain functions, called with a `Random` that is seeded for the value."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Leaf


def own_leaf(function: Callable[..., Any], *positional: Any, **named: Any) -> Leaf:
    """Return the leaf that calls `function` with a Random seeded by the entropy, then the arguments."""
    return lambda entropy: function(Random(entropy), *positional, **named)  # noqa: S311 - data, not secrets
