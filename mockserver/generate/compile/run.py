"""One value in the making: the world it belongs to, the budgets it has left, and the entity whose property is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Exhausted
from mockserver.generate.entropy import DROPPED, draw, mixed
from mockserver.generate.identity.domain import ANY, Domain
from mockserver.generate.identity.ids import INTEGER, IdScheme, Style, counted_chain
from mockserver.generate.identity.lineage import Path, kind_hash
from mockserver.generate.identity.populations import Kept, Pointed, Shown
from mockserver.generate.identity.subject import Subject

if TYPE_CHECKING:
    from mockserver.generate.compile.node import Settled
    from mockserver.generate.scene import Pins, Recall, Window

Census = Callable[[str, Any, str, str], "int | None"]
"""How many entities of another kind, in a state, have to do with an entity of a kind with an id; None if unknown."""

Children = Callable[["Subject", Sequence[int]], "list[Subject]"]
"""What returns the children that an owner has at some ordinals."""

MOST_TRIES = 2_000  # attempts at what is checked
MOST_VAIN = 12_000  # attempts that come to nothing, of whatever kind, and steps of deduction
SCARCE = 16  # the share of the nodes of a value after which what is optional is left out, and lists are short
MEMBERS = 20_000
VALUES = 4_000
SHOWN = 40  # populations of at most 180
SHORT = 20
OF_KIND = 0xA3C5
"""With the hash of a kind above it, the factor that tells one kind from another that has the same ids."""


class World:
    """What is true for one seed: its ids, and the members of its populations that were met so far (bounded)."""

    def __init__(self, seed: str, domain: Domain = ANY) -> None:
        self.ids = IdScheme(seed, domain.alone)
        self.alone = domain.alone
        self.census: Census | None = None
        self.name_of: Callable[[str], str | None] | None = None
        self.key = self.ids.key
        self.births = draw(self.key, "births")
        self.rootless = self.root("", "")
        self._members: dict[tuple[str, int, object], Subject] = {}
        self.children: dict[object, Children] = {}
        self.pointed_at: dict[object, Pointed] = {}
        self.shown: dict[tuple[Settled, bool, int], Shown] = {}
        self.values: dict[tuple[object, int, Any], Kept] = {}

    def root(self, key: str, kind: str) -> Subject:
        """Return the subject of a value that is no entity: its entropy is the scene's key."""
        bits = self.ids.read(key)[0]
        return Subject(kind, None, bits, (), (bits % 997,))

    def bits_for(self, step: int, identifier: Any) -> int:
        """Return the bits of an entity, whose kind has the hash `step`: a short id, as a number is, tells no kind."""
        text = identifier if isinstance(identifier, str) else str(identifier)
        bits = self.ids.read(text)[0]
        return bits if len(text) > SHORT else mixed(bits, step << DROPPED | OF_KIND)

    def member(self, kind: str, ordinal: int, style: Style) -> Subject:
        """Return the member `ordinal` of the population of `kind`."""
        place = (kind, ordinal, style)
        found = self._members.get(place)
        if found is None:
            path: Path = ((kind_hash(kind), ordinal),)
            identifier = self.ids.id_for(path, style)
            found = self.entity(kind, identifier, path)
            if len(self._members) >= MEMBERS:
                self._members.clear()
            self._members[place] = found
        return found

    def show(self, entities: Settled, run: Run) -> Shown:
        """Return what lists show of a population, filled by who asks, and keep it."""
        if len(self.shown) >= SHOWN:
            self.shown.clear()
        found = self.shown[entities, run.counted, run.lists] = Shown(self.ids.population(entities.identity.kind))
        return found

    def remember(self, maker: tuple[object, int, Any], copies: Callable[[], Any], size: int) -> None:
        """Keep what copies what a maker made of a member in so many lists: the same few are shown by many others."""
        if len(self.values) >= VALUES:
            self.values.clear()
        self.values[maker] = (copies, size)

    def entity(self, kind: str, identifier: Any, path: Path | None = None, owner: Subject | None = None) -> Subject:
        """Return the entity of `kind` called `identifier`: one of ours with its lineage, or a foreign one."""
        step, text = kind_hash(kind), identifier if type(identifier) is str else str(identifier)
        bits, own = self.ids.read(text)
        if len(text) <= SHORT:
            bits = mixed(bits, step << DROPPED | OF_KIND)
        if path is None and own is None and text is identifier:
            return Subject(kind, text, bits, ((step, text),), (text,), owner)
        path = path or own or self.path_of(kind, identifier)
        return Subject(kind, identifier, bits, path, chain_of(path), owner)

    def path_below(self, above: Sequence[tuple[str, Any]], entity: tuple[str, Any]) -> Path:
        """Return the ancestry of an entity below others, the outermost first; an id of ours tells its own."""
        path: Path = ()
        for kind, identifier in (*above, entity):
            known = self.path_of(kind, identifier)
            path = known if len(known) > 1 or not path else (*path, (known[0][0], str(identifier)))
        return path

    def path_of(self, kind: str, identifier: Any) -> Path:
        """Return the ancestry inside an id, or a root of its own for an id that carries none."""
        if isinstance(identifier, int):
            return ((kind_hash(kind), max(int(identifier) - 1, 0)),)
        return self.ids.lineage_of(str(identifier)) or ((kind_hash(kind), str(identifier)),)


