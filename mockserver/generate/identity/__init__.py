"""Who a generated value is: kinds by name, ids that carry their ancestry."""

from mockserver.generate.identity.ids import HEX, INTEGER, SHORT_HEX, UUID, IdScheme, Style
from mockserver.generate.identity.kinds import foreign_kind, id_property, kind_of, kind_of_schema

__all__ = [
    "HEX",
    "INTEGER",
    "SHORT_HEX",
    "UUID",
    "IdScheme",
    "Style",
    "foreign_kind",
    "id_property",
    "kind_of",
    "kind_of_schema",
]
