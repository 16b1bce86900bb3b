"""Whether a schema has an `x-faker` at all: few have, and what knows the providers is loaded for the first of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions

faked_leaf: Callable[[Any, dict[str, Any], GenerateOptions], Leaf] = later(
    "mockserver.generate.leaves.fakes.xfaker", "faked_leaf"
)


def x_faker(schema: dict[str, Any], options: GenerateOptions) -> Leaf | None:
    """Return the leaf that `x-faker` asks for, or None if the schema has none. The caller checks its values.

    Values are brought to the schema's type where that loses nothing: "524.32" to a number, a date to its format. Raises
    FakerError where the name or the arguments are wrong.
    """
    given = schema.get("x-faker")
    return None if given is None else faked_leaf(given, schema, options)
