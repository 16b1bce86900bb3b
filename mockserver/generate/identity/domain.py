"""What is known of the kinds of a whole API before a schema is read: which are collections, and which stand alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from mockserver.generate.identity.kinds import ID_WORDS, kind_of, kind_of_schema, property_for_variable, words


class Asked(NamedTuple):
    """How a path asks for an entity: by which variable, of which types, by which keywords, and what it takes."""

    variable: str
    types: frozenset[str]
    keywords: Mapping[str, Any]
    accepts: Callable[[Any], bool]

    def is_id(self, kind: str) -> bool:
        """Tell whether the variable asks for an id rather than for a name or a number that the entity has beside it."""
        return (words(self.variable)[-1:] and words(self.variable)[-1] in ID_WORDS) or kind_of(self.variable) == kind

    def property_of(self, kind: str, names: Iterable[str]) -> str | None:
        """Return the property that the path asks for, if it is called like an id: `{goal_gid}` asks for `gid`."""
        found = property_for_variable(self.variable, kind, names)
        return found if found is not None and "".join(words(found)).endswith("id") else None

    def concerns(self, kind: str, name: str, names: Iterable[str]) -> bool:
        """Tell whether it is the property `name` of an entity with these properties that the path asks for."""
        found = property_for_variable(self.variable, kind, names)
        return found == name or (found is None and self.is_id(kind))


def _nothing(_kind: str, _schema_name: str) -> None:
    """Know of no paths."""


class Domain(NamedTuple):
    """The kinds of which there are collections, and those of which an account has just one entity.

    `alone` maps such a kind to the id that its one entity is known by, "" if nobody says. `asked` returns how paths ask
    for the entities of a kind that a named schema describes ("" for any), None where they do not.
    """

    kinds: frozenset[str] = frozenset()
    alone: Mapping[str, str] = {}
    asked: Callable[[str, str], Asked | None] = _nothing

    def kind_at(self, name: str, schema_name: str) -> str:
        """Return of which kind the objects are that stand under `name` (a kind) and are described by a named schema.

        The author of a post is a user, if that is what its schema is called and users have a collection.
        """
        if not self.kinds or (name in self.kinds and name not in _WRAPPING):
            return name
        parts = words(schema_name)
        endings = (kind_of_schema("_".join(parts[start:])) for start in range(len(parts)))
        return next((kind for kind in endings if kind in self.kinds), name)


_WRAPPING = frozenset({"data", "item", "result", "record", "entity", "element", "entry", "row", "value", "content"})
"""Kinds by whose names lists of anything are called."""

ANY = Domain()
