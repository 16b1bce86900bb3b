"""The leaves of generation: pure functions from 64 bits of entropy to a string, a number, a name, a moment."""

from typing import TYPE_CHECKING, Any

from mockserver.generate.leaves.dictionary import dictionary_for
from mockserver.generate.leaves.fakes.asked import x_faker
from mockserver.generate.leaves.fakes.error import FakerError
from mockserver.generate.leaves.instants import instant, render, tense_of
from mockserver.generate.leaves.leaf import Leaf, TextLeaf, fitted
from mockserver.generate.leaves.meaning.hints import HEADER, group_for, hint_for
from mockserver.generate.leaves.meaning.tables import is_person
from mockserver.generate.leaves.options import GenerateOptions
from mockserver.generate.leaves.patterns import pattern_source
from mockserver.generate.leaves.pools import Pools
from mockserver.generate.leaves.strings import string_source
from mockserver.generate.leaves.subjects.people import Person, person
from mockserver.generate.leaves.subjects.places import Place, place
from mockserver.generate.leaves.text.filler import text
from mockserver.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTENT = "mockserver.generate.leaves.text.content"
document_of: "Callable[[str, int], str | None]" = later(_CONTENT, "document_of")
json_writer: "Callable[[dict[str, Any]], Callable[[Any], str] | None]" = later(_CONTENT, "json_writer")

__all__ = [
    "HEADER",
    "FakerError",
    "GenerateOptions",
    "Leaf",
    "Person",
    "Place",
    "Pools",
    "TextLeaf",
    "dictionary_for",
    "document_of",
    "fitted",
    "group_for",
    "hint_for",
    "instant",
    "is_person",
    "json_writer",
    "pattern_source",
    "person",
    "place",
    "render",
    "string_source",
    "tense_of",
    "text",
    "x_faker",
]
