"""What is known of the kinds of a whole API before a schema is read: which are collections, and which stand alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mockserver.generate.identity.kinds import kind_of_schema, words


class Domain(NamedTuple):
    """The kinds of which there are collections, and those of which an account has just one entity.

    `alone` maps such a kind to the id that its one entity is known by, "" if nobody says.
    """

    kinds: frozenset[str] = frozenset()
    alone: Mapping[str, str] = {}

    def kind_at(self, name: str, schema_name: str) -> str:
        """Return of which kind the objects are that stand under `name` (a kind) and are described by a named schema.

        The author of a post is a user, if that is what its schema is called and users have a collection.
        """
        if not self.kinds or name in self.kinds:
            return name
        parts = words(schema_name)
        endings = (kind_of_schema("_".join(parts[start:])) for start in range(len(parts)))
        return next((kind for kind in endings if kind in self.kinds), name)


ANY = Domain()
