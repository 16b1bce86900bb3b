"""Collections and their entities, deduced from paths, verbs and schemas; no code, no configuration."""

from collections.abc import Callable

from mockserver.contract.resources.deduce import Resources
from mockserver.contract.resources.naming import GENERAL, is_json, is_variable, joined, property_of_owner, segments_of
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
from mockserver.contract.resources.sending import wrappers
from mockserver.contract.resources.views import Pointer, View, item_view, list_view
from mockserver.later import later

query_through: Callable[..., Query] = later("mockserver.contract.resources.chains", "query_through")

__all__ = [
    "GENERAL",
    "Filter",
    "Pointer",
    "Query",
    "Resource",
    "Resources",
    "Role",
    "Verb",
    "View",
    "component_of",
    "given_shape",
    "is_json",
    "is_variable",
    "item_view",
    "joined",
    "list_view",
    "property_of_owner",
    "query_through",
    "segments_of",
    "success",
    "success_bundle",
    "wrappers",
]
