"""Heirs: a base with a discriminator is made as one of the schemas that extend it through `allOf` (OAS 3.1, 4.8.25)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mockserver.generate.combinators.choices import choice_node
from mockserver.generate.combinators.discriminator import holds, labelled, own_label
from mockserver.generate.compile.node import Node, Unsatisfiable
from mockserver.generate.compile.run import Known, Slot
from mockserver.generate.scene import Value

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema, Spot
    from mockserver.generate.compile.resolve import Definitions
    from mockserver.generate.compile.run import Run, Subject


def heirs_node(flat: Schema, spot: Spot, compiler: Compiler) -> Node | None:
    """Return the node that makes one of the heirs of a base; None where `flat` is none, or is known to be itself.

    The base alone is made where its label is known and is none of theirs, and where no heir can be, or none that ends.
    """
    if not isinstance(flat.get("discriminator"), dict):
        return None
    definitions, name = compiler.definitions, flat["discriminator"]["propertyName"]
    rest = {keyword: value for keyword, value in flat.items() if keyword != "discriminator"}
    own = own_label(flat["discriminator"], spot.schema_name)
    if own is not None and _labels(flat, name, definitions) and own not in _labels(flat, name, definitions):
        return compiler.build(rest, spot)  # its author gives it another name
    usual, others = heirs(flat, spot.schema_name, definitions)
    if not usual:
        return None
    alone = compiler.build(_called(rest, name, list(usual), definitions), spot)

    def among(kinds: Collection[Any]) -> Node:
        try:
            return choice_node({**rest, "anyOf": [*kinds]}, spot, compiler) if kinds else alone
        except Unsatisfiable:
            return alone

    labels = {*usual, *others}.union(
        *(_labels(kind, name, definitions) for kind in (*usual.values(), *others.values()))
    )
    kin = _Kin(name, frozenset(labels), compiler.build(rest, spot))
    kin.usual = kin.last = kin.named = among(usual.values())
    if others:
        kin.named = among([*usual.values(), *others.values()])
    ending = [kind for kind in usual.values() if definitions.ends_without(spot.schema_name, kind)]
    if len(ending) < len(usual):
        kin.last = among(ending)
    entities = kin.usual.entities
    return Node(kin.make) if entities is None else Node(kin.entity, entities=entities)


def heirs(flat: Schema, schema_name: str, definitions: Definitions) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return what a schema with a discriminator, and no alternatives, is made as, and what it may be besides.

    The author's mapping is preferred to what only the components' names imply. The base is one of its heirs where the
    mapping names it; an heir that has heirs of its own always is.
    """
    discriminator = flat["discriminator"]
    name, mapping = discriminator["propertyName"], discriminator.get("mapping") or {}
    base, own = f"#/$defs/{schema_name}", own_label(discriminator, schema_name)
    named = discriminator.get("x-named", ())
    is_heir = own is not None and not _declares(definitions.resolve(base), discriminator)
    if own is not None and _labels(flat, name, definitions) == [own]:
        return {}, {}
    found = [
        label
        for label, target in mapping.items()
        if target != base and _extends(target, base if is_heir else "", discriminator, definitions)
    ]
    if own is not None and found and (is_heir or own in named):
        found.insert(0, own)
    rest = {"properties": {name: flat.get("properties", {}).get(name, True)}}
    kinds = {label: _kind(mapping[label], name, label, rest, definitions) for label in found}
    usual = {label: kind for label, kind in kinds.items() if label in named} or kinds
    return usual, {label: kind for label, kind in kinds.items() if label not in usual}


def _kind(target: str, name: str, label: str, rest: Schema, definitions: Definitions) -> Schema:
    """Return an heir with its label, or without it where its author fixed the property to another value."""
    kind = labelled({"$ref": target}, name, label)
    return kind if holds({"allOf": [*kind["allOf"], rest]}, name, definitions) else {"allOf": [{"$ref": target}]}


def _labels(schema: Any, name: str, definitions: Definitions) -> list[Any]:
    """Return the values that a schema leaves to the property `name`, if it lists them."""
    flat = definitions.flatten(schema)
    part = definitions.flatten(flat.get("properties", {}).get(name, True)) if isinstance(flat, dict) else None
    if not isinstance(part, dict):
        return []
    return [part["const"]] if "const" in part else list(part.get("enum", ()))


def _called(rest: Schema, name: str, labels: list[str], definitions: Definitions) -> Schema:
    """Return the base as one that goes by the name of any of its heirs, where it may."""
    members = rest.get("properties", {})
    told = {"allOf": [members.get(name, True), {"enum": labels}]}
    return rest if definitions.flatten(told) is False else {**rest, "properties": {**members, name: told}}


def _extends(target: str, base: str, discriminator: Schema, definitions: Definitions) -> bool:
    """Tell whether a schema extends `base`, or without one whatever bears the discriminator, through `allOf`."""
    return any(
        reference == base if base else reference != target and _declares(definitions.resolve(reference), discriminator)
        for reference in _above(target, definitions)
    )


def _above(target: str, definitions: Definitions) -> Iterator[str]:
    """Yield the references of a schema and of all that it extends."""
    waiting, seen = [target], set()
    while waiting:
        reference = waiting.pop()
        if reference in seen or reference not in definitions:
            continue
        seen.add(reference)
        yield reference
        parts = [definitions.resolve(reference)]
        while parts:
            part = parts.pop()
            if isinstance(part, dict):
                waiting += [part["$ref"]] if isinstance(part.get("$ref"), str) else []
                parts += part.get("allOf", ())


def _declares(schema: Any, discriminator: Schema) -> bool:
    return isinstance(schema, dict) and schema.get("discriminator") == discriminator


class _Kin:
    """A base and its heirs: which of them is meant shows once it is known who the entity is."""

    def __init__(self, name: str, labels: frozenset[Any], plain: Node) -> None:
        self._name = name
        self._labels = labels
        self._plain = plain
        self.usual = self.named = self.last = plain

    def make(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Return the value of an heir, or of the base."""
        told = pin.pin if type(pin) is Known else None if type(pin) is Slot else pin
        label = told.get(self._name) if isinstance(told, Mapping) else None
        label = label.value if isinstance(label, Value) else label
        if isinstance(label, str):
            node = self.named if label in self._labels else self._plain
        else:
            node = self.last if run.small else self.usual
        try:
            return node.make(run, bits, pin, subject)
        except Unsatisfiable:
            run.pay()
            return self._plain.make(run, bits, pin, subject)

    def entity(self, run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        """Return the same of an entity, of whom more may be known than is pinned."""
        entities = self.usual.entities
        if entities is None or isinstance(pin, Known):
            return self.make(run, bits, pin, subject)
        known = Known(*entities.identity.settle(run, bits, pin, subject))
        return self.make(run, known.subject.bits, known, known.subject)
