"""The name of the one that stands alone: every `organizationName` is what the account's organization is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.node import Node, Schema, Spot
from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.run import Run, Subject


def alone_node(name: str, flat: Schema, spot: Spot, compiler: Compiler) -> Node | None:
    """Return the node of a property that bears the name of a kind that stands alone, or None if it is no such one."""
    parts = words(name)
    kind = "".join(parts[:-1])
    if parts[-1:] != ("name",) or kind not in compiler.options.domain.alone or flat.get("type") != "string":
        return None
    usual = compiler.compile(flat, spot).make
    accept = compiler.definitions.acceptor(flat)

    def make(run: Run, bits: int, pin: Any, subject: Subject) -> Any:
        told = run.world.name_of(kind) if run.counted and run.world.name_of is not None else None
        return told if told is not None and accept(told) else usual(run, bits, pin, subject)

    return Node(make)
