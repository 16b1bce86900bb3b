"""readOnly and writeOnly: who need not send what (OAS 3.0 section 4.7.24.2, OAS 3.1 section 4.8.24.2).

A property that the other side owns is not `required` of the sender. The flag and the `required` list may stand in
different schemas that apply to the same value, so both are looked for through every in-place applicator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

Direction = Literal["request", "response"]

FLAG: dict[Direction, str] = {"request": "readOnly", "response": "writeOnly"}
"""The annotation that excuses the sender of a message."""

NONE: frozenset[str] = frozenset()

Follow = Callable[[str], "Located | None"]


class Located:
    """A schema as the author wrote it, and how to follow its references; it knows no more than these rules need."""

    __slots__ = ("follow", "identity", "ref_siblings", "schema")

    def __init__(self, schema: Any, follow: Follow, *, ref_siblings: bool, identity: object) -> None:
        self.schema = schema
        self.follow = follow
        self.ref_siblings = ref_siblings
        self.identity = identity

    def at(self, schema: Any) -> Located:
        """Return another schema of the same resource."""
        return Located(schema, self.follow, ref_siblings=self.ref_siblings, identity=id(schema))

    def keywords(self) -> dict[str, Any]:
        """Return the keywords that count: none beside a `$ref` where the dialect says so."""
        if not isinstance(self.schema, dict):
            return {}
        ref = self.schema.get("$ref")
        return self.schema if ref is None or self.ref_siblings else {"$ref": ref}


def required_names(here: Located, seen: frozenset[object] = frozenset()) -> frozenset[str]:
    """Return every property name that some schema on this value requires."""
    if here.identity in seen:
        return NONE
    schema = here.keywords()
    names = frozenset(_strings(schema.get("required")))
    for lists in _values(schema.get("dependentRequired")):
        names |= frozenset(_strings(lists))
    for below in _in_place(here, branches=True):
        names |= required_names(below, seen | {here.identity})
    return names


def excused_names(
    here: Located, names: frozenset[str], flag: str, *, branches: bool, seen: frozenset[object] = frozenset()
) -> frozenset[str]:
    """Return those of `names` whose property carries `flag`; with `branches`, in any alternative."""
    if here.identity in seen or not names:
        return NONE
    properties = here.keywords().get("properties")
    found = NONE
    if isinstance(properties, dict):
        found = frozenset(name for name in names & properties.keys() if carries(here.at(properties[name]), flag))
    for below in _in_place(here, branches=branches):
        found |= excused_names(below, names - found, flag, branches=branches, seen=seen | {here.identity})
    return found


def carries(here: Located, flag: str, seen: frozenset[object] = frozenset()) -> bool:
    """Tell whether the annotation `flag` applies to every value of a schema, references followed."""
    if here.identity in seen:
        return False
    schema = here.keywords()
    if schema.get(flag) is True:
        return True
    seen |= {here.identity}
    target = here.follow(schema["$ref"]) if isinstance(schema.get("$ref"), str) else None
    if target is not None and carries(target, flag, seen):
        return True
    if any(carries(here.at(each), flag, seen) for each in _schemas(schema.get("allOf"))):
        return True
    alternatives = _schemas(schema.get("oneOf")) or _schemas(schema.get("anyOf"))
    return bool(alternatives) and all(carries(here.at(each), flag, seen) for each in alternatives)


def _in_place(here: Located, *, branches: bool) -> Iterator[Located]:
    """Yield the schemas that apply to the same value and may demand something: neither `not` nor `if` does."""
    schema = here.keywords()
    if isinstance(schema.get("$ref"), str):
        target = here.follow(schema["$ref"])
        if target is not None:
            yield target
    yield from map(here.at, _schemas(schema.get("allOf")))
    if branches:
        for keyword in ("anyOf", "oneOf"):
            yield from map(here.at, _schemas(schema.get(keyword)))
        yield from (here.at(schema[keyword]) for keyword in ("then", "else") if keyword in schema)
        yield from map(here.at, _values(schema.get("dependentSchemas")))


def _schemas(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else []


def _strings(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
