"""What the compiler makes of a schema: nodes, and the spot where each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from mockserver.errors import MockserverError
from mockserver.generate.entropy import mixed, picking
from mockserver.generate.identity.kinds import kind_of, singular_name

if TYPE_CHECKING:
    from mockserver.generate.compile.run import Run, Subject
    from mockserver.generate.identity.entities import Identity

Make = Callable[["Run", int, Any, "Subject"], Any]
Leaf = Callable[[int], Any]
Plain = Callable[["Run", int, "Subject"], Any]
"""What makes a value of (run, entropy, subject) where nothing is pinned, scarce, or tried again."""

Schema = dict[str, Any]


@dataclass(eq=False)
class Unsatisfiable(MockserverError):  # noqa: N818 - what the schema is, in the standard's own word
    """A schema of which no value was found: `reason` says why, `pointer` where it stands, `sure` that there is none."""

    reason: str = ""
    pointer: str = ""
    sure: bool = False

    @classmethod
    def because(cls, reason: str, pointer: str) -> Unsatisfiable:
        """Return the error for the sub-schema at `pointer`."""
        message = f"no value was found for the schema at {pointer or 'its root'}: {reason}"
        return cls(message, "UNSATISFIABLE", reason=reason, pointer=pointer)

    @classmethod
    def proved(cls, reason: str, pointer: str) -> Unsatisfiable:
        """Return the error for the sub-schema at `pointer` where its keywords show that it has no value."""
        message = f"no value satisfies the schema at {pointer or 'its root'}: {reason}"
        return cls(message, "UNSATISFIABLE", reason=reason, pointer=pointer, sure=True)


class Exhausted(Exception):  # noqa: N818 - what the budget is; no Unsatisfiable, which others would try again after
    """So much was made in vain that the value is given up as it was asked for: whoever made the run decides."""


class Settled(Protocol):
    """A schema of entities, as a list sees it: it says who stands where, and asks for the value of each."""

    @property
    def identity(self) -> Identity:
        """Who the objects of the schema are."""

    def settled(self, run: Run, subject: Subject, /) -> Any:
        """Return the value of an entity of whom nothing else is known."""

    @property
    def plain(self) -> Plain:
        """What makes one that stands in its owner, where nobody is met twice, of its entropy."""

    def each(self, run: Run, subjects: Iterable[Subject], /) -> list[Any]:
        """Return the values of several that do."""


class Written(NamedTuple):
    """A value as the source of an unrolled object has it: `source` says {p} for the place of the property there.

    What is `given` has a name there that ends in {p}; {salt} is the property's. The node's `make` is called m{p}.
    """

    source: str
    given: dict[str, Any]


@dataclass(slots=True)
class Node:
    """A compiled schema: `make` builds a value; `leaf` does too, where 64 bits are all that the value depends on.

    `entities` makes the values of a schema of entities too, where it is settled already who they are. A node that is
    `unmixed` is given the entropy of the object that it is a property of, and mixes what it needs of it. `picks` are
    the scalars of which it is one, by the remainder of the entropy, if that is all there is to it. `plain` returns the
    short way to make it, for those who will take that often. Where its owner is of the kind `above`, it is the id of
    that one, if that is text; elsewhere it is as `written`. What it makes may be `ABSENT` where it says so.
    """

    make: Make
    leaf: Leaf | None = None
    entities: Settled | None = None
    unmixed: bool = False
    picks: tuple[Any, ...] = ()
    absent: bool = False
    above: str = ""
    plain: Callable[[], Plain | None] | None = None
    written: Written | None = None

    def entropy(self, bits: int, salt: int) -> int:
        """Return what the value of a property with a salt is made of where the object's entropy is `bits`."""
        if self.unmixed:
            return bits
        return picking(bits, salt) if len(self.picks) > 1 else mixed(bits, salt)


