"""Contract: a whole description as operations that requests are matched to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mockserver.contract.compiler import Compiler
from mockserver.contract.judging import JudgeOptions
from mockserver.contract.operation import Operation, Setting
from mockserver.contract.routing import (
    Route,
    Router,
    Server,
    Template,
    base_paths,
    parse_segments,
    parse_template,
    read_servers,
)
from mockserver.document import Diagnostic
from mockserver.errors import DocumentError
from mockserver.schema import Schemas

if TYPE_CHECKING:
    from mockserver.contract.call import Call
    from mockserver.document import Document, Node
    from mockserver.messages import Request


@dataclass(slots=True, eq=False)
class Found:
    """What serves a request: the operation, its raw path variables in order, the base path that matched.

    `rivals` are further operations for the same method and paths: their keys differ by "#fragment", "?query" or the
    names of variables alone; `values` are the raw values of the variables, whatever they are called.
    """

    operation: Operation
    variables: dict[str, str]
    base: str = ""
    rivals: tuple[Route[Operation], ...] = ()
    values: tuple[str, ...] = ()

    def judge(self, request: Request) -> Call:
        """Read and judge the request by the operation, or by the rival that it fits better.

        The best fit has the fewest violations, then the fewest undeclared query parameters, then the first key.
        """
        call = self.operation.judge(request, self.variables)
        if not self.rivals or _misfit(call) == (0, 0):
            return call
        named = ((one.target, dict(zip(one.names, self.values, strict=True))) for one in self.rivals)
        others = (operation.judge(request, variables) for operation, variables in named)
        return min((call, *others), key=_misfit)


class NoPath(NamedTuple):
    """No path of the description matches."""


class NoMethod(NamedTuple):
    """A path matches, but has no such method; `allowed` is sorted, with HEAD where GET is, and OPTIONS."""

    allowed: tuple[str, ...]


NO_PATH = NoPath()


def compile_contract(document: Document, options: JudgeOptions | None = None) -> Contract:
    """Return the contract of a document. Only paths and methods are read: an operation compiles at its first use.

    A path item whose reference cannot be followed is left out, an operation's refuses to serve; `diagnostics` tells.

    Raises:
        DocumentError: none of the path items can be read.
    """
    return Contract(document, options or JudgeOptions())


class Contract:
    """What an API promises: its operations, found by method and path under any of its base paths.

    `lost` tells of the path items and operations that cannot be read.
    """

    def __init__(self, document: Document, options: JudgeOptions) -> None:
        self.document = document
        self.schemas = Schemas(document)
        self.title = _info(document.root, "title")
        self.version = _info(document.root, "version")
        self.servers: tuple[Server, ...] = read_servers(document.root)
        self.base_paths = base_paths(self.servers)
        setting = Setting(document.root, self.title, Compiler(self.schemas), options)
        self.lost: list[Diagnostic] = []
        self.operations = tuple(_operations(setting, self.lost))
        if self.lost and not self.operations:
            first = self.lost[0]
            raise DocumentError(first.message, first.code, first.place, first.hint)
        self._bases = _Bases(self.operations, self.base_paths)

    def match(self, method: str, raw_path: str) -> Found | NoPath | NoMethod:
        """Find what serves `method` on a whole, percent-encoded path; the longest base path is tried first.

        HEAD is served by GET where it is not documented itself (RFC 9110 section 9.3.2).
        """
        refused: NoMethod | NoPath = NO_PATH
        for base, router in self._bases.routers:
            if not raw_path.startswith(base):
                continue
            rest = raw_path[len(base) :] or "/"
            hit = router.find(rest) if rest[0] == "/" else None
            if hit is None:
                continue
            leaf, values = hit
            routes = leaf.routes.get(method) or (leaf.routes.get("GET") if method == "HEAD" else None)
            if routes:
                route = routes[0]
                names = route.names
                variables = {names[0]: values[0]} if len(names) == 1 else dict(zip(names, values, strict=True))
                rivals = tuple(routes[1:]) if len(routes) > 1 else ()
                return Found(route.target, variables, base, rivals, values)
            if refused is NO_PATH and not _names_nobody(router, rest, method):
                refused = NoMethod(leaf.allowed)
        return refused

    def operation(self, key: str) -> Operation | None:
        """Return an operation by its `operationId` or by method and path ("GET /contacts/{id}"), or None."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, Operation]:
        by_path = {f"{one.method} {one.path}": one for one in reversed(self.operations)}
        return by_path | {one.id: one for one in reversed(self.operations)}

    @cached_property
    def components(self) -> dict[str, Node]:
        """The named schemas of the description, whatever its version calls their folder."""
        folder = self.document.root.readable("components")
        listed = None if folder is None else folder.readable("schemas")
        return {} if listed is None else dict(listed.items())

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is questionable about the paths: those that cannot be read, operations that match the same requests."""
        return (*self.lost, *self._bases.ambiguities())


def _names_nobody(router: Router[Operation], path: str, method: str) -> bool:
    """Tell whether a path asks for an item by an empty id: `DELETE /users/` is no wrong method, but nobody's path."""
    hit = router.find(path + "0") if len(path) > 1 and path[-1] == "/" else None
    return hit is not None and method in hit[0].routes


