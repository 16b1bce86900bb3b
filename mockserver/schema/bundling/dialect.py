"""The dialects that authors write, as a table: what differs from JSON Schema 2020-12.

| dialect            | `$ref` siblings | base URI | also |
|--------------------|-----------------|----------|------|
| oas-2.0            | ignored         | -        | as 3.0 with `x-nullable`; `type: file` |
| oas-3.0            | ignored         | -        | `nullable`, boolean exclusive bounds |
| draft-04           | ignored         | `id`     | boolean exclusive bounds, `items` lists, `dependencies` |
| draft-06, draft-07 | ignored         | `$id`    | `items` lists, `dependencies` |
| 2019-09            | honoured        | `$id`    | `items` lists, `$recursiveRef` |
| 2020-12            | honoured        | `$id`    | |
"""

from __future__ import annotations

from typing import NamedTuple

LATER_THAN_04 = frozenset({"const", "contains", "propertyNames"})
LATER_THAN_06 = frozenset({"if", "then", "else"})
LATER_THAN_07 = frozenset(
    {
        "$anchor",
        "$dynamicAnchor",
        "$dynamicRef",
        "$recursiveRef",
        "contentSchema",
        "dependentRequired",
        "dependentSchemas",
        "maxContains",
        "minContains",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
LATER_THAN_2019 = frozenset({"$dynamicAnchor", "$dynamicRef", "prefixItems"})


class Dialect(NamedTuple):
    """What a schema's keywords mean where that differs from 2020-12.

    `id_keyword` is the keyword that sets a base URI, None where none does; `later` are keywords without a meaning yet.
    """

    name: str
    ref_siblings: bool = True
    id_keyword: str | None = "$id"
    nullable: str | None = None
    later: frozenset[str] = frozenset()


def dialect_named(name: str) -> Dialect | None:
    """Return the dialect for a name or a `$schema` URI, or None where it is not one of ours."""
    return DIALECTS.get(name.removesuffix("#").replace("https://json-schema.org", "http://json-schema.org"))


OAS_2_0 = Dialect("oas-2.0", ref_siblings=False, id_keyword=None, nullable="x-nullable")
OAS_3_0 = Dialect("oas-3.0", ref_siblings=False, id_keyword=None, nullable="nullable")
DRAFT_04 = Dialect("draft-04", False, "id", later=LATER_THAN_04 | LATER_THAN_06 | LATER_THAN_07 | LATER_THAN_2019)
DRAFT_06 = Dialect("draft-06", False, later=LATER_THAN_06 | LATER_THAN_07 | LATER_THAN_2019)
DRAFT_07 = Dialect("draft-07", False, later=LATER_THAN_07 | LATER_THAN_2019)
DRAFT_2019 = Dialect("2019-09", later=LATER_THAN_2019)
DRAFT_2020 = Dialect("2020-12")

DIALECTS: dict[str, Dialect] = {
    "oas-2.0": OAS_2_0,
    "oas-3.0": OAS_3_0,
    "2020-12": DRAFT_2020,
    "http://json-schema.org/draft-04/schema": DRAFT_04,
    "http://json-schema.org/draft-06/schema": DRAFT_06,
    "http://json-schema.org/draft-07/schema": DRAFT_07,
    "http://json-schema.org/draft/2019-09/schema": DRAFT_2019,
    "http://json-schema.org/draft/2020-12/schema": DRAFT_2020,
    "http://json-schema.org/schema": DRAFT_2020,
    "https://spec.openapis.org/oas/3.1/dialect/base": DRAFT_2020,
    "https://spec.openapis.org/oas/3.1/dialect/2024-10-25": DRAFT_2020,
    "https://spec.openapis.org/oas/3.1/dialect/2024-11-10": DRAFT_2020,
    "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07": DRAFT_2020,
    "https://spec.openapis.org/oas/3.2/dialect/base": DRAFT_2020,
    "https://spec.openapis.org/oas/3.2/dialect/2025-09-17": DRAFT_2020,
}
