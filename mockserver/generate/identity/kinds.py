"""What names say about identity, as the generator's own rooms ask for it: see `mockserver.kinds`."""

from mockserver.kinds import (
    ID_WORDS,
    foreign_kind,
    id_property,
    is_readable_id,
    kind_of,
    kind_of_schema,
    property_for_variable,
    singular,
    singular_name,
    words,
)

__all__ = [
    "ID_WORDS",
    "foreign_kind",
    "id_property",
    "is_readable_id",
    "kind_of",
    "kind_of_schema",
    "property_for_variable",
    "singular",
    "singular_name",
    "words",
]
