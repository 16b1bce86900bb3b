"""The room's front: a generator compiles the schemas of one document once and makes values for scenes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from mockserver.generate.compile.compiler import Compiler
from mockserver.generate.compile.node import Node, Spot, Unsatisfiable, copied
from mockserver.generate.compile.run import Run, World
from mockserver.generate.identity.kinds import kind_of, kind_of_schema
from mockserver.generate.leaves import HEADER, GenerateOptions
from mockserver.generate.scene import Items, Scene, Value, Variant

if TYPE_CHECKING:
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
        self._nodes: dict[tuple[Variant, str], Node] = {}

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
        options = self._generator.options
        node = self._nodes.get((scene.variant, scene.kind)) or self._node(scene.variant, scene.kind)
        world = self._generator.world(scene.seed)
        run = Run(world, options.max_nodes, scene.recall, scene.window)
        run.counted = scene.counted
        subject = world.root(scene.key, "")
        pin = scene.pins
        if isinstance(pin, Value):
            if self._compilers[scene.variant].definitions.acceptor(self._schema)(pin.value):
                return copied(pin.value)
            pin = Items([Value(each) for each in pin.value]) if isinstance(pin.value, list) else pin.value or None
        try:
            return node.make(run, subject.bits, pin, subject)
        except RecursionError:
            raise Unsatisfiable.because("its values nest too deeply", "") from None

    @property
    def warnings(self) -> tuple[Unsatisfiable, ...]:
        """Why this schema has no value, found by compiling it and making one; empty if it has."""
        try:
            self()
        except Unsatisfiable as refusal:
            return (refusal,)
        return ()

    def _node(self, variant: Variant, kind: str) -> Node:
        compiler = self._compilers.get(variant)
        if compiler is None:
            compiler = Compiler(self._schema, self._generator.options, self._direction, variant)
            self._compilers[variant] = compiler
        folded = kind_of(kind) if kind else kind_of_schema(self._name)
        node = compiler.compile(self._schema, self._spot or Spot("", (), folded, "", self._name))
        self._nodes[variant, kind] = node
        return node