class Spot(NamedTuple):
    """Where a schema is used: what its value is called and what it stands in, which is what gives it meaning.

    `kind` is the entity that an object here would be; `owner` the kind of the entity that it stands in; `parents` are
    the names from there down; `schema_name` is the nearest named schema. What stands here is `judged` by a check of
    what this is an alternative of. `around` is the way down from here to what is of a kind, and that kind: an envelope
    calls its entities `data`.
    """

    name: str = ""
    parents: tuple[str, ...] = ()
    kind: str = ""
    owner: str = ""
    schema_name: str = ""
    pointer: str = ""
    judged: bool = False
    around: tuple[tuple[str, ...], str] = ((), "")

    def member(self, name: str, parents: tuple[str, ...], owner: str, pointer: str) -> Spot:
        """Return the spot of the property `name` of an object here; a nested nameless object has no schema name."""
        schema_name = "" if "/properties/" in self.pointer else self.schema_name
        way, kind = self.around
        if way[:1] != (name,):
            return Spot(name, parents, kind_of(name), owner, schema_name, pointer)
        if len(way) > 1:
            return Spot(name, parents, kind_of(name), owner, schema_name, pointer, False, (way[1:], kind))
        return Spot(name, parents, kind, owner, schema_name, pointer)

    def element(self, pointer: str) -> Spot:
        """Return the spot of the elements of an array here."""
        return self._replace(name=singular_name(self.name), pointer=pointer, judged=False)

    def at(self, keyword: str) -> Spot:
        """Return the same spot, reached through a keyword of the schema."""
        return self._replace(pointer=f"{self.pointer}/{keyword}")

    def named(self, schema_name: str) -> Spot:
        """Return the same spot in a schema that has a name of its own."""
        return self._replace(schema_name=schema_name, pointer=f"/$defs/{schema_name}")

    @property
    def key(self) -> tuple[object, ...]:
        """What makes a difference to the compiled node."""
        return (self.name, self.parents, self.kind, self.owner, self.schema_name, self.judged, self.around)


def leaf_node(leaf: Leaf, picks: tuple[Any, ...] = ()) -> Node:
    """Return the node whose values depend on the entropy alone."""
    return Node(lambda _run, bits, _pin, _subject: leaf(bits), leaf, picks=picks)


def constant(value: Any) -> Node:
    """Return the node that is always `value`; containers are copied, since whoever asked may change them."""
    if isinstance(value, dict | list):
        return leaf_node(lambda _bits: copied(value))
    return leaf_node(lambda _bits: value, (value,))


def one_of(values: tuple[Any, ...]) -> Node:
    """Return the node that picks one of `values`."""
    size = len(values)
    if size == 1:
        return constant(values[0])
    if any(isinstance(value, dict | list) for value in values):
        return leaf_node(lambda bits: copied(values[bits % size]))
    return leaf_node(lambda bits: values[bits % size], values)


def copied(value: Any) -> Any:
    """Return a JSON value that shares no container with `value`."""
    kind = type(value)
    if kind is dict:
        copy: dict[str, Any] = value.copy()
        for name, each in value.items():
            if type(each) in _CONTAINERS:
                copy[name] = copied(each)
        return copy
    return [copied(each) if type(each) in _CONTAINERS else each for each in value] if kind is list else value


def copier(value: Any) -> Callable[[], Any]:
    """Return what makes copies of a JSON value: it looks for the containers inside just once."""
    kind = type(value)
    if kind is dict:
        inner = [(name, copier(each)) for name, each in value.items() if type(each) in _CONTAINERS]
        return _copier_of_object(value.copy, inner) if inner else value.copy
    if kind is list:
        elements = [copier(each) for each in value]
        plain = all(type(each) not in _CONTAINERS for each in value)
        return value.copy if plain else lambda: [again() for again in elements]
    return lambda: value


def _copier_of_object(
    whole: Callable[[], dict[str, Any]], inner: list[tuple[str, Callable[[], Any]]]
) -> Callable[[], Any]:
    if len(inner) == 1:
        place, other = inner[0]

        def copied_once() -> dict[str, Any]:
            made = whole()
            made[place] = other()
            return made

        return copied_once

    def copy() -> dict[str, Any]:
        made = whole()
        for name, again in inner:
            made[name] = again()
        return made

    return copy


_CONTAINERS = frozenset({dict, list})
