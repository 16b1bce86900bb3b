"""What is said of another entity beside its id is that one's own: the same `productId` has the same `productName`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Node, Schema, Spot, Unsatisfiable
from mockserver.generate.entropy import salt_of
from mockserver.generate.identity.kinds import foreign_kind, kind_of, words
from mockserver.generate.identity.sources import Source, foreign_source
from mockserver.generate.leaves import group_for
from mockserver.generate.relations.naming.titles import title_node

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Run
    from mockserver.generate.identity.entities import Identity

Told = tuple[str, Node, int, Callable[[Any], bool]]
"""A property, what makes it of the other entity's entropy, its salt there, and what its schema takes."""

Row = tuple[str, str, Source | None, tuple[Told, ...]]
"""The id of another entity, its kind, where such ids come from, and what is told of it."""


def followed_by(flat: Schema, identity: Identity | None, compiler: Compiler) -> tuple[Row, ...]:
    """Return the foreign ids of an object, each with the properties that tell of the entity that it points at."""
    properties: dict[str, Any] = flat.get("properties") or {}
    foreign = {
        name: kind
        for name in properties
        if (kind := _pointed_at(name, compiler)) and (identity is None or name != identity.id_name)
    }
    if compiler.variant != "normal" or not foreign:
        return ()
    bare = _goods(properties, foreign) or ("" if identity is not None else _first(properties, foreign))
    found = []
    for name, kind in foreign.items():
        told = [
            made
            for each, schema in properties.items()
            if each not in foreign
            and (theirs := _name_there(each, name, bare == name))
            and (made := _told((each, theirs), schema, (kind, name), compiler))
        ]
        if told:
            flat_id, spot = compiler.definitions.flatten(properties[name]), Spot(name, (kind,))
            found.append((name, kind, foreign_source(name, flat_id, spot, compiler, kind), tuple(told)))
    return tuple(found)


def follow(value: dict[str, Any], rows: tuple[Row, ...], run: Run, pins: Any) -> None:
    """Put what is told of others into an object that is made, as these tell it themselves."""
    for foreign, kind, source, told in rows:
        identifier = value.get(foreign)
        if identifier is None or isinstance(identifier, dict | list):
            continue
        world = run.world
        other = world.entity(kind, identifier) if source is None else source.entity(world, kind, identifier)
        for name, node, salt, accept in told:
            if value.get(name) is not None and name not in pins:
                right = node.make(run, node.entropy(other.bits, salt), None, other)
                if right is not None and accept(right):
                    value[name] = right


def _pointed_at(name: str, compiler: Compiler) -> str | None:
    kind = foreign_kind(name) if words(name)[-1:] in _ONE else None
    return None if kind in compiler.options.domain.alone else kind


def _goods(properties: dict[str, Any], foreign: dict[str, str]) -> str:
    """Return the id of what a line of an order is about."""
    if not any("".join(words(name)) in _QUANTITIES for name in properties):
        return ""
    return next((name for name, kind in foreign.items() if kind.endswith(_GOODS)), "")


def _first(properties: dict[str, Any], foreign: dict[str, str]) -> str:
    """Return the id that an object begins with which has none of its own: it stands for that other entity."""
    first = next(iter(properties))
    return first if first in foreign and len(foreign) == 1 else ""


def _name_there(name: str, foreign: str, bare: bool) -> str:
    """Return what the other entity calls what `name` tells of it, "" if it tells nothing of it."""
    parts, whose = words(name), words(foreign)[:-1]
    if bare and "".join(parts) in _BARE:
        return "price" if "".join(parts) in _PRICES else name
    if parts[: len(whose)] != whose or not _TELLING.intersection(parts[len(whose) :]) or _OWN.intersection(parts):
        return ""
    rest = parts[len(whose) :]
    if rest[-1] in _NUMBERED:
        return name
    separator = "_" if "_" in name else "-" if "-" in name else ""
    if separator:
        return separator.join(rest)
    return "".join((rest[0] if name[0].islower() else rest[0].capitalize(), *map(str.capitalize, rest[1:])))


def _told(names: tuple[str, str], schema: Any, whose: tuple[str, str], compiler: Compiler) -> Told | None:
    name, theirs = names
    kind, foreign = whose
    flat = compiler.definitions.flatten(schema)
    types = flat.get("type", ()) if isinstance(flat, dict) else ()
    if not {types} & _SCALARS if isinstance(types, str) else not _SCALARS.intersection(types):
        return None
    if not flat.keys().isdisjoint({"enum", "const", compiler.hidden}):
        return None
    schema_name = "".join(map(str.capitalize, words(foreign)[:-1]))
    spot = Spot(theirs, (kind,), kind_of(theirs), kind, schema_name, f"/$defs/{schema_name}/properties/{theirs}")
    try:
        node = title_node(theirs, flat, spot, compiler) or compiler.compile(schema, spot)
    except Unsatisfiable:
        return None
    group = group_for(theirs, spot.parents, schema_name)
    salt = salt_of(f"group:{group}" if group else f"property:{theirs}")
    return name, node, salt, compiler.definitions.acceptor(flat)


_ONE = (("id",), ("uuid",), ("guid",))
_SCALARS = frozenset({"string", "number", "integer"})
_QUANTITIES = frozenset({"quantity", "qty", "units", "orderedquantity", "quantityordered"})
_GOODS = ("product", "item", "article", "variant", "sku", "book", "service", "dish", "part", "good", "ticket", "plan")
_PRICES = frozenset({"unitprice", "price", "itemprice", "listprice"})
_BARE = frozenset(
    """name sku price unitprice itemprice image imageurl thumbnail thumbnailurl picture brand barcode ean isbn email
    phone firstname lastname fullname displayname username avatar avatarurl photourl""".split()  # noqa: SIM905
)
_NUMBERED = frozenset({"number", "code", "reference"})
_TELLING = _NUMBERED | frozenset(
    """name title label sku email phone username avatar photo image picture thumbnail logo slug brand category barcode
    ean isbn price""".split()  # noqa: SIM905
)
_OWN = frozenset("count total quantity at on date time status note notes discount id ids".split())  # noqa: SIM905
