"""Request -> Call: everything that an operation takes is read, typed and judged; nothing stops at the first flaw.

An operation's judge is compiled once into readers, one per parameter, and runs only the parts that the operation has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from mockserver.contract.judging.parameters import Reader, compile_reader
from mockserver.contract.judging.security import Requirement, Shown, judge_security
from mockserver.contract.judging.undeclared import compile_undeclared
from mockserver.contract.parameter_codec import decoder_for
from mockserver.contract.styles import RawQuery, header_field, parse_cookies
from mockserver.later import later
from mockserver.violations import Violation

if TYPE_CHECKING:
    from mockserver.contract.call import Call
    from mockserver.contract.judging.body import BodyReader
    from mockserver.contract.judging.contested import Settle
    from mockserver.contract.parameter import Parameter, ParameterLocation
    from mockserver.contract.payload import RequestBody
    from mockserver.document import Node

Judge = Callable[["Call", Mapping[str, str]], None]
Step = Callable[["Call", Mapping[str, str], RawQuery], tuple[Violation, ...]]

compile_body_reader: Callable[[RequestBody, int], BodyReader] = later(
    "mockserver.contract.judging.body", "compile_body_reader"
)
compile_contested: Callable[[list[Parameter], frozenset[str]], Settle | None] = later(
    "mockserver.contract.judging.contested", "compile_contested"
)


class JudgeOptions(NamedTuple):
    """What a user may say about judging: undeclared query parameters, and the most bytes that a body is decoded to."""

    unknown_query: Literal["allow", "warn", "refuse"] = "allow"
    body_limit: int = 10_000_000


class Taken(NamedTuple):
    """What an operation takes: the matter of its judge.

    `conditions` are query pairs that its path's key states; `node` is the operation's.
    """

    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    security: tuple[Requirement, ...]
    conditions: tuple[tuple[str, str | None], ...]
    node: Node


def compile_judge(taken: Taken, options: JudgeOptions) -> Judge:
    """Return the judge that fills a call in: path, query, header, cookie, security, body, in this order."""
    steps = tuple(_steps(taken, options))

    def judge(call: Call, variables: Mapping[str, str]) -> None:
        query = RawQuery.parse(call.request.query) if call.request.query else NO_QUERY
        found: tuple[Violation, ...] = ()
        for step in steps:
            found += step(call, variables, query)
        call.violations = found

    return judge


def _steps(taken: Taken, options: JudgeOptions) -> list[Step]:
    groups: dict[ParameterLocation, list[Parameter]] = {}
    for parameter in taken.parameters:
        groups.setdefault(parameter.location, []).append(parameter)
    steps = [_path_step(groups.get("path", []))]
    in_query = [*groups.get("query", []), *groups.get("querystring", [])]
    others = _other_names(taken)
    if in_query:
        steps.append(_query_step(in_query, others))
    if taken.conditions:
        steps.append(_condition_step(taken))
    steps.append(_undeclared_step(taken, in_query, others, options))
    if "header" in groups:
        steps.append(_header_step(groups["header"]))
    if "cookie" in groups:
        steps.append(_cookie_step(groups["cookie"]))
    if all(requirement.demands for requirement in taken.security) and taken.security:
        steps.append(_security_step(taken.security))
    if taken.body is not None:
        steps.append(_body_step(compile_body_reader(taken.body, options.body_limit)))
    return steps


def _readers(parameters: list[Parameter], taken: frozenset[str] = frozenset()) -> tuple[tuple[str, Reader], ...]:
    return tuple((one.name, compile_reader(one, decoder_for(one, parameters, taken))) for one in parameters)


def _path_step(parameters: list[Parameter]) -> Step:
    """Read what is declared; variables that the description forgot to declare are text."""
    readers = dict(_readers(parameters))

    def step(call: Call, variables: Mapping[str, str], _query: RawQuery) -> tuple[Violation, ...]:
        found: tuple[Violation, ...] = ()
        into = call.path
        for name, raw in variables.items():
            reader = readers.get(name)
            if reader is None:
                into[name] = unquote(raw)
            else:
                found += reader(raw, into)
        return found

    return step


def _other_names(taken: Taken) -> frozenset[str]:
    """Return the query names that credentials and the path's key read."""
    keys = {demand.query_name for requirement in taken.security for demand in requirement.demands}
    return frozenset({name for name in keys if name} | {name for name, _ in taken.conditions})