class _Bases:
    """A router for each base path, the longest first: the document's own hold all operations, others their owners'."""

    def __init__(self, operations: tuple[Operation, ...], shared: tuple[str, ...]) -> None:
        self._main: Router[Operation] = Router()
        others: dict[str, Router[Operation]] = {}
        own: dict[int, tuple[str, ...]] = {}
        for operation in operations:
            _add(self._main, operation)
            for base in _own_bases(operation, own):
                if base not in shared:
                    _add(others.setdefault(base, Router()), operation)
        routers = [*others.items(), *((base, self._main) for base in shared)]
        self.routers = tuple(sorted(routers, key=lambda pair: -len(pair[0])))

    def ambiguities(self) -> Iterator[Diagnostic]:
        """Yield a warning for every operation that shares method and path with one before it."""
        for leaf in self._main.leaves():
            for routes in leaf.routes.values():
                first = routes[0].target
                for other in (route.target for route in routes[1:]):
                    yield Diagnostic(
                        "warning",
                        "AMBIGUOUS_PATH",
                        f"{other.method} {other.path} and {first.path} match the same requests: "
                        "each goes to the one that it fits best, else to the first",
                        other.place,
                    )


def _add(router: Router[Operation], operation: Operation) -> None:
    template = operation.template
    router.add(operation.method, template.path, template.segments, operation)
    if template.literal is not None:
        router.add(operation.method, template.literal, parse_segments(template.literal), operation)


def _misfit(call: Call) -> tuple[int, int]:
    return sum(violation.severity == "Error" for violation in call.violations), len(call.undeclared)


def _own_bases(operation: Operation, known: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the base paths of servers that the operation or its path item declares."""
    if "servers" in operation.node.value:
        return base_paths(read_servers(operation.node))
    item = operation.path_item
    if "servers" not in item.value:
        return ()
    if id(item) not in known:
        known[id(item)] = base_paths(read_servers(item))
    return known[id(item)]


def _operations(setting: Setting, lost: list[Diagnostic]) -> Iterator[Operation]:
    paths = _followed(setting.root.get("paths"), "the paths are", lost)
    for key, item in paths.items() if paths is not None else ():
        resolved = None if key.startswith("x-") else _followed(item, f"{key} is", lost)
        if resolved is not None:
            yield from _of_path(parse_template(key), resolved, setting, lost)


def _of_path(template: Template, item: Node, setting: Setting, lost: list[Diagnostic]) -> Iterator[Operation]:
    """Yield the operations of a path item: the fixed methods, then `additionalOperations` (OAS 3.2).

    An operation whose `$ref` cannot be followed is one all the same: it refuses to serve.
    """
    named = [(METHODS[key], node) for key, node in item.items() if key in METHODS]
    others = f"the additionalOperations of {template.key} are"
    additional = _followed(item.get("additionalOperations"), others, lost)
    named += additional.items() if additional is not None else ()
    for method, node in named:
        found = _followed(node, f"{method} {template.key} is", lost) or node
        if isinstance(found.value, dict):
            yield Operation(method, template, item, found, setting)


def _followed(node: Node | None, subject: str, lost: list[Diagnostic]) -> Node | None:
    """Return what a node refers to; None where that cannot be followed, which is told."""
    try:
        return None if node is None else node.resolve()
    except DocumentError as error:
        message = f"{subject} not served: {error.message}"
        place = error.place or node.place  # type: ignore[union-attr]
        lost.append(Diagnostic("error", error.code, message, place, error.hint))
        return None


def _info(root: Node, key: str) -> str:
    """Return what the root's Info Object says, "" where it says nothing."""
    try:
        info = root.member("info")
        found = None if info is None else info.member(key)
    except DocumentError:
        return ""
    return "" if found is None or found.value is None else str(found.value)


METHODS = {
    name.lower(): name for name in ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY")
}
"""The fixed fields of a Path Item Object that hold an operation (OAS 4.8.9)."""
