"""An example that breaks its schema, mended with the parts of a generated value that does not."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import MISSING
from mockserver.generate import Entity, Value
from mockserver.schema.keywords import every_subschema

if TYPE_CHECKING:
    from mockserver.generate import Pins
    from mockserver.schema import Bundle

MOST_STEPS = 400
"""How many parts of an example are tried before the rest stays generated."""


def repaired(bundle: Bundle, example: Any, generated: Any, labels: frozenset[str] = frozenset()) -> Any:
    """Return a valid value with as much of `example` as can be kept, or MISSING where nothing of it can.

    The example with its texts typed is tried first; then each of its members takes the place of the generated one
    wherever the whole stays valid. Two objects that differ in one of the `labels`, the properties of discriminators,
    are of different kinds: nothing of one goes into the other.
    """
    valid = bundle.validator.is_valid
    typed = bundle.coerce(copy.deepcopy(example))
    if valid(typed):
        return typed
    if not (isinstance(example, dict) and isinstance(generated, dict) and valid(generated)):
        return MISSING
    whole = {"": copy.deepcopy(generated)}
    kept = sum(1 for _ in _graft(whole, "", typed, Terms(lambda: valid(whole[""]), labels)))
    return whole[""] if kept else MISSING


def labels_of(bundle: Bundle) -> frozenset[str]:
    """Return the names of the properties that discriminators look at, in the schema and below it (OAS 4.8.25)."""
    found = (each.get("discriminator") for each in every_subschema(bundle.schema) if isinstance(each, dict))
    names = (each.get("propertyName") for each in found if isinstance(each, dict))
    return frozenset(name for name in names if isinstance(name, str))


def alike(pins: Pins | None, example: Any, labels: frozenset[str]) -> Pins | None:
    """Return `pins` with the example's labels, so that what is generated is of the example's kind."""
    told = {name: example[name] for name in labels if name in example} if isinstance(example, dict) else {}
    if not told:
        return pins
    if isinstance(pins, Entity):
        return replace(pins, values={**told, **pins.values})
    if pins is None or isinstance(pins, Mapping):
        return {**{name: Value(value) for name, value in told.items()}, **(pins or {})}
    return pins


@dataclass(slots=True)
class Terms:
    """What a graft must keep: the whole stays valid, kinds stay apart, and it ends after so many steps."""

    valid: Callable[[], bool]
    labels: frozenset[str]
    steps: int = MOST_STEPS

    def apart(self, one: dict[str, Any], other: dict[str, Any]) -> bool:
        """Tell whether two objects say of themselves that they are of different kinds."""
        return any(name in one and name in other and one[name] != other[name] for name in self.labels)


def _graft(holder: Any, key: Any, part: Any, terms: Terms) -> Iterator[Any]:
    """Put `part` at `holder[key]` if the whole stays valid, else its members one by one; yield for each one kept."""
    if terms.steps == 0:
        return
    terms.steps -= 1
    before = holder.get(key, MISSING) if isinstance(holder, dict) else holder[key]
    holder[key] = part
    if terms.valid():
        yield key
        return
    if before is MISSING:
        del holder[key]
        return
    holder[key] = before
    if isinstance(before, dict) and isinstance(part, dict) and not terms.apart(before, part):
        for name, member in part.items():
            yield from _graft(before, name, member, terms)