def chain_of(path: Path) -> tuple[Any, ...]:
    """Return the ordinals that the times of whoever is at the end of `path` follow from."""
    chain: tuple[Any, ...] = ()
    for _, ordinal in path:
        chain += (ordinal,) if chain or isinstance(ordinal, str) else counted_chain(ordinal + 1)
    return chain


class Run:
    """The making of one value: budgets are counted here, so a run belongs to one call.

    It is `plain` where nothing is recalled and nobody says which time series are to cover. Whoever makes a part of the
    value once more pays for the attempt that was in vain, at any depth: so the whole is bounded, whatever the schema.
    `distinct` is whose array is being made that holds no two alike: its parts are not drawn from a few variants.
    """

    __slots__ = (
        "attempt",
        "checking",
        "counted",
        "distinct",
        "levels",
        "lists",
        "max_nodes",
        "most_tries",
        "nodes",
        "paid",
        "plain",
        "recall",
        "shrunk",
        "small",
        "tries",
        "vain",
        "window",
        "world",
    )

    def __init__(
        self, world: World, max_nodes: int, recall: Recall | None = None, window: Window | None = None
    ) -> None:
        self.world = world
        self.window = window
        self.counted = True
        self.recall = recall
        self.plain = recall is None and window is None
        self.max_nodes = max_nodes
        self.nodes = 0
        self.small = 0
        self.attempt = 0
        self.checking = 0
        self.tries = 0
        self.most_tries = MOST_TRIES
        self.shrunk = False
        self.lists = 0
        self.distinct: Subject | None = None
        self.vain = MOST_VAIN
        self.paid: set[object] | None = None
        self.levels: dict[str, int] = {}

    def pay(self, attempts: int = 1) -> None:
        """Count what was made in vain; raises Exhausted once that was too much."""
        self.vain -= attempts
        if self.vain < 0:
            raise Exhausted

    def pay_once(self, who: object, steps: int) -> None:
        """Count the steps that `who` took to be prepared, in each run alike, whether it was ready before or not."""
        if self.paid is None:
            self.paid = set()
        if who not in self.paid:
            self.paid.add(who)
            self.pay(steps)


class Slot:
    """A place in an array that nobody pinned: which element it is, and the entropy of the whole array."""

    __slots__ = ("bits", "index")

    def __init__(self, index: int, bits: int) -> None:
        self.index = index
        self.bits = bits


class Known:
    """An object whose identity is settled: the entity that it is, and what else is pinned of it."""

    __slots__ = ("pin", "subject")

    def __init__(self, subject: Subject, pin: Pins | Mapping[str, Pins] | None) -> None:
        self.subject = subject
        self.pin = pin


__all__ = ["INTEGER", "Known", "Run", "Slot", "Subject", "World"]
