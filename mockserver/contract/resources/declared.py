"""What the config file says of resources: `[resources.contact]` with `collection`, `item` and `id`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.contract.resources.naming import joined, segments_of
from mockserver.errors import UsageError

if TYPE_CHECKING:
    from mockserver.contract.contract import Contract

KEYS = ("collection", "item", "id")


class Declared(NamedTuple):
    """The declared resources: `collection_of` leads from the beginning of an item's path to its collection."""

    collection_of: Mapping[str, str] = {}
    by_path: Mapping[str, Mapping[str, str]] = {}

    def settings(self, collection: str, item: str) -> Mapping[str, str]:
        """Return what is said of the resource at these paths."""
        return self.by_path.get(collection) or self.by_path.get(item) or {}


def declared_paths(declared: Mapping[str, Any], contract: Contract) -> Declared:
    """Read the tables of the config file.

    Raises:
        UsageError: a table names what it may not, or a path that the description does not have.
    """
    known = {joined(segments_of(operation.template.path)) for operation in contract.operations}
    collection_of: dict[str, str] = {}
    by_path: dict[str, Mapping[str, str]] = {}
    for kind, table in declared.items():
        settings = {"kind": kind, **_texts(kind, table)}
        paths = {key: joined(segments_of(settings[key])) for key in ("collection", "item") if key in settings}
        for key, path in paths.items():
            if path not in known:
                raise UsageError(
                    f"resources.{kind}.{key}: the description has no path {path}",
                    "UNKNOWN_RESOURCE_PATH",
                    hint="write the path as the description has it, variables included",
                )
            by_path[path] = settings
        if len(paths) == 2:
            collection_of[joined(segments_of(paths["item"])[:-1])] = paths["collection"]
    return Declared(collection_of, by_path)


def _texts(kind: str, table: Any) -> dict[str, str]:
    if not isinstance(table, Mapping):
        raise UsageError(f"resources.{kind}: expected a table, got {table!r}", "BAD_RESOURCE")
    for key, value in table.items():
        if key not in KEYS or not isinstance(value, str):
            raise UsageError(
                f"resources.{kind}.{key}: expected one of {', '.join(KEYS)} with a text, got {value!r}", "BAD_RESOURCE"
            )
    return dict(table)
