"""Discriminators: the property that tells alternatives apart gets the name that the mapping gives (OAS 3.1, 4.8.25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.generate.compile.node import Schema
    from mockserver.generate.compile.resolve import Definitions


def discriminated(flat: Schema, keyword: str, definitions: Definitions) -> list[Any]:
    """Return the alternatives of `keyword`, each with the discriminator's property set to its own name."""
    discriminator = flat.get("discriminator")
    name = discriminator.get("propertyName") if isinstance(discriminator, dict) else None
    if not isinstance(name, str):
        return list(flat[keyword])
    mapping = discriminator.get("mapping") or {} if isinstance(discriminator, dict) else {}
    found: list[Any] = []
    for alternative in flat[keyword]:
        reference = alternative.get("$ref") if isinstance(alternative, dict) else None
        labels = [label for label, target in mapping.items() if target == reference and reference is not None]
        if reference is not None and not labels:
            labels = [definitions.name_of(reference)]
        fitting = [labelled(alternative, name, label) for label in labels]
        solid = [part for part in fitting if holds(part, name, definitions)]
        found += solid or [alternative]
    return found


def labelled(schema: Any, name: str, label: str) -> Schema:
    """Return `schema` with the property `name` required to be `label`."""
    return {"allOf": [schema, {"type": "object", "properties": {name: {"const": label}}, "required": [name]}]}


def holds(schema: Schema, name: str, definitions: Definitions) -> bool:
    """Tell whether the property `name` of a labelled schema can be its label: authors fix it to another value, too."""
    flat = definitions.flatten(schema)
    if not isinstance(flat, dict):
        return False
    return definitions.flatten(flat.get("properties", {}).get(name, True)) is not False


def own_label(discriminator: Any, schema_name: str) -> str | None:
    """Return the name by which a discriminator calls the schema `schema_name` itself, or None."""
    mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
    reference = f"#/$defs/{schema_name}"
    return next((label for label, target in (mapping or {}).items() if target == reference), None)
