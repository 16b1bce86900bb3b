"""Row 2: what JSON Schema means, decided once. Every dialect becomes 2020-12 here; nobody else asks for the version."""

from mockserver.schema.bundling.direction import Direction
from mockserver.schema.keywords import (
    IN_PLACE,
    SUBSCHEMA,
    SUBSCHEMA_LIST,
    SUBSCHEMA_MAP,
    TYPES,
    Schema,
    every_subschema,
    map_subschemas,
    subschemas,
)
from mockserver.schema.merge import merge
from mockserver.schema.patterns import is_readable, matches
from mockserver.schema.references import reachable, resolve_local
from mockserver.schema.schemas import Bundle, Schemas
from mockserver.schema.validation.engine import acceptor
from mockserver.schema.validation.validator import Validator

__all__ = [
    "IN_PLACE",
    "SUBSCHEMA",
    "SUBSCHEMA_LIST",
    "SUBSCHEMA_MAP",
    "TYPES",
    "Bundle",
    "Direction",
    "Schema",
    "Schemas",
    "Validator",
    "acceptor",
    "every_subschema",
    "is_readable",
    "map_subschemas",
    "matches",
    "merge",
    "reachable",
    "resolve_local",
    "subschemas",
]
