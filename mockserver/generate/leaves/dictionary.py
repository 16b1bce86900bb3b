"""The user's own words: for the name of a property or schema a value, a list to pick from, or a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.fakes.own import own_leaf
from mockserver.generate.leaves.leaf import constant, pooled

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions


def dictionary_for(name: str, schema_name: str, options: GenerateOptions) -> Leaf | None:
    """Return the leaf of what the user says of the property `name`, or of the schema, or None.

    `Contact.name` (the property of one schema) wins over `name`; a schema's name alone stands for whole values of it.
    The user's own functions win over the dictionary. The caller checks the value against the schema.
    """
    for key in (f"{schema_name}.{name}", name) if name else (schema_name,):
        if key in options.providers:
            return own_leaf(options.providers[key])
        if key in options.dictionary:
            value = options.dictionary[key]
            return pooled(value) if isinstance(value, list) and value else constant(value)
    return None
