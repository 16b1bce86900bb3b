"""Schema -> values: valid, believable, the same for the same entity, in microseconds."""

from mockserver.generate.compile.node import Unsatisfiable
from mockserver.generate.generator import Generator, Maker
from mockserver.generate.leaves import GenerateOptions
from mockserver.generate.scene import Entity, Items, Pins, Scene, Value, Variant

__all__ = [
    "Entity",
    "GenerateOptions",
    "Generator",
    "Items",
    "Maker",
    "Pins",
    "Scene",
    "Unsatisfiable",
    "Value",
    "Variant",
]
