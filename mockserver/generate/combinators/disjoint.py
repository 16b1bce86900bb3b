"""Whether the alternatives of a `oneOf` can be told apart by looking: then what is built for one needs no check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.types import types_of

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema

MOST = 60


def surely_one(flat: Schema, compiler: Compiler) -> bool:
    """Tell whether every two alternatives of the `oneOf` in `flat` exclude each other, by type or by a constant."""
    alternatives = [compiler.definitions.flatten(part) for part in flat["oneOf"]]
    if len(alternatives) > MOST or not all(isinstance(part, dict) for part in alternatives):
        return False
    marks = [_mark(part, compiler) for part in alternatives]
    return all(_apart(marks[one], marks[other]) for one in range(len(marks)) for other in range(one + 1, len(marks)))


def _mark(part: Schema, compiler: Compiler) -> tuple[frozenset[str], dict[str, list[Any]]]:
    kinds = part.get("type")
    named = frozenset(types_of(part)[0]) if kinds is not None else frozenset({"any"})
    if "number" in named:
        named |= {"integer"}
    constants: dict[str, list[Any]] = {}
    for name in part.get("required", ()):
        inner = compiler.definitions.flatten(part.get("properties", {}).get(name, True))
        if isinstance(inner, dict) and ("const" in inner or "enum" in inner):
            constants[name] = [inner["const"]] if "const" in inner else list(inner["enum"])
    return named, constants


def _apart(
    one: tuple[frozenset[str], dict[str, list[Any]]], other: tuple[frozenset[str], dict[str, list[Any]]]
) -> bool:
    if "any" not in one[0] and "any" not in other[0] and one[0].isdisjoint(other[0]):
        return True
    if one[0] != frozenset({"object"}) or other[0] != frozenset({"object"}):
        return False
    return any(
        not any(value == mine for value in other[1][name] for mine in values)
        for name, values in one[1].items()
        if name in other[1]
    )
