"""Free-form objects: what people note about a thing where the schema leaves it to them, such as `attributes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.controls import controls_for
from mockserver.generate.compile.meaning import author_examples
from mockserver.generate.compile.node import copier
from mockserver.generate.entropy import mixed, nth, salt_of
from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Leaf, Schema, Spot


def notes_for(flat: Schema, spot: Spot, compiler: Compiler) -> Leaf | None:
    """Return the leaf of the author's examples, else of small objects of texts; None where the schema says more."""
    if compiler.variant not in ("normal", "maximal") or not flat.keys() <= _OPEN:
        return None
    examples = tuple(value for value in author_examples(flat, compiler) if isinstance(value, dict) and value)
    if examples:
        copies, size = [copier(value) for value in examples], len(examples)
        return lambda bits: copies[(bits >> 7) % size]()
    named = words(spot.name)[-1:]
    if not named or named[0] not in _NOTED or flat.get("additionalProperties", True) not in (True, {}):
        return None
    return _notes if controls_for(flat, compiler.options).fill else None


def _notes(bits: int) -> dict[str, Any]:
    draws = mixed(bits, _SALT)
    found = {}
    for place in range(min(draws % 3, (draws >> 8) % 4)):
        name, values = _NOTES[(draws >> 16 + 8 * place) % len(_NOTES)]
        found[name] = values[nth(draws, place) % len(values)]
    return found


_SALT = salt_of("notes")
_OPEN = frozenset(
    {
        "type", "title", "description", "additionalProperties", "deprecated", "readOnly", "writeOnly", "x-implied-null",
        "example", "examples", "default",
    }
)  # fmt: skip
_NOTED = frozenset(
    {
        "attributes", "metadata", "meta", "properties", "fields", "extra", "extras", "labels", "annotations", "traits",
        "details", "context", "dimensions", "additional", "custom",
    }
)  # fmt: skip
_NOTES = (
    ("plan", ("Gold", "Silver", "Standard", "Premium")),
    ("language", ("en", "de", "fr", "es", "pt", "hi")),
    ("source", ("website", "referral", "trade fair", "import", "newsletter")),
    ("region", ("North", "South", "West", "Central")),
    ("segment", ("retail", "wholesale", "enterprise")),
    ("channel", ("online", "store", "phone")),
    ("priority", ("high", "normal", "low")),
    ("team", ("Sales", "Support", "Marketing")),
)
