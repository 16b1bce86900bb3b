"""Which OpenAPI a file is written in, and which schema dialect is in force in it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from mockserver.errors import SpecificationError
from mockserver.violations import Place


class Dialect(StrEnum):
    """The schema dialects that have names here; any other is a `$schema` URI."""

    OAS_2_0 = "oas-2.0"
    OAS_3_0 = "oas-3.0"
    JSON_SCHEMA_2020_12 = "2020-12"


def version_of(tree: Any, name: str) -> str:
    """Return the version that the root declares; SpecificationError unless it is one that we serve."""
    if not isinstance(tree, dict):
        if isinstance(tree, str) and tree.lstrip().startswith("<"):
            message = "the file is not an OpenAPI description: it looks like HTML or XML"
            raise SpecificationError(message, "NOT_OPENAPI", Place(name), "Is the address right?")
        kind = "nothing" if tree is None else NAMES.get(type(tree), "a scalar")
        message = f"the file is not an OpenAPI description: expected an object at the top, found {kind}"
        raise SpecificationError(message, "NOT_OPENAPI", Place(name), SUPPORTED)
    keyword = "openapi" if "openapi" in tree else "swagger"
    if keyword not in tree:
        raise _without_version(tree, name)
    found: object = tree[keyword]
    place = Place(name, f"/{keyword}")
    if isinstance(found, float) or (isinstance(found, int) and not isinstance(found, bool)):
        found = str(found)
    if not isinstance(found, str):
        message = f"{keyword} must be a version such as '3.1.0', found {NAMES.get(type(found), 'a scalar')}"
        raise SpecificationError(message, "VERSION_UNSUPPORTED", place, SUPPORTED)
    if not VERSIONS[keyword].fullmatch(found.strip()):
        message = f"{keyword}: {found[:40]} is not supported"
        raise SpecificationError(message, "VERSION_UNSUPPORTED", place, SUPPORTED)
    return found.strip()


def _without_version(tree: dict[str, Any], name: str) -> SpecificationError:
    if "asyncapi" in tree:
        return SpecificationError(
            "the file is an AsyncAPI document, not an OpenAPI description", "NOT_OPENAPI", Place(name), SUPPORTED
        )
    if "swaggerVersion" in tree:
        message = f"swaggerVersion: {str(tree['swaggerVersion'])[:40]} is not supported"
        return SpecificationError(message, "VERSION_UNSUPPORTED", Place(name, "/swaggerVersion"), SUPPORTED)
    keys = ", ".join(repr(key[:30]) for key in list(tree)[:4]) or "nothing"
    message = (
        f"the file is not an OpenAPI description: it has neither 'openapi' nor 'swagger' at the top (found {keys})"
    )
    return SpecificationError(message, "NOT_OPENAPI", Place(name), SUPPORTED)


def dialect_of(tree: Any, inherited: str) -> str:
    """Return the schema dialect of a file: its version's, or what it declares, else what the root has."""
    if not isinstance(tree, dict):
        return inherited
    if "swagger" in tree and "openapi" not in tree:
        return Dialect.OAS_2_0
    declared = tree.get("jsonSchemaDialect") if "openapi" in tree else tree.get("$schema")
    if "openapi" in tree and str(tree["openapi"]).strip().startswith("3.0"):
        return Dialect.OAS_3_0
    if isinstance(declared, str):
        return Dialect.JSON_SCHEMA_2020_12 if BASE.fullmatch(declared) else declared
    return Dialect.JSON_SCHEMA_2020_12 if "openapi" in tree else inherited


VERSIONS = {
    "openapi": re.compile(r"3\.[012](\.\d+)?(-[0-9A-Za-z.-]+)?"),
    "swagger": re.compile(r"2(\.0)?(\.\d+)?"),
}
BASE = re.compile(r"https?://(spec\.openapis\.org/oas/3\.[12]/dialect/.+|json-schema\.org/draft/2020-12/schema)#?")
SUPPORTED = "Supported are Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2."
NAMES: dict[type, str] = {dict: "an object", list: "an array", str: "a text", bool: "a boolean", type(None): "null"}
