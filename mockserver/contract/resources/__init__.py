"""Collections and their entities, deduced from paths, verbs and schemas; no code, no configuration."""

from mockserver.contract.resources.chains import query_through
from mockserver.contract.resources.deduce import Resources
from mockserver.contract.resources.naming import is_json
from mockserver.contract.resources.paging import Filter, Query
from mockserver.contract.resources.resource import (
    Resource,
    Role,
    Verb,
    component_of,
    given_shape,
    success,
    success_bundle,
)
from mockserver.contract.resources.table import HEADINGS, Row, rows, undeduced
from mockserver.contract.resources.views import Pointer, View, item_view, list_view

__all__ = [
    "HEADINGS",
    "Filter",
    "Pointer",
    "Query",
    "Resource",
    "Resources",
    "Role",
    "Row",
    "Verb",
    "View",
    "component_of",
    "given_shape",
    "is_json",
    "item_view",
    "list_view",
    "query_through",
    "rows",
    "success",
    "success_bundle",
    "undeduced",
]
