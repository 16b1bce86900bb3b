"""The user's own words: a dictionary from the name of a property or schema to a value, or to a list to pick from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import constant, pooled

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions


def dictionary_for(name: str, schema_name: str, options: GenerateOptions) -> Leaf | None:
    """Return the leaf of what the dictionary says for the property `name`, or for the schema, or None.

    `Contact.name` (the property of one schema) wins over `name`; a schema's name alone stands for whole values of it.
    The caller checks the value against the schema.
    """
    dictionary = options.dictionary
    for key in (f"{schema_name}.{name}", name) if name else (schema_name,):
        if key in dictionary:
            value = dictionary[key]
            return pooled(value) if isinstance(value, list) and value else constant(value)
    return None
