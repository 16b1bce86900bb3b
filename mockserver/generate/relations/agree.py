"""Values of one object that must agree once all are made: a count and its list, a total and its lines, an id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import foreign_kind, id_property, kind_of, words
from mockserver.generate.identity.relatives import is_relative
from mockserver.generate.relations.counts.middles import middles, shares
from mockserver.generate.relations.counts.quotas import quotas
from mockserver.generate.relations.counts.results import results
from mockserver.generate.relations.envelopes import envelopes, paged
from mockserver.generate.relations.facets import facets
from mockserver.generate.relations.names import named
from mockserver.generate.relations.stages import stages
from mockserver.generate.relations.states.flags import flags
from mockserver.generate.relations.states.milestones import milestones
from mockserver.generate.relations.states.plans import plans
from mockserver.generate.relations.states.typed import typed
from mockserver.generate.relations.talk.beginnings import begun
from mockserver.generate.relations.talk.origins import origins
from mockserver.generate.relations.talk.replies import optional_references
from mockserver.generate.relations.talk.voices import voices
from mockserver.later import later

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema

Agreement = Callable[..., None]
Rule = Callable[..., Iterable[Agreement]]

_ROOM = "mockserver.generate.relations"
amounts: Rule = later(f"{_ROOM}.amounts", "amounts")
failures: Rule = later(f"{_ROOM}.states.failures", "failures")
lasting: Rule = later(f"{_ROOM}.dates.lasting", "lasting")
ordered: Rule = later(f"{_ROOM}.dates.order", "ordered")
pairs: Rule = later(f"{_ROOM}.pairs", "pairs")
prices: Rule = later(f"{_ROOM}.money.prices", "prices")
spans: Rule = later(f"{_ROOM}.dates.spans", "spans")
states: Rule = later(f"{_ROOM}.counts.states", "states")
unread: Rule = later(f"{_ROOM}.counts.unread", "unread")


def agreements(flat: Schema, compiler: Compiler) -> tuple[Agreement, ...]:
    """Return what sets an object of `flat` right once it is made; each is called with it, its bits and its pins."""
    properties = flat.get("properties") or {}
    if compiler.variant == "boundary" or not properties:
        return ()
    flats = {name: compiler.definitions.flatten(schema) for name, schema in properties.items()}
    kinds = {name: _kinds(schema) for name, schema in flats.items()}
    numeric = [name for name in flats if kinds[name] & {"integer", "number"}]
    names = " ".join("".join(words(name)) for name in flats)

    def asked(rule: Rule, *about: Any) -> Iterable[Agreement]:
        return rule(flats, *about, compiler) if any(mark in names for mark in MARKS[rule]) else ()

    return (
        *begun(flats, compiler),
        *origins(flats, optional_references(flat)),
        *_counts(flats, kinds, compiler),
        *envelopes(flats, kinds, _needed(flat), compiler),
        *_beside(properties, flats, kinds, compiler),
        *_within(properties, flats, compiler),
        *asked(ordered),
        *asked(spans, numeric),
        *asked(amounts),
        *asked(prices, numeric),
        *stages(flats, numeric, compiler),
        *asked(pairs, kinds),
        *plans(flats, frozenset(flat.get("required", ())), compiler),
        *named(flats, kinds, compiler),
        *middles(flats, numeric, compiler),
        *quotas(flats, numeric, compiler),
        *asked(states, numeric),
        *shares(flats, numeric, compiler),
        *facets(flats, compiler),
        *typed(flats, kinds),
        *flags(flats, kinds),
        *milestones(flats, _needed(flat), compiler),
        *asked(failures, _needed(flat)),
        *results(flats, numeric, _needed(flat), compiler),
        *asked(lasting),
        *voices(flats, compiler),
        *asked(unread, numeric),
    )


def _needed(flat: Schema) -> frozenset[str]:
    if flat.get("minProperties"):
        return frozenset(flat["properties"])
    others = (name for names in flat.get("dependentRequired", {}).values() for name in names)
    return frozenset((*flat.get("required", ()), *others))


def _kinds(schema: Any) -> frozenset[str]:
    named = schema.get("type", ()) if isinstance(schema, dict) else ()
    return frozenset({named} if isinstance(named, str) else named)


def _counts(flats: dict[str, Any], kinds: dict[str, frozenset[str]], compiler: Compiler) -> list[Agreement]:
    """A count equals the length of the list beside it: `tagCount`, `numberOfTags`, `count` beside the only list."""
    lists, pages = [name for name in flats if "array" in kinds[name]], paged(flats)
    found = []
    for name, schema in flats.items():
        if kinds[name] <= {"integer", "number", "null"} and kinds[name]:
            listed = _counted(words(name), lists, pages)
            if listed is not None:
                where = listed, pages.get(listed, "")
                found.append(_same_length(name, where, compiler.definitions.acceptor(schema)))
    return found


def _counted(parts: tuple[str, ...], lists: list[str], pages: Iterable[str]) -> str | None:
    rest = [part for part in parts if part not in _COUNTING]
    if len(rest) == len(parts):
        return None
    if not rest:
        return lists[0] if len(lists) == 1 else None
    return next((name for name in (*lists, *pages) if kind_of(name) == kind_of("_".join(rest))), None)


def _same_length(name: str, where: tuple[str, str], accept: Callable[[Any], bool]) -> Agreement:
    listed, inner = where

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        elements = value.get(listed)
        if inner and isinstance(elements, dict):
            elements = elements.get(inner)
        if isinstance(elements, list) and value.get(name) is not None and name not in pins and accept(len(elements)):
            value[name] = len(elements)

    return agree


def _beside(
    properties: dict[str, Any], flats: dict[str, Any], kinds: dict[str, frozenset[str]], compiler: Compiler
) -> list[Agreement]:
    """`ownerId` is the id of the `owner` beside it."""
    found = []
    objects = {
        kind_of(name): name for name, schema in flats.items() if isinstance(schema, dict) and "properties" in schema
    }
    for name, schema in properties.items():
        other = objects.get(foreign_kind(name) or "")
        inner = _id_in(flats[other]["properties"], kind_of(other)) if other else None
        if other and inner and kinds[name] & {"string", "integer", "number"}:
            found.append(_same_id(name, other, inner, compiler.definitions.acceptor(schema)))
    return found


def _id_in(properties: dict[str, Any], kind: str) -> str | None:
    """Return the id of an embedded entity: a `buyer` may be told by the one `customerId` in it."""
    foreign = [name for name in properties if foreign_kind(name)]
    return id_property(properties, kind) or (foreign[0] if len(foreign) == 1 else None)


def _same_id(name: str, other: str, inner: str, accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        entity = value.get(other)
        if name in value and name not in pins and isinstance(entity, dict):
            identifier = entity.get(inner)
            if identifier is not None and accept(identifier):
                value[name] = identifier

    return agree


def _within(properties: dict[str, Any], flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    """An `accountId` of an object's part, which is no entity itself, is the object's own `accountId`."""
    found = []
    for name, schema in flats.items():
        inner = schema.get("properties") if isinstance(schema, dict) else None
        if inner and id_property(inner, kind_of(name)) is None:
            own = next((each for each in properties if foreign_kind(each) or id_property((each,))), "")
            other = own if is_relative(name, foreign_kind(own) or "", inner) else ""
            shared = [each for each in inner if each in properties and foreign_kind(each) and each != other]
            found += [_same_within(name, each, compiler.definitions.acceptor(inner[each])) for each in shared]
    return found


def _same_within(part: str, name: str, accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        inner = value.get(part)
        if part in pins or not isinstance(inner, dict) or name not in inner or value.get(name) is None:
            return
        if accept(value[name]):
            inner[name] = value[name]

    return agree


_COUNTING = frozenset({"count", "number", "of", "num", "total", "length", "size", "n"})

MARKS: dict[Rule, tuple[str, ...]] = {
    ordered: (
        "order", "purchas", "book", "placed", "issue", "invoice", "paid", "pickup", "dispatch", "ship", "depart",
        "checkin", "deliver", "arriv", "checkout", "due", "return", "refund", "birth", "dob", "bornon",
    ),
    spans: (
        "checkin", "pickup", "rentalstart", "depart", "takeoff", "issue", "invoice", "bill", "hire", "joining",
        "employmentstart",
    ),
    amounts: ("total", "amount", "price", "gross", "net"),
    prices: ("price", "amount"),
    pairs: ("min", "low", "from", "start", "begin", "open", "first", "after", "since", "least", "depart"),
    states: ("total", "all"),
    failures: ("error", "fail", "reject", "declin", "denied", "bounced"),
    lasting: ("duration",),
    unread: ("unread", "unseen", "unopened"),
}  # fmt: skip
"""What stands at least in one name where a rule has something to say: most objects have nothing of what it wants."""
