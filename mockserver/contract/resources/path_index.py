"""The paths of a description as the questions that deduction asks: what stands beside, below, and under which name."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from mockserver.contract.resources.naming import is_variable, joined, segments_of
from mockserver.kinds import kind_of, words

if TYPE_CHECKING:
    from mockserver.contract.operation import Operation

Segments = tuple[str, ...]


class PathIndex:
    """Knows every path by its segments; `methods` holds the operations of each path by method."""

    def __init__(self, operations: tuple[Operation, ...]) -> None:
        self.methods: dict[str, dict[str, Operation]] = {}
        for operation in operations:
            path = joined(segments_of(operation.template.path))
            self.methods.setdefault(path, {}).setdefault(operation.method, operation)

    @cached_property
    def beside(self) -> dict[str, list[tuple[str, ...]]]:
        """For each path the paths with one segment more."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for path in self.methods:
            segments = segments_of(path)
            if segments:
                found.setdefault(joined(segments[:-1]), []).append(segments)
        return found

    @cached_property
    def twins(self) -> dict[tuple[str, str], list[tuple[str, ...]]]:
        """The paths of items by what stands before the last word, and the kind that this word names."""
        found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for path in self.methods:
            segments = segments_of(path)
            if len(segments) > 1 and is_variable(segments[-1]) and not is_variable(segments[-2]):
                found.setdefault((joined(segments[:-2]), kind_of(segments[-2])), []).append(segments)
        return found

    @cached_property
    def items(self) -> dict[str, list[tuple[str, ...]]]:
        """For each kind the paths of its items."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for (_, kind), paths in self.twins.items():
            found.setdefault(kind, []).extend(paths)
        return found

    @cached_property
    def free(self) -> dict[str, list[tuple[str, ...]]]:
        """For each kind the paths of collections of that name that have no variable in them."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for path in self.methods:
            segments = segments_of(path)
            if len(segments) > 1 and is_variable(segments[-1]):
                segments = segments[:-1]
            if segments and not any(map(is_variable, segments)):
                found.setdefault(kind_of(segments[-1]), []).append(segments)
        return found

    @cached_property
    def below_kind(self) -> dict[str, list[str]]:
        """For each kind the kinds below whose items its collections stand."""
        found: dict[str, list[str]] = {}
        for path in self.methods:
            segments = segments_of(path)
            last = [is_variable(segment) for segment in segments[-3:]]
            if last == [False, True, False]:
                found.setdefault(kind_of(segments[-1]), []).append(kind_of(segments[-3]))
        return found

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of which there are collections: somebody can ask for one by its id, or for all of them."""
        return frozenset(
            kind_of(before)
            for segments in map(segments_of, self.methods)
            for before, after in pairwise((*segments, ""))
            if not is_variable(before) and (is_variable(after) or (not after and _is_plural(before)))
        )

    @cached_property
    def alone(self) -> frozenset[str]:
        """The kinds of which a client has one, whose id no path needs: `/organization/members` are those of its own."""
        plurals = {kind_of(segment) for path in self.methods for segment in segments_of(path) if _is_plural(segment)}
        return frozenset(
            kind
            for segments in map(segments_of, self.methods)
            for one, below in pairwise(segments)
            if not is_variable(one) and not is_variable(below) and self._is_collection(segments, below)
            and (kind := kind_of(one)) not in plurals and kind != kind_of(below)
        )  # fmt: skip

    def _is_collection(self, segments: Segments, name: str) -> bool:
        path = segments[: segments.index(name) + 1]
        with_item = any(is_variable(each[-1]) for each in self.beside.get(joined(path), ()))
        parts = words(name)
        asks = len(parts) > 1 and (parts[0] in ASKING or "by" in parts)
        return kind_of(name) in self.kinds and (with_item or _is_plural(name)) and not asks


def _is_plural(segment: str) -> bool:
    return not is_variable(segment) and kind_of(segment) != "".join(words(segment))


ASKING = frozenset({"find", "search", "get", "list", "filter", "lookup", "query", "check", "count", "export", "import"})
"""Words that a path asks by rather than names a collection: `/pet/findByTags`."""
