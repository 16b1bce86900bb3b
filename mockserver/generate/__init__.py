"""Schema -> values: valid, believable, the same for the same entity, in microseconds."""

from mockserver.generate.compile.node import Unsatisfiable
from mockserver.generate.generator import Generator, Maker
from mockserver.generate.identity.domain import Asked, Domain
from mockserver.generate.leaves import GenerateOptions, document_of, is_person
from mockserver.generate.scene import ABSENT, Absent, Entity, Items, Pins, Recall, Scene, Value, Variant

__all__ = [
    "ABSENT",
    "Absent",
    "Asked",
    "Domain",
    "Entity",
    "GenerateOptions",
    "Generator",
    "Items",
    "Maker",
    "Pins",
    "Recall",
    "Scene",
    "Unsatisfiable",
    "Value",
    "Variant",
    "document_of",
    "is_person",
]
