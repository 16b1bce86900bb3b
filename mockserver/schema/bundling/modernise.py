"""Keywords of older dialects, written as 2020-12: one step per keyword, on one schema object at a time.

A step changes a copy of the author's schema object in place and notes in `moves` where a keyword came from, so that
messages point at what the author wrote. Subschemas are moved as they are; the writer converts them afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.schema.bundling.dialect import Dialect

Report = Callable[[str, str, str], None]
"""Called with a code, a message and the keyword it is about."""


class Draft:
    """A schema object on its way to 2020-12; `moves` maps a new path ("anyOf/0") to the author's ("", "items")."""

    __slots__ = ("dialect", "moves", "report", "schema")

    def __init__(self, schema: dict[str, Any], dialect: Dialect, report: Report) -> None:
        self.schema = schema
        self.dialect = dialect
        self.report = report
        self.moves: dict[str, str] = {}


def is_old(schema: dict[str, Any], dialect: Dialect) -> bool:
    """Tell whether a schema holds a word that 2020-12 does not have, or uses otherwise."""
    return (
        not OLD.isdisjoint(schema)
        or schema.get("type") == "file"
        or isinstance(schema.get("items"), list)
        or not dialect.later.isdisjoint(schema)
    )


def modernise(schema: dict[str, Any], dialect: Dialect, report: Report) -> tuple[dict[str, Any], dict[str, str]]:
    """Return `schema` in the words of 2020-12 and where its renamed keywords came from."""
    kept = {keyword: value for keyword, value in schema.items() if keyword not in dialect.later}
    draft = Draft(kept, dialect, report)
    for keyword, step in STEPS.items():
        if keyword in draft.schema:
            step(draft)
    return draft.schema, draft.moves


def _file_type(draft: Draft) -> None:
    """`type: file` (2.0) is a string of bytes; any other `type` stays."""
    if draft.schema["type"] == "file":
        draft.schema["type"] = "string"
        draft.schema.setdefault("format", "binary")


def _exclusive(bound: str, exclusive: str) -> Callable[[Draft], None]:
    """A boolean `exclusiveMinimum` (draft-04) sharpens `minimum`; a number is the bound itself."""

    def step(draft: Draft) -> None:
        flag = draft.schema[exclusive]
        if flag is not True and flag is not False:
            return
        del draft.schema[exclusive]
        if flag and bound in draft.schema:
            draft.schema[exclusive] = draft.schema.pop(bound)
            draft.moves[exclusive] = bound

    return step


def _item_list(draft: Draft) -> None:
    """A list of `items` is `prefixItems`, and `additionalItems` are then the `items`."""
    items = draft.schema["items"]
    if not isinstance(items, list):
        return
    if draft.dialect.name == "2020-12":
        draft.report("ITEMS_LIST", "items must be a schema: the list is read as prefixItems", "items")
    del draft.schema["items"]
    if items and "prefixItems" not in draft.schema:
        draft.schema["prefixItems"] = items
        draft.moves["prefixItems"] = "items"
    if "additionalItems" in draft.schema:
        draft.schema["items"] = draft.schema["additionalItems"]
        draft.moves["items"] = "additionalItems"


def _additional_items(draft: Draft) -> None:
    """`additionalItems` means nothing without a list of `items`, and nothing in 2020-12."""
    del draft.schema["additionalItems"]


def _dependencies(draft: Draft) -> None:
    """`dependencies` are `dependentRequired` where lists stand, and `dependentSchemas` where schemas do."""
    dependencies = draft.schema.pop("dependencies")
    if not isinstance(dependencies, dict):
        draft.report("UNSOUND_KEYWORD", "dependencies must be an object: it is ignored", "dependencies")
        return
    lists = {name: each for name, each in dependencies.items() if isinstance(each, list)}
    schemas = {name: each for name, each in dependencies.items() if not isinstance(each, list)}
    for keyword, found in (("dependentRequired", lists), ("dependentSchemas", schemas)):
        if found and keyword not in draft.schema:
            draft.schema[keyword] = found
            draft.moves[keyword] = "dependencies"


def _discriminator(draft: Draft) -> None:
    """A `discriminator` that is a string (2.0) names the property."""
    name = draft.schema["discriminator"]
    if isinstance(name, str):
        draft.schema["discriminator"] = {"propertyName": name}


def _nullable(keyword: str) -> Callable[[Draft], None]:
    """`nullable: true` adds null to the value's types.

    OAS 3.0.3 lets it do so only beside `type`, and lets `enum` still refuse null. Authors mean more by it, so that null
    is accepted in every case; where only they say so, the schema carries `x-implied-null`: nobody should send it.
    """

    def step(draft: Draft) -> None:
        if draft.dialect.nullable != keyword or draft.schema.pop(keyword) is not True:
            return
        if _is_plain(draft.schema):
            _add_null(draft.schema)
        else:
            _wrap_with_null(draft)

    return step


def _is_plain(schema: dict[str, Any]) -> bool:
    """Whether null can be added to `type` and `enum` in place."""
    return "type" in schema and schema.keys().isdisjoint(REFUSES_NULL)


def _add_null(schema: dict[str, Any]) -> None:
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    schema["type"] = types if "null" in types else [*types, "null"]
    values = schema.get("enum")
    if isinstance(values, list) and None not in values:
        schema["enum"] = [*values, None]
        schema["x-implied-null"] = True


def _wrap_with_null(draft: Draft) -> None:
    """`{$ref, nullable}` becomes `{anyOf: [{$ref}, null]}`; what describes the value stays outside."""
    schema = draft.schema
    if schema.keys().isdisjoint(REFUSES_NULL | {"enum"}):
        return
    inner = {key: value for key, value in schema.items() if key not in DESCRIBES}
    outer = {key: value for key, value in schema.items() if key in DESCRIBES and "$ref" not in schema}
    draft.schema = outer | {"anyOf": [inner, {"type": "null"}], "x-implied-null": True}
    draft.moves |= {"anyOf/0": "", "anyOf/1": draft.dialect.nullable or ""}


def _recursive_ref(draft: Draft) -> None:
    """`$recursiveRef` (2019-09) is a `$dynamicRef` to an anchor that every recursive resource root carries."""
    if draft.dialect.name == "2019-09" and "$dynamicRef" not in draft.schema:
        draft.schema["$dynamicRef"] = RECURSIVE
        draft.moves["$dynamicRef"] = "$recursiveRef"
    del draft.schema["$recursiveRef"]


RECURSIVE = "#$recursiveAnchor"
"""The reference that stands for `$recursiveRef: "#"`: no plain-name anchor can start with "$"."""

REFUSES_NULL = frozenset({"$ref", "allOf", "anyOf", "oneOf", "not", "const", "if"})
DESCRIBES = frozenset(
    {
        "title",
        "description",
        "default",
        "example",
        "examples",
        "readOnly",
        "writeOnly",
        "deprecated",
        "xml",
        "externalDocs",
    }
)

STEPS: dict[str, Callable[[Draft], None]] = {
    "type": _file_type,
    "discriminator": _discriminator,
    "exclusiveMinimum": _exclusive("minimum", "exclusiveMinimum"),
    "exclusiveMaximum": _exclusive("maximum", "exclusiveMaximum"),
    "items": _item_list,
    "additionalItems": _additional_items,
    "dependencies": _dependencies,
    "$recursiveRef": _recursive_ref,
    "nullable": _nullable("nullable"),
    "x-nullable": _nullable("x-nullable"),
}
"""One step per old keyword, in the order in which they run."""

OLD = STEPS.keys() - {"type", "items"}
