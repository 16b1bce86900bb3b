"""Descriptions as their authors wrote them, read without any code of ours: what the independent client knows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, NamedTuple
from urllib.parse import unquote, urlsplit

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class At(NamedTuple):
    """A value and the file that it stands in: references are relative to it."""

    value: Any
    file: Path

    def get(self, key: str, default: Any = None) -> At:
        return At(self.value.get(key, default), self.file)


class PlainLoader(yaml.CSafeLoader):
    """YAML's scalars as JSON knows them: no dates, no yes and no."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for tag, first, pattern in (
    ("bool", "tTfF", r"^(?:true|True|TRUE|false|False|FALSE)$"),
    ("null", "~nN\0", r"^(?:~|null|Null|NULL|)$"),
    ("int", "-+0123456789", r"^[-+]?[0-9]+$"),
    ("float", "-+.0123456789", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$|^[-+]?[0-9]+[eE][-+]?[0-9]+$"),
):
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), [*first.replace("\0", ""), ""])


def with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): with_text_keys(inner) for key, inner in value.items()}
    return [with_text_keys(inner) for inner in value] if isinstance(value, list) else value


@dataclass
class Description:
    """One description with all its files."""

    path: Path
    files: dict[Path, Any] = field(default_factory=dict)

    def read(self, path: Path) -> Any:
        if path not in self.files:
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".json":
                self.files[path] = json.loads(text)
            else:
                self.files[path] = with_text_keys(yaml.load(text, PlainLoader))  # noqa: S506 - a safe loader
        return self.files[path]

    @property
    def root(self) -> At:
        return At(self.read(self.path), self.path)

    @property
    def version(self) -> str:
        return str(self.root.value.get("swagger") or self.root.value["openapi"])[:3]

    def target(self, reference: str, file: Path) -> tuple[At, str]:
        """Return what a reference names, and the pointer below its file."""
        name, _, fragment = reference.partition("#")
        target = (file.parent / unquote(urlsplit(name).path)).resolve() if name else file
        value = self.read(target)
        for token in filter(None, unquote(fragment).split("/")):
            key = token.replace("~1", "/").replace("~0", "~")
            value = value[int(key)] if isinstance(value, list) else value[key]
        return At(value, target), fragment

    def resolve(self, at: At) -> At:
        """Follow a Reference Object to what it names."""
        while isinstance(at.value, dict) and isinstance(at.value.get("$ref"), str):
            at, _ = self.target(at.value["$ref"], at.file)
        return at

    def operations(self) -> Iterator[tuple[str, str, At, At]]:
        """Yield path, method, path item and operation."""
        for path, value in self.root.value.get("paths", {}).items():
            if path.startswith("x-"):
                continue
            item = self.resolve(At(value, self.path))
            for method in METHODS:
                if method in item.value:
                    yield path, method, item, item.get(method)

    def parameters(self, item: At, operation: At) -> list[At]:
        """Return the parameters of an operation in the shape of OpenAPI 3, without bodies."""
        found: dict[tuple[str, str], At] = {}
        for owner in (item, operation):
            for value in owner.value.get("parameters") or ():
                at = self.resolve(At(value, owner.file))
                found[at.value["name"], at.value["in"]] = at
        plain = [at for at in found.values() if at.value["in"] not in {"body", "formData"}]
        return [At(modern_parameter(at.value), at.file) for at in plain] if self.version == "2.0" else plain

    def body(self, item: At, operation: At) -> tuple[bool, dict[str, At]] | None:
        """Return whether a body is required and its Media Type Objects, or None where there is none."""
        if self.version == "2.0":
            return self._old_body(item, operation)
        if "requestBody" not in operation.value:
            return None
        body = self.resolve(operation.get("requestBody"))
        content = self.resolve(At(body.value.get("content") or {}, body.file))
        media = {key: self.resolve(At(one, content.file)) for key, one in content.value.items()}
        return bool(body.value.get("required")), media

    def _old_body(self, item: At, operation: At) -> tuple[bool, dict[str, At]] | None:
        values = [At(value, owner.file) for owner in (item, operation) for value in owner.value.get("parameters") or ()]
        given = [self.resolve(at) for at in values]
        consumes = operation.value.get("consumes") or self.root.value.get("consumes") or []
        whole = next((at for at in given if at.value["in"] == "body"), None)
        if whole is not None:
            media = At({"schema": whole.value.get("schema", {})}, whole.file)
            return bool(whole.value.get("required")), dict.fromkeys(consumes or ["application/json"], media)
        fields = [at.value for at in given if at.value["in"] == "formData"]
        if not fields:
            return None
        required = [one["name"] for one in fields if one.get("required")]
        properties = {one["name"]: parameter_schema(one) for one in fields}
        schema = {"type": "object", "properties": properties, "required": required}
        media = At({"schema": schema, "old": {one["name"]: one for one in fields}}, operation.file)
        forms = [name for name in consumes if name in FORMS]
        files = any(one.get("type") == "file" for one in fields)
        return bool(required), dict.fromkeys(["multipart/form-data"] if files else forms or FORMS[:1], media)

    def responses(self, operation: At) -> dict[str, tuple[At, dict[str, At]]]:
        """Return for each status its Response Object and its Media Type Objects."""
        found = {}
        for key, value in (operation.value.get("responses") or {}).items():
            if not key.startswith("x-"):
                at = self.resolve(At(value, operation.file))
                found[key] = at, self._content(at, operation)
        return found

    def _content(self, response: At, operation: At) -> dict[str, At]:
        if self.version != "2.0":
            content = self.resolve(At(response.value.get("content") or {}, response.file))
            return {key: self.resolve(At(media, content.file)) for key, media in content.value.items()}
        if "schema" not in response.value:
            return {}
        produces = operation.value.get("produces") or self.root.value.get("produces") or ["application/json"]
        return dict.fromkeys(produces, At({"schema": response.value["schema"]}, response.file))

    def alternatives(self, operation: At) -> list[dict[str, Any]]:
        """Return the Security Requirement Objects that apply."""
        return operation.value.get("security", self.root.value.get("security")) or []

    def scheme(self, name: str) -> dict[str, Any]:
        home = self.root.value if self.version == "2.0" else self.root.value.get("components", {})
        key = "securityDefinitions" if self.version == "2.0" else "securitySchemes"
        return self.resolve(At(home[key][name], self.path)).value

    @property
    def base(self) -> str:
        """The path of the first server."""
        if self.version == "2.0":
            return self.root.value.get("basePath", "").rstrip("/")
        server = (self.root.value.get("servers") or [{"url": ""}])[0]
        variables = server.get("variables") or {}
        url = re.sub(r"\{(.+?)\}", lambda hit: str(variables[hit[1]]["default"]), server["url"])
        return urlsplit(url).path.rstrip("/")


def modern_parameter(value: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter of OpenAPI 2.0 as one of 3."""
    style, explode = {
        "ssv": ("spaceDelimited", False),
        "tsv": ("tabDelimited", False),
        "pipes": ("pipeDelimited", False),
        "multi": ("form", True),
    }.get(value.get("collectionFormat", ""), ("form" if value["in"] == "query" else "simple", False))
    return {
        "name": value["name"],
        "in": value["in"],
        "required": value.get("required", False),
        "style": style,
        "explode": explode,
        "schema": parameter_schema(value),
    }


def parameter_schema(value: dict[str, Any]) -> dict[str, Any]:
    other = {"name", "in", "required", "description", "collectionFormat", "allowEmptyValue"}
    return {key: inner for key, inner in value.items() if key not in other}
