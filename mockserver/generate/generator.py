"""The room's front: a generator compiles the schemas of one document once and makes values for scenes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from mockserver.generate.compile.compiler import Compiler
from mockserver.generate.compile.node import Exhausted, Node, Spot, Unsatisfiable, copied
from mockserver.generate.compile.run import MOST_VAIN, Run, World
from mockserver.generate.identity.kinds import kind_of, kind_of_schema
from mockserver.generate.leaves import HEADER, GenerateOptions
from mockserver.generate.scene import Entity, Items, Scene, Value, Variant

if TYPE_CHECKING:
    from mockserver.generate.scene import Pins
    from mockserver.schema import Bundle

WORLDS = 32
NOWHERE = Scene()


class Generator:
    """Makes a value for any schema that has one: believable, valid, and always the same for the same scene.

    `census` knows how many others have to do with an entity; it is called with the seed, the entity's kind and id, and
    the kind and state of those that are counted. `name_of` knows, for a seed, what the only one of a kind is called.
    """

    def __init__(self, options: GenerateOptions | None = None) -> None:
        self.options = options or GenerateOptions()
        self._makers: WeakKeyDictionary[Bundle, Maker] = WeakKeyDictionary()
        self._headers: WeakKeyDictionary[Bundle, dict[str, Maker]] = WeakKeyDictionary()
        self._worlds: OrderedDict[str, World] = OrderedDict()
        self._own: World | None = None
        self.census: Callable[[str | None, str, Any, str, str], int | None] | None = None
        self.name_of: Callable[[str | None, str], str | None] | None = None

    def maker(self, bundle: Bundle) -> Maker:
        """Return the maker of a bundled schema, compiled once."""
        found = self._makers.get(bundle)
        if found is None:
            found = self._makers[bundle] = Maker(bundle.schema, bundle.name, bundle.direction, self)
        return found

    def header(self, bundle: Bundle, name: str) -> Maker:
        """Return the maker of values for the header field `name`, of whom its name tells more than its schema."""
        makers = self._headers.setdefault(bundle, {})
        if name not in makers:
            spot = Spot(name, HEADER, "", "", "")
            makers[name] = Maker(bundle.schema, bundle.name, bundle.direction, self, spot)
        return makers[name]

    def value(self, bundle: Bundle, scene: Scene = NOWHERE) -> Any:
        """Return the value of a bundled schema in a scene; raises Unsatisfiable if it has none."""
        return self.maker(bundle)(scene)

    def world(self, seed: str | None = None) -> World:
        """Return what is true for a seed (the generator's own by default); the last few are kept."""
        if seed is None and self._own is not None:
            return self._own
        name = str(self.options.seed if seed is None else seed)
        found = self._worlds.get(name)
        if found is None:
            found = self._worlds[name] = World(name, self.options.domain)
            found.census = None if self.census is None else partial(self.census, seed)
            found.name_of = None if self.name_of is None else partial(self.name_of, seed)
            while len(self._worlds) > WORLDS:
                self._worlds.popitem(last=False)
        if seed is None:
            self._own = found
        return found


class Maker:
    """A compiled schema: called with a scene, it returns the scene's value."""

    def __init__(
        self,
        schema: dict[str, Any] | bool,
        name: str,
        direction: str,
        generator: Generator,
        spot: Spot | None = None,
    ) -> None:
        self._spot = spot
        self._schema = schema
        self._name = name
        self._direction = direction
        self._generator = generator
        self._compilers: dict[Variant, Compiler] = {}
        self._nodes: dict[tuple[Variant, str, tuple[str, ...]], Node] = {}

    def __call__(self, scene: Scene = NOWHERE) -> Any:
        """Return the value of the scene; raises Unsatisfiable if none was found within the budgets.

        A variant is given up where nothing is found in it.
        """
        try:
            return self._made(scene)
        except Unsatisfiable as error:
            if scene.variant == "normal" or error.sure:
                raise
        return self._made(replace(scene, variant="normal"))

    def _made(self, scene: Scene) -> Any:
        asked = (scene.variant, scene.kind, scene.within)
        node = self._nodes.get(asked) or self._node(*asked)
        pin = scene.pins
        if type(pin) is Value:
            if self._compilers[scene.variant].definitions.acceptor(self._schema)(pin.value):
                return copied(pin.value)
            pin = Items([Value(each) for each in pin.value]) if isinstance(pin.value, list) else pin.value or None
        generator = self._generator
        run = Run(generator.world(scene.seed), generator.options.max_nodes, scene.recall, scene.window)
        run.counted = scene.counted
        subject = run.world.root(scene.key, "") if scene.key else run.world.rootless
        try:
            return node.make(run, subject.bits, pin, subject)
        except RecursionError:
            raise Unsatisfiable.because("its values nest too deeply", "") from None
        except Exhausted:
            return self._simply(node, scene, known(pin))

    def _simply(self, node: Node, scene: Scene, pin: Pins | None) -> Any:
        """Return the value of which nothing is pinned but who it is, else the smallest one, with less to spend."""
        for small in (0, 1):
            run = Run(self._generator.world(scene.seed), self._generator.options.max_nodes, scene.recall, scene.window)
            run.counted, run.small, run.vain = scene.counted, small, MOST_VAIN // 4
            subject = run.world.root(scene.key, "")
            try:
                return node.make(run, subject.bits, pin, subject)
            except (Exhausted, RecursionError):
                continue
        raise Unsatisfiable.because(f"{MOST_VAIN} attempts found no value", "")

    @property
    def warnings(self) -> tuple[Unsatisfiable, ...]:
        """Why this schema has no value, found by compiling it and making one; empty if it has."""
        try:
            self()
        except Unsatisfiable as refusal:
            return (refusal,)
        return ()

    def _node(self, variant: Variant, kind: str, within: tuple[str, ...]) -> Node:
        compiler = self._compilers.get(variant)
        if compiler is None:
            compiler = Compiler(self._schema, self._generator.options, self._direction, variant)
            self._compilers[variant] = compiler
        folded = kind_of(kind) if kind and not within else kind_of_schema(self._name)
        spot = Spot("", (), folded, "", self._name, around=(within, kind_of(kind)) if within else ((), ""))
        try:
            node = compiler.compile(self._schema, self._spot or spot)
        except Exhausted:  # by what is tried out beforehand
            raise Unsatisfiable.because("too much was tried in vain", "") from None
        self._nodes[variant, kind, within] = node
        return node


def known(pins: Pins | None) -> Pins | None:
    """Return who is known to stand where, without what else is known of them: that may be the trouble."""
    if isinstance(pins, Entity):
        return replace(pins, values={name: value for name, value in pins.values.items() if name == pins.id_property})
    if isinstance(pins, Items):
        return Items([known(pin) for pin in pins.pins])
    if isinstance(pins, Mapping):
        return {name: inner for name, pin in pins.items() if (inner := known(pin)) is not None}
    return None
