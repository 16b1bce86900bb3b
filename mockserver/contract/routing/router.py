"""Find what serves a path: a trie of segments, walked on the raw path (OAS 4.8.8, "Path Templating Matching").

At each segment text wins over text with variables, and that over a variable alone; where a branch ends nowhere, the
walk goes back and tries the next. Why this is not `werkzeug.routing`: docs/decisions/0003-router.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar
from urllib.parse import unquote

if TYPE_CHECKING:
    from mockserver.contract.routing.template import Segment

T = TypeVar("T")


class Leaf(Generic[T]):
    """Where paths of one shape end: what serves each method, in the order of the description, with its variables."""

    __slots__ = ("routes",)

    def __init__(self) -> None:
        self.routes: dict[str, list[Route[T]]] = {}

    @property
    def allowed(self) -> tuple[str, ...]:
        """The methods that are served, sorted: HEAD comes with GET, OPTIONS with anything (RFC 9110 section 9.3)."""
        also = {"OPTIONS", "HEAD"} if "GET" in self.routes else {"OPTIONS"}
        return tuple(sorted(self.routes.keys() | also))


class Route(NamedTuple, Generic[T]):
    """What serves one method of one template, and the names of the template's variables."""

    target: T
    names: tuple[str, ...]


class _Branch(Generic[T]):
    __slots__ = ("leaf", "mixtures", "texts", "variable")

    def __init__(self) -> None:
        self.texts: dict[str, _Branch[T]] = {}
        self.mixtures: list[tuple[Segment, _Branch[T]]] = []
        self.variable: _Branch[T] | None = None
        self.leaf: Leaf[T] | None = None


class Router(Generic[T]):
    """Paths of one API without its base path.

    Most of them end in their only variable: the branches above it are found by their text, without a walk.
    """

    def __init__(self) -> None:
        self._root: _Branch[T] = _Branch()
        self._plain: dict[str, Leaf[T]] = {}
        self._above: dict[str, _Branch[T]] = {}

    def add(self, method: str, path: str, segments: tuple[Segment, ...], target: T) -> Leaf[T]:
        """Let `target` serve `method` on a template; return the leaf that it shares with those of the same shape."""
        branch = self._root
        for segment in segments:
            parent, branch = branch, _grow(branch, segment)
        if branch.leaf is None:
            branch.leaf = Leaf()
        leaf = branch.leaf
        names = tuple([name for segment in segments for name in segment.names])
        leaf.routes.setdefault(method, []).append(Route(target, names))
        if not names:
            self._plain[path] = leaf
        elif segments[-1].is_variable and all(segment.is_literal for segment in segments[:-1]):
            self._above["".join(f"/{segment.literals[0]}" for segment in segments[:-1])] = parent
        return leaf

    def find(self, raw_path: str) -> tuple[Leaf[T], tuple[str, ...]] | None:
        """Return the most concrete leaf for a raw path and the raw values of its variables, or None.

        A trailing slash that is too much or missing is forgiven where the exact path leads nowhere.
        """
        plain = self._plain.get(raw_path)
        if plain is not None:
            return plain, ()
        above, _, last = raw_path.rpartition("/")
        branch = self._above.get(above)
        if branch is not None and last and "%" not in last and last not in branch.texts and not branch.mixtures:
            leaf = branch.variable.leaf if branch.variable is not None else None
            if leaf is not None:
                return leaf, (last,)
        return self._walk_path(raw_path) or self._walk_path(
            raw_path[:-1] if raw_path.endswith("/") and len(raw_path) > 1 else raw_path + "/"
        )

    def _walk_path(self, raw_path: str) -> tuple[Leaf[T], tuple[str, ...]] | None:
        values: list[str] = []
        leaf = _walk(self._root, raw_path.split("/"), 1, values)
        return None if leaf is None else (leaf, tuple(values))

    def leaves(self) -> Iterator[Leaf[T]]:
        """Yield each leaf once."""
        waiting = [self._root]
        while waiting:
            branch = waiting.pop()
            if branch.leaf is not None:
                yield branch.leaf
            waiting.extend(branch.texts.values())
            waiting.extend(inner for _, inner in branch.mixtures)
            if branch.variable is not None:
                waiting.append(branch.variable)


def _walk(branch: _Branch[T], segments: list[str], index: int, values: list[str]) -> Leaf[T] | None:
    if index == len(segments):
        return branch.leaf
    raw = segments[index]
    inner = branch.texts.get(raw)
    if inner is None and "%" in raw:
        inner = branch.texts.get(unquote(raw))
    if inner is not None:
        leaf = _walk(inner, segments, index + 1, values)
        if leaf is not None:
            return leaf
    if not raw:
        return None
    kept = len(values)
    for segment, inner in branch.mixtures:
        found = segment.match(raw)
        if found is not None:
            values.extend(found)
            leaf = _walk(inner, segments, index + 1, values)
            if leaf is not None:
                return leaf
            del values[kept:]
    if branch.variable is None:
        return None
    values.append(raw)
    leaf = _walk(branch.variable, segments, index + 1, values)
    if leaf is None:
        del values[kept:]
    return leaf


def _grow(branch: _Branch[T], segment: Segment) -> _Branch[T]:
    if segment.is_literal:
        text = segment.literals[0]
        known = branch.texts.get(text)
        if known is None:
            known = branch.texts[text] = _Branch()
        return known
    if segment.is_variable:
        branch.variable = branch.variable or _Branch()
        return branch.variable
    for mixture, inner in branch.mixtures:
        if mixture.literals == segment.literals:
            return inner
    made: _Branch[T] = _Branch()
    branch.mixtures.append((segment, made))
    branch.mixtures.sort(key=_concreteness)
    return made


def _concreteness(mixture: tuple[Segment, _Branch[T]]) -> tuple[int, int]:
    """Order mixtures: more text first, then fewer variables."""
    segment = mixture[0]
    return -sum(map(len, segment.literals)), len(segment.names)
