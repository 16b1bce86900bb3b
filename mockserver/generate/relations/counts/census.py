"""Counts of others: how many contacts are on a list is for those to say who know all contacts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import kind_of, words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.node import Schema
    from mockserver.generate.compile.run import Run, Subject
    from mockserver.generate.identity.entities import Identity

Row = tuple[str, str, str, Callable[[Any], bool]]
"""A property, the kind that it counts, the state that they must be in ("" for any), and what its schema takes."""


def counted_by(flat: Schema, identity: Identity | None, compiler: Compiler) -> tuple[Row, ...]:
    """Return the properties of an entity that count entities of another kind: `numberOfContacts`, `posts_count`."""
    kinds = compiler.options.domain.kinds
    if identity is None or not kinds or compiler.variant != "normal":
        return ()
    found = []
    for name, schema in (flat.get("properties") or {}).items():
        own = compiler.definitions.flatten(schema)
        if isinstance(own, dict) and own.get("type") in ("integer", "number"):
            kind, state = _counted(words(name), kinds)
            if kind and kind != identity.kind:
                found.append((name, kind, state, compiler.definitions.acceptor(own)))
    return tuple(found)


def _counted(parts: tuple[str, ...], kinds: frozenset[str]) -> tuple[str, str]:
    rest = [part for part in parts if part not in _COUNTING]
    if not rest or len(rest) == len(parts):
        return "", ""
    for state in ("", rest[-1]):
        kind = kind_of("_".join(rest[:-1] if state else rest))
        if kind in kinds:
            return kind, state
    return "", ""


def count(value: dict[str, Any], rows: tuple[Row, ...], run: Run, subject: Subject, pins: Any) -> None:
    """Put the counts of others into an entity that is made, where anybody knows them."""
    census = run.world.census
    if census is None:
        return
    for name, kind, state, accept in rows:
        if value.get(name) is not None and name not in pins:
            found = census(subject.kind, subject.id, kind, state)
            if found is not None and accept(found):
                value[name] = found


_COUNTING = frozenset({"count", "number", "of", "num", "total", "n", "counter"})
