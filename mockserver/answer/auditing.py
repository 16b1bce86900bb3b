"""What an author should know before the first request: examples that break their schemas, schemas without a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from mockserver.contract import MISSING
from mockserver.document import Diagnostic
from mockserver.errors import DocumentError, MockserverError
from mockserver.generate import Unsatisfiable
from mockserver.generate.leaves import FakerError, x_faker
from mockserver.schema import acceptor, reachable, subschemas

if TYPE_CHECKING:
    from mockserver.contract import Contract, Example, MediaType, Operation
    from mockserver.contract.parameter import Direction
    from mockserver.document import Node
    from mockserver.generate import Generator
    from mockserver.schema import Bundle
    from mockserver.violations import Place, Violation

BROKEN = frozenset({"REF_UNRESOLVED", "UNSOUND_KEYWORD", "UNSOUND_SCHEMA"})
"""What breaks a rule of the schema's dialect, and is left out of the schema that is served."""

LONGEST_SHOWN = 80
MOST_VIOLATIONS = 3
"""How many violations of one example are told."""


def audit(contract: Contract, generator: Generator, go_on: Callable[[], bool] = lambda: True) -> Iterator[Diagnostic]:
    """Yield each finding once; compiles every operation, so a large description takes its time.

    `go_on` is asked before each operation whether there is time for it.
    """
    seen: set[tuple[str, str, Place]] = set()
    for finding in _all(contract, generator, go_on):
        key = (finding.code, finding.message, finding.place)
        if key not in seen:
            seen.add(key)
            yield finding


def _all(contract: Contract, generator: Generator, go_on: Callable[[], bool]) -> Iterator[Diagnostic]:
    yield from contract.diagnostics
    judged: set[int] = set()
    for operation in takewhile(lambda _: go_on(), contract.operations):
        try:
            yield from _operation(operation, generator, judged)
        except DocumentError as error:
            yield Diagnostic("error", error.code, error.message, error.place or operation.place)


def _operation(operation: Operation, generator: Generator, judged: set[int]) -> Iterator[Diagnostic]:
    for parameter in operation.parameters:
        if parameter.bundle is not None:
            yield from _warnings(parameter.bundle, judged)
        if parameter.media_type is not None:
            yield from _media(parameter.media_type, "request", None, judged)
    for media in operation.body.content.values() if operation.body else ():
        yield from _media(media, "request", None, judged)
    if not operation.responses:
        yield Diagnostic("warning", "NO_RESPONSE", f"{operation.id} documents no response", operation.place)
    for response in operation.responses.values():
        for media in response.content.values():
            yield from _media(media, "response", generator, judged)
        for header in response.headers.values():
            if header.bundle is not None:
                yield from _warnings(header.bundle, judged)


def _media(
    media: MediaType, direction: Direction, generator: Generator | None, judged: set[int]
) -> Iterator[Diagnostic]:
    bundle = media.schema(direction)
    item = media.item_schema(direction)
    for found in (bundle, item):
        if found is not None:
            yield from _warnings(found, judged)
            if generator is not None:
                yield from _generation(found, generator, media.node, judged)
    if bundle is not None:
        for example in media.examples:
            yield from _example(example, bundle, media.node)


def _warnings(bundle: Bundle, judged: set[int]) -> Iterator[Diagnostic]:
    if id(bundle) not in judged:
        judged.add(id(bundle))
        for found in bundle.warnings:
            yield found._replace(severity="error") if found.code in BROKEN else found


def _generation(bundle: Bundle, generator: Generator, node: Node, judged: set[int]) -> Iterator[Diagnostic]:
    if -id(bundle) not in judged:
        judged.add(-id(bundle))
        yield from _unsatisfiable(bundle, generator, node)
        yield from _wrong_fakers(bundle.schema, "", bundle, generator)
        yield from _wrong_examples(bundle, judged)


def _wrong_fakers(schema: Any, pointer: str, bundle: Bundle, generator: Generator) -> Iterator[Diagnostic]:
    """Yield a warning for each `x-faker` that names no provider; the value is generated as if it were not there."""
    if isinstance(schema, dict) and "x-faker" in schema:
        try:
            x_faker(schema, generator.options)
        except FakerError as error:
            yield Diagnostic("warning", error.code, error.message, bundle.place(f"{pointer}/x-faker"))
    for path, inner in subschemas(schema):
        yield from _wrong_fakers(inner, pointer + "".join(map(_token, path)), bundle, generator)


def _wrong_examples(bundle: Bundle, judged: set[int]) -> Iterator[Diagnostic]:
    """Yield a warning for each example that breaks the very schema it stands in, at any depth; each schema once."""
    waiting: list[tuple[str, Any]] = [("", bundle.schema)]
    while waiting:
        pointer, schema = waiting.pop()
        if not isinstance(schema, dict) or id(schema) in judged:
            continue
        judged.add(id(schema))
        yield from _of_schema(schema, pointer, bundle)
        waiting += [(pointer + "".join(map(_token, path)), inner) for path, inner in subschemas(schema)]


def _of_schema(schema: dict[str, Any], pointer: str, bundle: Bundle) -> Iterator[Diagnostic]:
    given = [("/example", schema["example"])] if "example" in schema else []
    examples = schema.get("examples")
    given += [(f"/examples/{n}", value) for n, value in enumerate(examples)] if isinstance(examples, list) else []
    if not given:
        return
    accepts = acceptor({**schema, "$defs": reachable(bundle.schema, {**schema, "$defs": {}})})
    for where, value in given:
        if not accepts(value):
            shown = repr(value) if len(repr(value)) <= LONGEST_SHOWN else repr(value)[:LONGEST_SHOWN] + "..."
            message = f"the schema's own example breaks it: {shown}"
            yield Diagnostic("warning", "BAD_EXAMPLE", message, bundle.place(pointer + where))


def _token(token: str | int) -> str:
    return "/" + str(token).replace("~", "~0").replace("/", "~1")


def _unsatisfiable(bundle: Bundle, generator: Generator, node: Node) -> Iterator[Diagnostic]:
    try:
        found = generator.maker(bundle).warnings
    except Unsatisfiable as error:
        found = (error,)
    except MockserverError as error:
        yield Diagnostic("warning", error.code, error.message, error.place or node.place)
        return
    for refusal in found:
        known = "satisfies" if refusal.sure else "was found for"
        message = f"no value {known} this schema: {refusal.reason or refusal.message}"
        yield Diagnostic("warning", refusal.code, message, bundle.place(refusal.pointer))


def _example(example: Example, bundle: Bundle, node: Node) -> Iterator[Diagnostic]:
    if example.value is MISSING or bundle.validator.is_valid(example.value):
        return
    for violation in bundle.validator.explain(example.value, "body")[:MOST_VIOLATIONS]:
        yield Diagnostic("warning", "BAD_EXAMPLE", _told(example, violation), _place(example, violation, node))


def _told(example: Example, violation: Violation) -> str:
    name = f"example '{example.name}'" if example.name else "the example"
    rule = f" ({violation.rule})" if violation.rule else ""
    return f"{name} breaks its schema: {violation.pointer or '(whole)'}: {violation.message}{rule}"


def _place(example: Example, violation: Violation, node: Node) -> Place:
    """Return the place of the very value where it stands in the file, else that of the example."""
    at = example.node.get("value") or example.node if example.node is not None else node
    for token in violation.path:
        inner = at.get(token)
        if inner is None:
            break
        at = inner
    return at.place
