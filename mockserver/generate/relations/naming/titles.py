"""Names that are taken once: each member of a population of tags, lists or roles is called otherwise, while names last.

A pool drawn by entropy repeats itself early (of 30 draws from 9 labels, 20 are repeated). The place of a member in its
population stands in its id, so a name chosen by that place is its own, and still a function of the id alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.meaning import author_examples
from mockserver.generate.compile.node import Node, Schema, Spot
from mockserver.generate.entropy import nth
from mockserver.generate.identity.ids import CLASSES, FAN_OUT
from mockserver.generate.leaves import dictionary_for, group_for, hint_for
from mockserver.generate.leaves.banks.library import phrases

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Run, Subject

DRAWS = 400
FEWEST = 3


def title_node(name: str, flat: Schema, spot: Spot, compiler: Compiler) -> Node | None:
    """Return the node of the name of a population's members, or None where names are not to be told apart.

    People and companies have names of their own making; what the author's dictionary or `x-faker` says stays as it is.
    """
    if name.lower() not in _TITLES or not _is_plain(flat) or compiler.variant != "normal":
        return None
    if group_for(name, spot.parents, spot.schema_name) is not None or _is_spoken_for(spot, compiler):
        return None
    examples = author_examples(flat, compiler)
    given = examples if len(examples) >= FEWEST else ()
    taken = {title.casefold() for title in given}
    repeats = given and name.lower() == "title"  # the same thing happens again and again
    more = () if repeats else tuple(title for title in _drawn(flat, spot, compiler) if title.casefold() not in taken)
    if repeats or len(given) + len(more) < FEWEST:
        return None
    every, first, rest = given + more, given or more, more or given
    few = spot.owner.endswith(CLASSES) and "maxLength" not in flat
    units = phrases("names", "team") if few else ()  # of which unit: as people tell namesakes apart

    def make(run: Run, bits: int, _pin: Any, subject: Subject) -> Any:
        place = _place_of(subject)
        if few and place is not None and place >= FAN_OUT:  # its owner has but a few of them
            return first[(place + place // FAN_OUT) % len(first)]
        if place is None:
            return first[bits % len(first)]
        if place < len(first):
            return first[(place + run.world.births) % len(first)]
        again, place = divmod(place - len(first), len(rest))
        title = rest[(place + run.world.births) % len(rest)]
        return f"{title} ({units[(again - 1) % len(units)]})" if again and units else title

    return Node(make) if len(every) > FEWEST else None


def _place_of(subject: Subject) -> int | None:
    """Return the place of a member in its population; a number says it of children too, below whom ever they stand."""
    if type(subject.id) is int:
        return max(subject.id - 1, 0)
    path = subject.path
    place = path[0][1] if len(path) == 1 else None
    return place if isinstance(place, int) else None


def _is_plain(flat: Schema) -> bool:
    return flat.get("type") == "string" and flat.keys().isdisjoint(_FORMS)


def _is_spoken_for(spot: Spot, compiler: Compiler) -> bool:
    options = compiler.options
    if not options.dictionary and not options.providers:
        return False
    return dictionary_for(spot.name, spot.schema_name, options) is not None


def _drawn(flat: Schema, spot: Spot, compiler: Compiler) -> tuple[str, ...]:
    """Return what our own tables call such things, each name once."""
    silent = {key: value for key, value in flat.items() if key not in ("examples", "example", "default")}
    leaf = hint_for(silent, spot.name, spot.parents, spot.schema_name, compiler.options)
    return () if leaf is None else tuple(dict.fromkeys(leaf(nth(1, place)) for place in range(DRAWS)))


_TITLES = frozenset({"name", "label", "title", "displayname", "display_name"})
_FORMS = frozenset({"pattern", "format", "contentEncoding", "contentMediaType", "x-allPatterns", "oneOf", "anyOf"})