def _query_step(parameters: list[Parameter], others: frozenset[str]) -> Step:
    readers = _readers(parameters, others)
    settle = compile_contested(parameters, others)

    def step(call: Call, _variables: Mapping[str, str], query: RawQuery) -> tuple[Violation, ...]:
        found: tuple[Violation, ...] = ()
        for _, reader in readers:
            found += reader(query, call.query)
        if found and settle is not None:
            settled = settle(query)
            if settled is not None:
                found = ()
                call.query.clear()
                call.query.update(settled)
        defects = (
            Violation("query", (), "malformed", f"must be readable: {defect.message}") for defect in query.defects
        )
        return (*defects, *found)

    return step


def _condition_step(taken: Taken) -> Step:
    """Hold a request to the query that the key of its path states."""

    def step(_call: Call, _variables: Mapping[str, str], query: RawQuery) -> tuple[Violation, ...]:
        return tuple(
            Violation(
                "query",
                (name,),
                "required",
                f"must be given: the path's key asks for the query parameter '{name}'",
                taken.node.place,
                value,
            )
            for name, value in taken.conditions
            if not any(name == key and value in (None, unquote(raw or "")) for key, raw in query.pairs)
        )

    return step


def _undeclared_step(taken: Taken, in_query: list[Parameter], others: frozenset[str], options: JudgeOptions) -> Step:
    undeclared = compile_undeclared(in_query, others)

    def step(call: Call, _variables: Mapping[str, str], query: RawQuery) -> tuple[Violation, ...]:
        if not query.pairs:
            return ()
        call.undeclared = undeclared(query)
        if options.unknown_query == "allow":
            return ()
        severity: Literal["Error", "Warning"] = "Error" if options.unknown_query == "refuse" else "Warning"
        return tuple(
            Violation(
                "query",
                (name,),
                "undeclared",
                f"must not be given: no query parameter '{name}' is declared",
                taken.node.place,
                [one.name for one in in_query],
                name,
                severity,
            )
            for name in call.undeclared
        )

    return step


def _header_step(parameters: list[Parameter]) -> Step:
    readers = tuple((name.lower(), reader) for name, reader in _readers(parameters))

    def step(call: Call, _variables: Mapping[str, str], _query: RawQuery) -> tuple[Violation, ...]:
        found: tuple[Violation, ...] = ()
        headers = call.request.headers
        for name, reader in readers:
            found += reader(header_field(headers, name), call.header)
        return found

    return step


def _cookie_step(parameters: list[Parameter]) -> Step:
    readers = _readers(parameters)

    def step(call: Call, _variables: Mapping[str, str], _query: RawQuery) -> tuple[Violation, ...]:
        found: tuple[Violation, ...] = ()
        pairs = parse_cookies(call.request.headers.get("cookie"))
        for _, reader in readers:
            found += reader(pairs, call.cookie)
        return found

    return step


def _security_step(requirements: tuple[Requirement, ...]) -> Step:
    def step(call: Call, _variables: Mapping[str, str], query: RawQuery) -> tuple[Violation, ...]:
        headers = call.request.headers
        return judge_security(requirements, Shown(headers, query, parse_cookies(headers.get("cookie"))))

    return step


def _body_step(read: BodyReader) -> Step:
    def step(call: Call, _variables: Mapping[str, str], _query: RawQuery) -> tuple[Violation, ...]:
        return read(call)

    return step


NO_QUERY = RawQuery()
