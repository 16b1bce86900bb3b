"""What a value means beyond its type: what the author, the user's dictionary or the property's name says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Leaf, Node, Schema, Spot, constant, leaf_node, one_of
from mockserver.generate.leaves import dictionary_for, hint_for, x_faker

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.compile.compiler import Compiler


def spoken_for(flat: Schema, spot: Spot, compiler: Compiler) -> Node | None:
    """Return the node of what `x-faker` or the user's dictionary says, where it satisfies the schema."""
    if compiler.variant != "normal":
        return None
    options = compiler.options
    leaf = x_faker(flat, options) if "x-faker" in flat else None
    if leaf is None and options.dictionary:
        leaf = dictionary_for(spot.name, spot.schema_name, options)
    return None if leaf is None else leaf_node(leaf) if _fits(leaf, compiler.definitions.acceptor(flat)) else None


def meant(flat: Schema, spot: Spot, compiler: Compiler) -> Node | None:
    """Return the node of what the name, else the author's examples, say of a scalar; None if they say nothing."""
    if compiler.variant == "boundary":
        return None
    examples = author_examples(flat, compiler)
    if len(examples) > 2:
        return one_of(examples)
    leaf = hint_for(flat, spot.name, spot.parents, spot.schema_name, compiler.options)
    if leaf is not None:
        return leaf_node(leaf)
    if examples and not _has_form(flat):
        return one_of(examples)
    return None


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


def _fits(leaf: Leaf, accept: Callable[[Any], bool]) -> bool:
    return all(accept(leaf(bits * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF)) for bits in range(24))


_DISTINCT_FORMATS = frozenset({"date-time", "date", "time", "uuid", "email", "uri", "ipv4", "ipv6", "hostname"})

__all__ = ["author_examples", "constant", "meant", "spoken_for"]
