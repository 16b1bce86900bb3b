"""What a value means beyond its type: what the author, the user's dictionary or the property's name says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Leaf, Node, Schema, Spot, constant, leaf_node, one_of
from mockserver.generate.identity.kinds import singular, words
from mockserver.generate.leaves import FakerError, dictionary_for, fitted, hint_for, x_faker

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.leaves import GenerateOptions


def spoken_for(flat: Schema, spot: Spot, compiler: Compiler) -> Node | None:
    """Return the node of what `x-faker` or the user's dictionary says, where it satisfies the schema."""
    if compiler.variant != "normal":
        return None
    options = compiler.options
    leaf = _wished(flat, options)
    if leaf is None and (options.dictionary or options.providers):
        leaf = dictionary_for(spot.name, spot.schema_name, options)
    fitting = None if leaf is None else fitted(leaf, compiler.definitions.acceptor(flat))
    return None if fitting is None else leaf_node(fitting)


def _wished(flat: Schema, options: GenerateOptions) -> Leaf | None:
    """What `x-faker` asks for; a name that no Faker knows asks for nothing."""
    try:
        return x_faker(flat, options)
    except FakerError:
        return None


def meant(flat: Schema, spot: Spot, compiler: Compiler) -> Node | None:
    """Return the node of what the name, else the author's examples, say of a scalar; None if they say nothing."""
    if compiler.variant == "boundary":
        return None
    examples = author_examples(flat, compiler)
    if len(examples) > 2:
        return _among(examples, flat, spot.name, compiler) or one_of(examples)
    if examples and "".join(words(spot.name)) in _VERSIONS:
        return one_of(examples)
    leaf = hint_for(flat, spot.name, spot.parents, spot.schema_name, compiler.options)
    if leaf is not None:
        return leaf_node(leaf)
    if examples and not _has_form(flat):
        return _around(examples[0], flat, spot.name, compiler) or one_of(examples)
    return None


def _among(examples: tuple[Any, ...], flat: Schema, name: str, compiler: Compiler) -> Node | None:
    """Return the node of whole numbers among the examples of a count: five of them are no list to choose from."""
    whole = all(isinstance(each, int) and not isinstance(each, bool) for each in examples)
    if not whole or "multipleOf" in flat or not _counts(name):
        return None
    accept = compiler.definitions.acceptor(flat)
    low, high = min(examples), max(examples)
    return leaf_node(_between(low, high - low + 1, 1)) if all(map(accept, (low, low + 1, high - 1, high))) else None


def _counts(name: str) -> bool:
    parts = words(name)
    return not _MEASURES.isdisjoint(parts) or any(singular(part) != part for part in parts)


def _around(example: Any, flat: Schema, name: str, compiler: Compiler) -> Node | None:
    """Return the node of numbers of an example's size, where the name counts or measures; None if it does not.

    Three examples are a choice; one shows how large such a number is, and every entity with that one would look odd.
    """
    solid = isinstance(example, int | float) and not isinstance(example, bool) and example > 0
    if not solid or "multipleOf" in flat or not _counts(name):
        return None
    accept = compiler.definitions.acceptor(flat)
    scale = 1 if isinstance(example, int) else 10
    for spread in _SPREADS:
        low, high = round(example * scale * (1 - spread)), round(example * scale * (1 + spread))
        if high > low and all(accept(bound if scale == 1 else bound / scale) for bound in (low, low + 1, high)):
            return leaf_node(_between(low, high - low + 1, scale))
    return None


def _between(low: int, width: int, scale: int) -> Leaf:
    if scale == 1:
        return lambda bits: low + bits % width
    return lambda bits: (low + bits % width) / scale


def author_examples(flat: Schema, compiler: Compiler) -> tuple[Any, ...]:
    """Return the examples and the default that the author gave and that satisfy the schema, null aside."""
    given = list(flat["examples"]) if isinstance(flat.get("examples"), list) else []
    given += [flat[name] for name in ("example", "default") if name in flat]
    accept = compiler.definitions.acceptor(flat)
    return tuple(
        value
        for number, value in enumerate(given)
        if value is not None and value not in given[:number] and accept(value)
    )


def _has_form(flat: Schema) -> bool:
    return "pattern" in flat or flat.get("format") in _DISTINCT_FORMATS


_SPREADS = (0.5, 0.2, 0.05)
_MEASURES = frozenset({"count", "total", "number", "rate", "ratio", "amount", "initiated", "sum", "average", "avg"})
_VERSIONS = frozenset({"etag"})  # which only the author knows how to write, and which entities may share
_DISTINCT_FORMATS = frozenset({"date-time", "date", "time", "uuid", "email", "uri", "ipv4", "ipv6", "hostname"})

__all__ = ["author_examples", "constant", "meant", "spoken_for"]
