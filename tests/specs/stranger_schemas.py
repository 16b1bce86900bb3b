"""Schemas of any OpenAPI version as JSON Schema 2020-12, and the independent judge over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
from stranger_documents import At, Description

MAPS = ("properties", "patternProperties", "dependentSchemas")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
ONES = (
    "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames",
    "unevaluatedItems", "unevaluatedProperties",
)  # fmt: skip
DROPPED = {"$schema", "$id", "$anchor", "$dynamicAnchor", "example", "examples", "xml", "externalDocs", "$comment"}
COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
FLAGS = {"request": "readOnly", "response": "writeOnly"}


class Bundle:
    """One schema with everything that it refers to, for one direction."""

    def __init__(self, description: Description, at: At, direction: str, *, ban: bool = True) -> None:
        self.description = description
        self.old = description.version in {"2.0", "3.0"}
        self.flag = FLAGS[direction]
        self.ban = ban
        self.names: dict[tuple[Path, str], str] = {}
        self.titles: dict[str, str] = {}
        self.defs: dict[str, Any] = {}
        self.schema = self.modern(at.value, at.file)
        whole = {"$defs": self.defs, "allOf": [self.schema]}
        self.validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)

    def is_valid(self, value: Any) -> bool:
        return self.validator.is_valid(value)

    def complaint(self, value: Any) -> str:
        return "; ".join(f"{list(one.instance_path)}: {one.message[:200]}" for one in self.validator.iter_errors(value))

    def members(self, schema: Any) -> Iterator[tuple[str, Any]]:
        """Yield the properties of a schema and of those that it is made of."""
        if isinstance(schema, dict):
            yield from schema.get("properties", {}).items()
            for part in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
                yield from self.members(part)
            if "$ref" in schema:
                yield from self.members(self.defs[schema["$ref"].rpartition("/")[2]])

    def is_file(self, schema: Any) -> bool:
        """Tell whether a schema describes a file, or a list of files."""
        if not isinstance(schema, dict):
            return False
        if schema.get("format") == "binary" or "contentMediaType" in schema:
            return True
        inner = [schema.get("items"), *schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
        if "$ref" in schema:
            inner.append(self.defs[schema["$ref"].rpartition("/")[2]])
        return any(map(self.is_file, inner))

    def modern(self, schema: Any, file: Path) -> Any:
        """Return a schema of the author's in 2020-12, its references pointing into `defs`."""
        if not isinstance(schema, dict):
            return schema if isinstance(schema, bool) else True
        made: dict[str, Any] = {}
        if isinstance(schema.get("$ref"), str):
            made["$ref"] = "#/$defs/" + self.name(schema["$ref"], file)
            if self.old:  # what stands beside a reference is ignored; a request may show that its author meant it
                meant = schema.get("nullable") or schema.get("x-nullable")
                return {"anyOf": [made, {"type": "null"}]} if meant and self.flag == "readOnly" else made
        for key, value in schema.items():
            if key in MAPS and isinstance(value, dict):
                made[key] = {name: self.member(one, file, key) for name, one in value.items()}
            elif key in LISTS and isinstance(value, list):
                made[key] = [self.modern(one, file) for one in value]
            elif key in ONES and isinstance(value, dict | bool):
                made[key] = self.modern(value, file)
            elif key == "discriminator":
                made["x-discriminator"] = (value, file)
            elif key not in DROPPED and key not in {"$ref", "$defs", "definitions", *MAPS, *LISTS, *ONES}:
                made[key] = value
        mapping = made.pop("x-discriminator", None)
        if isinstance(schema.get("required"), list):
            made["required"] = [name for name in schema["required"] if not self.hidden(schema, name, file)]
        elif "required" in made:
            del made["required"]
        if self.old:
            modernise(made)
        if str(made.get("format")).startswith("uint"):  # of the registry of formats
            made.setdefault("minimum", 0)
        if mapping is not None:
            made["x-tags"] = self.tags(*mapping)
        return made

    def member(self, schema: Any, file: Path, keyword: str) -> Any:
        if keyword == "properties" and self.ban and self.flagged(schema, file):
            return False
        return self.modern(schema, file)

    def hidden(self, schema: dict[str, Any], name: str, file: Path) -> bool:
        """Tell whether a required property is one that this direction does not carry."""
        return any(self.flagged(one, where) for one, where in self.declared(schema, name, file))

    def declared(self, schema: Any, name: str, file: Path, depth: int = 0) -> list[tuple[Any, Path]]:
        at = self.description.resolve(At(schema, file))
        if not isinstance(at.value, dict) or depth > 4:
            return []
        properties = at.value.get("properties") or {}
        found = [(properties[name], at.file)] if name in properties else []
        for part in at.value.get("allOf") or ():
            found += self.declared(part, name, at.file, depth + 1)
        return found

    def flagged(self, schema: Any, file: Path) -> bool:
        if isinstance(schema, dict) and not self.old and schema.get(self.flag) is True:
            return True
        at = self.description.resolve(At(schema, file))
        return isinstance(at.value, dict) and at.value.get(self.flag) is True

    def name(self, reference: str, file: Path) -> str:
        at, fragment = self.description.target(reference, file)
        key = (at.file, fragment)
        if key not in self.names:
            name = self.names[key] = f"d{len(self.names)}"
            self.titles[name] = fragment.rpartition("/")[2] or at.file.stem
            self.defs[name] = True
            self.defs[name] = self.modern(at.value, at.file)
        return self.names[key]

    def tags(self, discriminator: Any, file: Path) -> tuple[str, dict[str, str]]:
        """Return the property of a discriminator and its values by the name of the definition that they choose."""
        if isinstance(discriminator, str):
            return discriminator, {}
        mapping = discriminator.get("mapping") or {}
        found = {}
        for value, reference in mapping.items():
            named = "/" in reference or "." in reference
            found[self.name(reference if named else f"#/components/schemas/{reference}", file)] = value
        return discriminator["propertyName"], found


def modernise(schema: dict[str, Any]) -> None:
    """Turn the keywords of OpenAPI 2.0 and 3.0 that differ into those of 2020-12."""
    for low, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(schema.get(exclusive), bool) and schema.pop(exclusive) and low in schema:
            schema[exclusive] = schema.pop(low)
    if schema.get("type") == "file":
        schema["type"] = "string"
    nullable = schema.pop("nullable", None) is True or schema.pop("x-nullable", None) is True
    if nullable and isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    elif nullable and "type" not in schema:
        inner = dict(schema)
        schema.clear()
        schema["anyOf"] = [inner, {"type": "null"}]
    for key in COUNTS:
        if isinstance(schema.get(key), float):
            schema[key] = int(schema[key])
