"""What a response never shows: properties that are `writeOnly` (OAS 3.0 section 4.7.24.2, JSON Schema 9.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mockserver.schema import resolve_local

if TYPE_CHECKING:
    from mockserver.schema import Bundle

MOST_HOPS = 20
"""How many references and applicators in place are followed from one schema."""


class Withheld:
    """Leaves the `writeOnly` properties of one schema out of a value, at any depth, as long as it stays valid."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self.any = _flags(bundle.schema)

    def __call__(self, value: Any) -> Any:
        """Return `value` without what is withheld; the very same value where nothing is."""
        if not self.any or not isinstance(value, dict | list):
            return value
        shown = self._shown(value, [self._bundle.schema])
        return shown if shown == value or self._bundle.validator.is_valid(shown) else value

    def _shown(self, value: Any, schemas: list[Any]) -> Any:
        if not isinstance(value, dict | list):
            return value
        places = [place for schema in schemas for place in self._in_place(schema, MOST_HOPS)]
        if isinstance(value, list):
            return [self._shown(item, [place["items"] for place in places if "items" in place]) for item in value]
        shown = {}
        for name, member in value.items():
            declared = [place["properties"][name] for place in places if name in place.get("properties", ())]
            if not declared or not all(map(self._is_withheld, declared)):
                beyond = [place["additionalProperties"] for place in places if "additionalProperties" in place]
                shown[name] = self._shown(member, declared or beyond)
        return shown

    def _is_withheld(self, schema: Any) -> bool:
        return any(place.get("writeOnly") is True for place in self._in_place(schema, MOST_HOPS))

    def _in_place(self, schema: Any, hops: int) -> Iterator[dict[str, Any]]:
        """Yield the schemas that apply to the same value as `schema`, or may."""
        if not isinstance(schema, dict) or not hops:
            return
        yield schema
        if isinstance(schema.get("$ref"), str):
            yield from self._in_place(resolve_local(self._bundle.schema, schema["$ref"]), hops - 1)
        for keyword in ("allOf", "anyOf", "oneOf"):
            for part in schema.get(keyword, ()):
                yield from self._in_place(part, hops - 1)


def _flags(schema: Any) -> bool:
    """Tell whether anything in a bundle is flagged."""
    pending = [schema]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if value.get("writeOnly") is True:
                return True
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return False
