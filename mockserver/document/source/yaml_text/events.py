"""The events of libyaml, or of PyYAML's own parser where libyaml is missing (slower, same events)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def event_source(text: str) -> Callable[[], Any]:
    """Return a function that returns the next event of `text` on each call."""
    return PARSER(text).get_event  # type: ignore[no-any-return]
