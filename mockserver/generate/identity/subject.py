"""Whose properties are being made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.lineage import KIND_BITS, WIDTH, extend, pack

if TYPE_CHECKING:
    from mockserver.generate.identity.ids import Style
    from mockserver.generate.identity.lineage import Path

_BESIDE = KIND_BITS + 2
"""The bits behind an ordinal in a packed path."""


class Subject:
    """The entity, or the root value, whose properties are being made; never changed once it is built.

    `bits` is the digest of its id, `step` the hash of its kind and `ordinal` its place, which end its `path`, the
    ancestry; `packed` is that as an integer, `chain` the ordinals that its times follow from, and `depth` their number.
    `owner` is the entity that it belongs to and stands in, `born` the interval of its birth, `line` the hashes of the
    kinds above it, `row` the style and the ids of all that it was made with, from the first one on. The step of what
    has no kind is -1.
    """

    __slots__ = (
        "bits",
        "born",
        "depth",
        "id",
        "kind",
        "line",
        "ordinal",
        "owner",
        "packed",
        "row",
        "step",
        "told_chain",
        "told_path",
    )  # fmt: skip

    def __init__(
        self,
        kind: str,
        id: Any,  # noqa: A002 - what it is
        bits: int,
        path: Path = (),
        chain: tuple[Any, ...] = (),
        owner: Subject | None = None,
    ) -> None:
        self.kind = kind
        self.id = id
        self.bits = bits
        self.step, self.ordinal = path[-1] if path else (-1, "")
        self.told_path: Path | None = path
        self.told_chain: tuple[Any, ...] | None = chain
        self.depth = len(chain)
        self.owner = owner
        self.packed = 0
        self.line: tuple[int, ...] = tuple(step for step, _ in path[:-1]) if len(path) > 1 else ()
        self.born: tuple[float, float] | None = None
        self.row: tuple[Style, list[Any]] | None = None

    @property
    def path(self) -> Path:
        """The kinds and places of all its ancestors, root first, and its own."""
        if self.told_path is None:
            above = self.owner.path if self.owner is not None else ()
            self.told_path = (*above, (self.step, self.ordinal))
        return self.told_path

    @property
    def chain(self) -> tuple[Any, ...]:
        """The ordinals that its times follow from, root first."""
        if self.told_chain is None:
            self.told_chain = (*(self.owner.chain if self.owner is not None else ()), self.ordinal)
        return self.told_chain


def packed_of(subject: Subject) -> int:
    """Return the path of a subject as an integer."""
    owner, ordinal = subject.owner, subject.ordinal
    if owner is None or subject.told_path is not None:
        subject.packed = (
            extend(1, (subject.step, ordinal)) if subject.step >= 0 and not subject.line else pack(subject.path)
        )
    elif type(ordinal) is int and ordinal < WIDTH and owner.packed:  # as extend() has it
        subject.packed = (owner.packed << 6 | ordinal) << _BESIDE | subject.step
    else:
        subject.packed = extend(owner.packed or packed_of(owner), (subject.step, ordinal))
    return subject.packed
