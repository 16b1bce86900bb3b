"""References inside one bundled schema: followed, merged, and handed to the validator with what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.schema import acceptor, merge, resolve_local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mockserver.generate.compile.node import Schema


class Definitions:
    """What `#/$defs/...` means below `root`, a self-contained schema of draft 2020-12."""

    def __init__(self, root: dict[str, Any] | bool) -> None:
        self.root: dict[str, Any] = root if isinstance(root, dict) else {}
        self._heights: dict[str, float] = {}
        self._edges: dict[str, frozenset[str]] = {}
        self._flat: dict[int, tuple[Any, Any]] = {}

    def __contains__(self, reference: str) -> bool:
        return reference.removeprefix("#/$defs/") in self.root.get("$defs", {})

    def resolve(self, reference: str) -> Any:
        """Return the schema that `reference` names."""
        return resolve_local(self.root, reference)

    def name_of(self, reference: str) -> str:
        """Return the name under which `reference` is defined."""
        return reference.removeprefix("#/$defs/")

    def plain_reference(self, schema: Schema) -> str | None:
        """Return the reference of a schema that is nothing but one, and says nothing of its own beside it."""
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return None
        return reference if all(name in _SILENT or name.startswith("x-") for name in schema) else None

    def flatten(self, schema: Any) -> Any:
        """Return `schema` with its references and `allOf` merged into it, or False if they contradict each other."""
        if not isinstance(schema, dict):
            return {} if schema is True else schema
        found = self._flat.get(id(schema))
        if found is None:  # the schema is kept beside its id, which is only unique while it lives
            found = self._flat[id(schema)] = (schema, self._merged(schema))
        return found[1]

    def _merged(self, schema: Schema) -> Any:
        try:
            flat = merge(schema, self.resolve)
        except RecursionError:
            return False
        if isinstance(flat, dict) and "not" in flat:
            return _without_trivial_not(flat)
        return {} if flat is True else flat

    def is_composite(self, schema: Any) -> bool:
        """Tell whether `schema` may hold other schemas, so that compiling it should wait until it is needed."""
        return isinstance(schema, dict) and any(name in _APPLICATORS for name in schema)

    def is_recursive(self, reference: str) -> bool:
        """Tell whether what `reference` names holds itself, at any depth."""
        if not self._edges:
            self._edges = {name: frozenset(_led_to(schema)) for name, schema in self._named().items()}
        waiting, seen = [reference], set()
        while waiting:
            for target in self._edges.get(waiting.pop(), ()):
                if target == reference:
                    return True
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return False

    def _named(self) -> dict[str, Any]:
        names = {f"#/$defs/{name}": schema for name, schema in self.root.get("$defs", {}).items()}
        names["#"] = {name: value for name, value in self.root.items() if name != "$defs"}
        return names

    def acceptor(self, schema: Any) -> Callable[[Any], bool]:
        """Return the validator of a sub-schema, compiled at its first use."""
        compiled: list[Callable[[Any], bool]] = []

        def accept(value: Any) -> bool:
            if not compiled:
                compiled.append(acceptor(self.complete(schema)))
            return compiled[0](value)

        return accept

    def complete(self, schema: Any) -> Any:
        """Return `schema` with the definitions that it reaches, so that it stands alone."""
        if not isinstance(schema, dict) or schema is self.root:
            return schema
        definitions = self.root.get("$defs", {})
        reached: dict[str, Any] = {}
        waiting = [schema]
        while waiting:
            for reference in references_in(waiting.pop()):
                name = self.name_of(reference)
                if name in definitions and name not in reached:
                    reached[name] = definitions[name]
                    waiting.append(definitions[name])
        return {**schema, "$defs": {**schema.get("$defs", {}), **reached}} if reached else schema

    def height(self, schema: Any) -> float:
        """Return how many levels of containers the smallest value of `schema` needs: infinite if it never ends."""
        if not self._heights:
            self._settle()
        return _height(schema, self._heights)

    def ends_without(self, name: str, schema: Any) -> bool:
        """Tell whether some value of `schema` ends that holds none of the schema called `name`, not even inside."""
        reference = f"#/$defs/{name}"
        if reference not in self or not self.is_recursive(reference):
            return True
        return _height(self.flatten(schema), self._settled(reference)) != INFINITE

    def _settle(self) -> None:
        self._heights = self._settled("")

    def _settled(self, without: str) -> dict[str, float]:
        """Return the height of each named schema, where the one called `without` has no value."""
        names = self._named()
        heights = dict.fromkeys(names, INFINITE)
        changed = True
        while changed:
            changed = False
            for name, schema in names.items():
                height = _height(schema, heights)
                if height < heights[name] and name != without:
                    heights[name] = height
                    changed = True
        return heights


def _without_trivial_not(flat: Schema) -> Any:
    """Drop a `not` that refuses nothing; False if it refuses everything."""
    refused = flat["not"]
    parts = refused["anyOf"] if isinstance(refused, dict) and refused.keys() == {"anyOf"} else [refused]
    if any(part is True or part == {} for part in parts):
        return False
    return {name: value for name, value in flat.items() if name != "not"} if refused is False else flat


def references_in(schema: Any) -> Iterator[str]:
    """Yield every local reference below `schema`."""
    waiting = [schema]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            for keyword in ("$ref", "$dynamicRef"):
                if isinstance(here.get(keyword), str):
                    yield here[keyword]
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def _led_to(schema: Any) -> Iterator[str]:
    """Yield every local reference below `schema`, and what its discriminator maps to: it may be made as any of them."""
    yield from references_in(schema)
    discriminator = schema.get("discriminator") if isinstance(schema, dict) else None
    yield from (discriminator.get("mapping") or {}).values() if isinstance(discriminator, dict) else ()


def _height(schema: Any, known: dict[str, float]) -> float:
    if not isinstance(schema, dict):
        return INFINITE if schema is False else 0
    if "const" in schema or "enum" in schema:
        return 0
    height = known.get(schema["$ref"], 0.0) if "$ref" in schema else 0.0
    height = max([height, *(_height(part, known) for part in schema.get("allOf", ()))])
    for keyword in ("oneOf", "anyOf"):
        if schema.get(keyword):
            height = max(height, min(_height(part, known) for part in schema[keyword]))
    return max(height, _own_height(schema, known))


def _own_height(schema: dict[str, Any], known: dict[str, float]) -> float:
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    if any(kind not in ("object", "array") for kind in kinds):
        return 0
    found = []
    if "object" in kinds or "properties" in schema:
        properties = schema.get("properties", {})
        inner = [_height(properties.get(name, True), known) for name in schema.get("required", ())]
        found.append(1 + max(inner, default=0))
    if "array" in kinds or schema.get("minItems"):
        least = schema.get("minItems", 0)
        first = schema.get("prefixItems", [])[: int(least)]
        rest = [schema.get("items", True)] if least > len(first) else []
        found.append(1 + max((_height(part, known) for part in (*first, *rest)), default=0))
    return min(found, default=0)


INFINITE = float("inf")
_SILENT = frozenset(
    {
        "$ref", "description", "title", "summary", "deprecated", "$comment", "readOnly", "writeOnly", "xml",
        "externalDocs", "$defs", "default", "example", "examples",
    }
)  # fmt: skip
_APPLICATORS = frozenset(
    {
        "properties", "items", "prefixItems", "additionalProperties", "patternProperties", "allOf", "anyOf", "oneOf",
        "not", "if", "then", "else", "dependentSchemas", "contains", "propertyNames", "unevaluatedItems",
        "unevaluatedProperties", "$ref", "$dynamicRef",
    }
)  # fmt: skip
