"""The census: how many entities of one kind have to do with each of another, counted once over a whole collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.world.entities import Entities
from mockserver.answer.world.members import Members, Where
from mockserver.generate import ABSENT, Entity, Items
from mockserver.kinds import words

if TYPE_CHECKING:
    from mockserver.answer.world.given_world import GivenWorld
    from mockserver.contract.resources import Resource, Resources
    from mockserver.generate import Generator, Scene
    from mockserver.generate.compile.run import World
    from mockserver.generate.leaves import GenerateOptions
    from mockserver.schema import Bundle


class Census:
    """Counts the members of collections by whom they belong to; it looks at them without the counts that it gives."""

    def __init__(self, resources: Resources, generator: Generator, given: GivenWorld) -> None:
        self._resources = resources
        self._members = Members(resources, Entities(Uncounted(generator)), given)
        self._found: dict[tuple[Any, ...], Counter[str] | None] = {}
        self._names: dict[tuple[str | None, str], str | None] = {}

    def __call__(self, seed: str | None, kind: str, identifier: Any, counted: str, state: str) -> int | None:
        """Return how many of the kind `counted`, in a state, have to do with an entity of `kind`; None if unknown."""
        key = (seed, kind, counted, state)
        if key not in self._found:
            self._found[key] = self._count(seed, kind, counted, state)
        found = self._found[key]
        if found is None or (str(identifier) not in found and not self._is_asked(kind, counted)):
            return None
        return found[str(identifier)]

    def name_of(self, seed: str | None, kind: str) -> str | None:
        """Return what the only entity of a kind is called; None if nothing shows it, or its name."""
        key = (seed, kind)
        if key not in self._names:
            resource = self._resources.of_kind(kind)
            shown = self._members.entities.value(resource, Entity(kind, None), seed) if resource is not None else {}
            named = (value for name, value in shown.items() if name.lower() in NAMES)
            self._names[key] = next((value for value in named if isinstance(value, str)), None)
        return self._names[key]

    def _is_asked(self, kind: str, counted: str) -> bool:
        """Tell whether a client can ask for those that belong to one entity: then nobody may be the answer."""
        resource = self._resources.of_kind(counted)
        name = _relation(resource, kind) if resource is not None else None
        return resource is not None and any(one.property == name for one in resource.query.filters)

    def _count(self, seed: str | None, kind: str, counted: str, state: str) -> Counter[str] | None:
        whole, resource = self._resources.of_kind(kind), self._resources.of_kind(counted)
        if whole is None or resource is None or "list" not in resource.operations or whole.id_name is None:
            return None
        name, is_so = _relation(resource, kind), _in_state(resource, state)
        asked = resource.query.pages or any(one.property == name for one in resource.query.filters)
        if name is None or is_so is None or not asked:
            return None
        found: Counter[str] = Counter()
        bare = _bare(resource, name)
        for pin in self._members.of(Where(resource, seed=seed)):
            value = self._members.entities.value(resource, replace(pin, values={**bare, **pin.values}), seed)
            if is_so(value):
                found.update(_ids(value.get(name), whole.id_name))
        return found


class Uncounted:
    """A generator as the census looks through it: nothing that it makes asks the census again."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator

    @property
    def options(self) -> GenerateOptions:
        """What the user decided about generated data."""
        return self._generator.options

    def value(self, bundle: Bundle, scene: Scene) -> Any:
        """Return the value of a bundled schema in a scene."""
        return self._generator.value(bundle, replace(scene, counted=False))

    def world(self, seed: str | None = None) -> World:
        """Return what is true for a seed."""
        return self._generator.world(seed)


def _relation(resource: Resource, kind: str) -> str | None:
    return resource.toward(kind) or resource.owner_property(kind)


def _bare(resource: Resource, name: str) -> dict[str, Any]:
    """Return the pins of an entity without its parts, but for the one called `name`: nobody needs to make them."""
    shapes = resource.entity.properties if resource.entity is not None else {}
    parts = {other: shape for other, shape in shapes.items() if other != name and not shape.allows("primitive")}
    return {other: Items(()) if shape.allows("array") else ABSENT for other, shape in parts.items()}


def _ids(value: Any, name: str) -> set[str]:
    each = value if isinstance(value, list) else [value]
    found = (one.get(name) if isinstance(one, dict) else one for one in each)
    return {str(one) for one in found if one is not None}


def _in_state(resource: Resource, state: str) -> Callable[[Mapping[str, Any]], bool] | None:
    """Return what tells who is in a state, by a status of that name or a moment (`sentAt`); None if nothing tells."""
    names = resource.entity.properties if resource.entity is not None else ()
    if not state:
        return lambda _value: True
    moment = next((name for name in names if words(name) in ((state, "at"), (state, "on"), ("date", state))), None)
    if moment is not None:
        return lambda value: value.get(moment) is not None
    status = next((name for name in names if words(name)[-1:] in (("status",), ("state",))), None)
    return None if status is None else lambda value: "".join(words(str(value.get(status)))) == state


NAMES = ("name", "title", "displayname", "display_name", "label")
