"""An example that breaks its schema, mended with the parts of a generated value that does not."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import MISSING

if TYPE_CHECKING:
    from mockserver.schema import Bundle

MOST_STEPS = 400
"""How many parts of an example are tried before the rest stays generated."""


def repaired(bundle: Bundle, example: Any, generated: Any) -> Any:
    """Return a valid value with as much of `example` as can be kept, or MISSING where nothing of it can.

    The example with its texts typed is tried first; then each of its members takes the place of the generated one
    wherever the whole stays valid.
    """
    valid = bundle.validator.is_valid
    typed = bundle.coerce(copy.deepcopy(example))
    if valid(typed):
        return typed
    if not (isinstance(example, dict) and isinstance(generated, dict) and valid(generated)):
        return MISSING
    whole = {"": copy.deepcopy(generated)}
    kept = sum(1 for _ in _graft(whole, "", typed, lambda: valid(whole[""]), iter(range(MOST_STEPS))))
    return whole[""] if kept else MISSING


def overlaid(value: Any, part: Any) -> Any:
    """Return `value` with the members of `part` in their places, at any depth; anything but two objects is replaced."""
    if isinstance(value, dict) and isinstance(part, dict):
        return {**value, **{name: overlaid(value.get(name), member) for name, member in part.items()}}
    return part


def _graft(holder: Any, key: Any, part: Any, valid: Callable[[], bool], steps: Iterator[int]) -> Iterator[Any]:
    """Put `part` at `holder[key]` if the whole stays valid, else its members one by one; yield for each one kept."""
    if next(steps, None) is None:
        return
    before = holder.get(key, MISSING) if isinstance(holder, dict) else holder[key]
    holder[key] = part
    if valid():
        yield key
        return
    if before is MISSING:
        del holder[key]
        return
    holder[key] = before
    if isinstance(before, dict) and isinstance(part, dict):
        for name, member in part.items():
            yield from _graft(before, name, member, valid, steps)
