"""The metaschemas of JSON Schema: everybody knows them by their URI, so a reference to one costs no network."""

from __future__ import annotations

import json

HOSTS = ("http://json-schema.org/", "https://json-schema.org/")


def metaschema(uri: str) -> bytes | None:
    """Return the text of the metaschema that is published at `uri`, or None if none is."""
    if not uri.startswith(HOSTS):
        return None
    from jsonschema_specifications import REGISTRY  # noqa: PLC0415 - hardly any description refers to one

    resource = REGISTRY.get(uri)
    return None if resource is None else json.dumps(resource.contents).encode()
